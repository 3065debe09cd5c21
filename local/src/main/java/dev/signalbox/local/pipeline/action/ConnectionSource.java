package dev.signalbox.local.pipeline.action;

import dev.signalbox.local.api.Connections;
import dev.signalbox.local.pipeline.run.Outcome;
import dev.signalbox.local.pipeline.run.Provider;
import dev.signalbox.local.pipeline.run.Report;
import dev.signalbox.local.pipeline.run.Work;
import java.util.Map;

/** Takes a commit of a repository that is at another provider, by a connection. */
public final class ConnectionSource implements Provider {
  private final Connections connections;
  private final Artifacts artifacts;

  public ConnectionSource(Connections connections, Artifacts artifacts) {
    this.connections = connections;
    this.artifacts = artifacts;
  }

  @Override
  public void begin(Work work, Report report) {
    String repository = work.required("FullRepositoryId");
    report.ended(connections.know(repository) ? taken(work, repository) : unknown(repository));
  }

  private static Outcome unknown(String repository) {
    return Outcome.failed(
        "ConfigurationError",
        "signalbox local does not know where repository '%s' is: start it with --connection %s=FOLDER"
            .formatted(repository, repository));
  }

  private Outcome taken(Work work, String repository) {
    String arn = work.required("ConnectionArn");
    String branch = work.required("BranchName");
    return new TakenCommit(
            artifacts,
            specifier -> connections.commit(repository, specifier),
            (commit, zip) -> connections.writeZip(repository, commit, zip),
            commit ->
                "https://%s.console.aws.amazon.com/codesuite/settings/connections/redirect?connectionArn=%s&referenceType=COMMIT&FullRepositoryId=%s&Commit=%s"
                    .formatted(work.place().region(), arn, repository, commit))
        .take(
            work,
            repository,
            branch,
            _ -> Map.of("ConnectionArn", arn, "FullRepositoryName", repository));
  }
}
