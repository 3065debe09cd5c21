package dev.signalbox.local.pipeline.action;

import dev.signalbox.local.api.Repositories.Commit;
import dev.signalbox.local.pipeline.run.Artifact;
import dev.signalbox.local.pipeline.run.External;
import dev.signalbox.local.pipeline.run.GivenRevision;
import dev.signalbox.local.pipeline.run.Outcome;
import dev.signalbox.local.pipeline.run.Revision;
import dev.signalbox.local.pipeline.run.Work;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Function;

/**
 * What source actions of git have in common.
 *
 * @param find a commit by a branch or an id
 * @param zip writes a commit's files
 * @param url where a person sees a commit
 */
record TakenCommit(
    Artifacts artifacts,
    Function<String, Optional<Commit>> find,
    BiConsumer<String, Path> zip,
    Function<String, String> url) {
  /** All variables of an action together have at most 122,880 bytes, four to a letter. */
  private static final int LONGEST_VARIABLE = 30_000;

  /** Takes the files of a branch's head, or of the very commit the execution was started for. */
  Outcome take(
      Work work,
      String repository,
      String branch,
      Function<Commit, Map<String, String>> variables) {
    if (work.setting("OutputArtifactFormat").orElse("CODE_ZIP").equals("CODEBUILD_CLONE_REF")) {
      return Outcome.failed(
          "ConfigurationError",
          "signalbox local does not implement OutputArtifactFormat CODEBUILD_CLONE_REF: use"
              + " CODE_ZIP");
    }
    Optional<String> given = work.given("COMMIT_ID").map(GivenRevision::value);
    // A commit id is never taken for a branch that is called so.
    Optional<Commit> commit =
        given.filter(id -> !id.matches("[0-9a-f]{40}")).isPresent()
            ? Optional.empty()
            : find.apply(given.orElse(branch));
    return commit
        .map(found -> taken(work, branch, found, variables.apply(found)))
        .orElseGet(() -> missing(repository, branch, given));
  }

  private static Outcome missing(String repository, String branch, Optional<String> given) {
    String what = given.map(id -> "commit '" + id + "'").orElse("branch '" + branch + "'");
    return Outcome.failed(
        "RevisionUnavailable",
        "The action failed because no %s was found in the repository '%s'. Make sure the reference and repository name are correct."
            .formatted(what, repository));
  }

  private Outcome taken(Work work, String branch, Commit commit, Map<String, String> more) {
    Artifact artifact =
        Artifacts.withFile(file -> {
          zip.accept(commit.id(), file);
          return artifacts.store(work, work.outputs().getFirst(), file);
        });
    String address = url.apply(commit.id());
    String summary = Text.cut(commit.message(), 2048);
    Map<String, String> variables = new LinkedHashMap<>(more);
    variables.put("BranchName", branch);
    variables.put("CommitId", commit.id());
    variables.put("CommitMessage", Text.cut(commit.message(), LONGEST_VARIABLE));
    variables.put("AuthorDate", commit.authored().toString());
    return Outcome.succeeded(External.id(commit.id()).withSummary(summary).withUrl(address))
        .outputs(List.of(artifact))
        .revision(new Revision(commit.id(), summary, commit.committed(), address))
        .variables(variables);
  }
}
