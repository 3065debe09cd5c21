package dev.signalbox.local.pipeline.action;

import dev.signalbox.local.api.Place;
import dev.signalbox.local.api.Repositories;
import dev.signalbox.local.pipeline.run.Outcome;
import dev.signalbox.local.pipeline.run.Provider;
import dev.signalbox.local.pipeline.run.Report;
import dev.signalbox.local.pipeline.run.Work;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Takes a commit of a repository in CodeCommit. */
public final class CodeCommitSource implements Provider {
  private final Repositories repositories;
  private final Artifacts artifacts;

  public CodeCommitSource(Repositories repositories, Artifacts artifacts) {
    this.repositories = repositories;
    this.artifacts = artifacts;
  }

  @Override
  public void begin(Work work, Report report) {
    report.ended(taken(work, work.required("RepositoryName")));
  }

  private Outcome taken(Work work, String repository) {
    return new TakenCommit(
            artifacts,
            specifier -> repositories.commit(work.place(), repository, specifier),
            (commit, zip) -> repositories.writeZip(work.place(), repository, commit, zip),
            commit -> url(work.place(), repository, commit))
        .take(
            work,
            repository,
            work.required("BranchName"),
            commit ->
                Map.of(
                    "RepositoryName", repository, "CommitterDate", commit.committed().toString()));
  }

  private static String url(Place place, String repository, String commit) {
    return "https://%s.console.aws.amazon.com/codecommit/home?region=%s#/repository/%s/commit/%s"
        .formatted(
            place.region(),
            place.region(),
            URLEncoder.encode(repository, StandardCharsets.UTF_8),
            commit);
  }
}
