package dev.signalbox.local.codecommit;

import dev.signalbox.local.api.AwsError;
import dev.signalbox.local.api.Caller;
import dev.signalbox.local.codecommit.git.BranchName;
import dev.signalbox.local.codecommit.git.Hosted;
import dev.signalbox.local.codecommit.git.References;
import dev.signalbox.local.codecommit.history.Commits;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.jspecify.annotations.Nullable;

/**
 * The end of a branch, to which a request means to add a commit.
 *
 * @param commit empty in a repository without branches: then the branch is made
 */
record Tip(Hosted hosted, Repository repository, String branch, Optional<RevCommit> commit) {

  /**
   * @param parentCommitId which the caller believes to be the tip
   * @throws AwsError when it is not
   */
  static Tip of(
      Hosted hosted, Repository repository, String branch, @Nullable String parentCommitId) {
    if (!BranchName.isValid(branch)) {
      throw AwsError.of(
          "InvalidBranchNameException", "The specified branch name is not valid: " + branch);
    }
    Commits commits = new Commits(repository);
    Optional<RevCommit> tip = commits.find(Constants.R_HEADS + branch);
    if (tip.isEmpty() && hasBranches(repository)) {
      throw missing(commits, branch);
    }
    tip.ifPresent(commit -> mustBe(commit, branch, commits, parentCommitId));
    if (tip.isEmpty() && parentCommitId != null) {
      parent(commits, parentCommitId);
    }
    return new Tip(hosted, repository, branch, tip);
  }

  private static AwsError missing(Commits commits, String branch) {
    return commits.find(Constants.R_TAGS + branch).isPresent()
        ? AwsError.of("BranchNameIsTagNameException", branch + " is a tag, not a branch.")
        : AwsError.of("BranchDoesNotExistException", "Branch " + branch + " does not exist");
  }

  private static void mustBe(
      RevCommit tip, String branch, Commits commits, @Nullable String parentCommitId) {
    if (parentCommitId == null) {
      throw AwsError.of(
          "ParentCommitIdRequiredException",
          "A parent commit ID is required. To view the full commit ID of a branch in a repository,"
              + " use GetBranch or a Git command (for example, git pull or git log).");
    }
    if (!parent(commits, parentCommitId).equals(tip)) {
      throw outdated(branch);
    }
  }

  private static RevCommit parent(Commits commits, String id) {
    if (!id.matches("[0-9a-f]{40}")) {
      throw AwsError.of("InvalidParentCommitIdException", "The parent commit ID is not valid.");
    }
    return commits
        .find(id)
        .orElseThrow(() ->
            AwsError.of(
                "ParentCommitDoesNotExistException",
                "The parent commit " + id + " does not exist."));
  }

  private static AwsError outdated(String branch) {
    return AwsError.of(
        "ParentCommitIdOutdatedException",
        "The parent commit ID is outdated: it is not the tip of " + branch + ".");
  }

  private static boolean hasBranches(Repository repository) {
    try {
      return !repository.getRefDatabase().getRefsByPrefix(Constants.R_HEADS).isEmpty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Moves the branch on to the commit; refused when another one was quicker. */
  void advance(References references, Caller caller, ObjectId to) {
    ObjectId from = commit.<ObjectId>map(found -> found).orElseGet(ObjectId::zeroId);
    String reference = Constants.R_HEADS + branch;
    if (!references.move(hosted, caller, reference, from, to, Optional.empty())) {
      throw outdated(branch);
    }
  }
}
