package dev.signalbox.local.codecommit.review;

import dev.signalbox.local.codecommit.git.Hosted;
import dev.signalbox.local.codecommit.git.Hosting;
import dev.signalbox.local.codecommit.history.Commits;
import java.util.UUID;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;

/** Where a pull request's branches stand. */
final class Standing {
  private final Hosting repositories;
  private final PullRequests pullRequests;

  Standing(Hosting repositories, PullRequests pullRequests) {
    this.repositories = repositories;
    this.pullRequests = pullRequests;
  }

  Repository git(Hosted hosted) {
    return repositories.data(hosted).repository();
  }

  /** As it is now: while it is open, its destination moves on by itself. */
  PullRequest now(PullRequest found) {
    if (!found.state().open()) {
      return found;
    }
    PullRequest.Branches branches = found.branches();
    Commits commits = new Commits(git(pullRequests.repository(found)));
    return commits
        .find(branches.destination())
        .filter(tip -> !tip.name().equals(branches.destinationCommit()))
        .map(tip ->
            found.at(
                between(
                    commits,
                    branches.source(),
                    branches.sourceCommit(),
                    branches.destination(),
                    tip.name(),
                    branches.revisionId()),
                found.modified()))
        .orElse(found);
  }

  static PullRequest.Branches between(
      Commits commits,
      String source,
      String sourceCommit,
      String destination,
      String destinationCommit,
      String revisionId) {
    String base =
        commits
            .mergeBase(commits.existing(sourceCommit), commits.existing(destinationCommit))
            .map(RevCommit::name)
            .orElse("");
    return new PullRequest.Branches(
        source, destination, sourceCommit, destinationCommit, base, revisionId);
  }

  /** Another one for every state of the source. */
  static String newRevision() {
    return ApprovalRuleContent.sha256(UUID.randomUUID().toString());
  }
}
