package dev.signalbox.local.codecommit;

import dev.signalbox.local.api.AwsError;
import dev.signalbox.local.codecommit.history.Commits;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.revwalk.RevCommit;
import org.jspecify.annotations.Nullable;

/** The branch a merge is applied to. */
final class TargetBranch {
  private TargetBranch() {}

  /**
   * @param named by the request; else the destination itself is the branch
   * @throws AwsError when there is none, or it does not stand at the destination
   */
  static String of(Compared compared, @Nullable String named, String destination) {
    Commits commits = new Commits(compared.repository());
    String branch = named == null ? branch(commits, destination) : withoutPrefix(named);
    RevCommit tip =
        commits
            .find(Constants.R_HEADS + branch)
            .orElseThrow(() ->
                commits.find(Constants.R_TAGS + branch).isPresent()
                    ? AwsError.of(
                        "BranchNameIsTagNameException", branch + " is a tag, not a branch.")
                    : AwsError.of(
                        "BranchDoesNotExistException", "Branch " + branch + " does not exist"));
    if (!tip.equals(compared.destination())) {
      throw AwsError.of(
          "InvalidTargetBranchException",
          "The branch " + branch + " does not stand at the destination commit.");
    }
    return branch;
  }

  private static String withoutPrefix(String reference) {
    return reference.startsWith(Constants.R_HEADS)
        ? reference.substring(Constants.R_HEADS.length())
        : reference;
  }

  private static String branch(Commits commits, String destination) {
    String branch = withoutPrefix(destination);
    if (commits.find(Constants.R_HEADS + branch).isEmpty()) {
      throw AwsError.of(
          "BranchNameRequiredException",
          "A branch name is required, but was not specified: the destination is none.");
    }
    return branch;
  }
}
