package dev.signalbox.local.pipeline.action;

import dev.signalbox.local.api.Place;
import dev.signalbox.local.api.Repositories;
import dev.signalbox.local.api.Repositories.Commit;
import dev.signalbox.local.pipeline.run.Artifact;
import dev.signalbox.local.pipeline.run.External;
import dev.signalbox.local.pipeline.run.GivenRevision;
import dev.signalbox.local.pipeline.run.Outcome;
import dev.signalbox.local.pipeline.run.Provider;
import dev.signalbox.local.pipeline.run.Report;
import dev.signalbox.local.pipeline.run.Revision;
import dev.signalbox.local.pipeline.run.Work;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Takes the files of a branch's head, or of the very commit the execution was started for. */
public final class CodeCommitSource implements Provider {
  /** All variables of an action together have at most 122,880 bytes, four to a letter. */
  private static final int LONGEST_VARIABLE = 30_000;

  private final Repositories repositories;
  private final Artifacts artifacts;

  public CodeCommitSource(Repositories repositories, Artifacts artifacts) {
    this.repositories = repositories;
    this.artifacts = artifacts;
  }

  @Override
  public void begin(Work work, Report report) {
    if (work.setting("OutputArtifactFormat").orElse("CODE_ZIP").equals("CODEBUILD_CLONE_REF")) {
      report.ended(
          Outcome.failed(
              "ConfigurationError",
              "signalbox local does not implement OutputArtifactFormat CODEBUILD_CLONE_REF: use"
                  + " CODE_ZIP"));
      return;
    }
    String repository = work.required("RepositoryName");
    String branch = work.required("BranchName");
    Optional<String> given = work.given("COMMIT_ID").map(GivenRevision::value);
    // A commit id is never taken for a branch that is called so.
    Optional<Commit> commit =
        given.filter(id -> !id.matches("[0-9a-f]{40}")).isPresent()
            ? Optional.empty()
            : repositories.commit(work.place(), repository, given.orElse(branch));
    if (commit.isEmpty()) {
      report.ended(missing(repository, branch, given));
      return;
    }
    report.ended(taken(work, repository, branch, commit.get()));
  }

  private static Outcome missing(String repository, String branch, Optional<String> given) {
    String what = given.map(id -> "commit '" + id + "'").orElse("branch '" + branch + "'");
    return Outcome.failed(
        "RevisionUnavailable",
        "The action failed because no %s was found in the repository '%s'. Make sure the reference and repository name are correct."
            .formatted(what, repository));
  }

  private Outcome taken(Work work, String repository, String branch, Commit commit) {
    Artifact artifact =
        Artifacts.withFile(zip -> {
          repositories.writeZip(work.place(), repository, commit.id(), zip);
          return artifacts.store(work, work.outputs().getFirst(), zip);
        });
    String url = url(work.place(), repository, commit.id());
    String summary = Text.cut(commit.message(), 2048);
    return Outcome.succeeded(External.id(commit.id()).withSummary(summary).withUrl(url))
        .outputs(List.of(artifact))
        .revision(new Revision(commit.id(), summary, commit.committed(), url))
        .variables(
            Map.of(
                "RepositoryName", repository,
                "BranchName", branch,
                "CommitId", commit.id(),
                "CommitMessage", Text.cut(commit.message(), LONGEST_VARIABLE),
                "AuthorDate", commit.authored().toString(),
                "CommitterDate", commit.committed().toString()));
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
