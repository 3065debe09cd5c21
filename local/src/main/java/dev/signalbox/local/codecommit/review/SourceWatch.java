package dev.signalbox.local.codecommit.review;

import dev.signalbox.local.api.Caller;
import dev.signalbox.local.api.Clock;
import dev.signalbox.local.api.Events;
import dev.signalbox.local.codecommit.git.Hosted;
import dev.signalbox.local.codecommit.git.Hosting;
import dev.signalbox.local.codecommit.git.Moved;
import dev.signalbox.local.codecommit.git.ReferenceListener;
import dev.signalbox.local.codecommit.history.Commits;
import java.util.Map;
import org.eclipse.jgit.lib.Repository;
import software.amazon.awssdk.services.codecommit.model.PullRequestEventType;

/** Takes note of every push to the source of an open pull request. */
public final class SourceWatch implements ReferenceListener {
  private final PullRequests pullRequests;
  private final PullRequestEvents events;
  private final Standing standing;
  private final Clock clock;

  public SourceWatch(Hosting repositories, PullRequests pullRequests, Events bus, Clock clock) {
    this.pullRequests = pullRequests;
    this.events = new PullRequestEvents(bus, pullRequests);
    this.standing = new Standing(repositories, pullRequests);
    this.clock = clock;
  }

  @Override
  public void moved(Hosted repository, Caller caller, Moved moved) {
    // A deleted source leaves the pull request as it is: the branch may come back.
    if (moved.to().isEmpty()) {
      return;
    }
    String commit = moved.to().get().name();
    for (PullRequest found : pullRequests.of(repository)) {
      boolean concerned =
          found.state().open()
              && found.branches().source().equals(moved.reference())
              && !found.branches().sourceCommit().equals(commit);
      if (concerned) {
        update(found, repository, caller, commit);
      }
    }
  }

  private void update(PullRequest found, Hosted repository, Caller caller, String commit) {
    Commits commits = new Commits(standing.git(repository));
    PullRequest.Branches before = standing.now(found).branches();
    PullRequest.Branches after =
        Standing.between(
            commits,
            before.source(),
            commit,
            before.destination(),
            before.destinationCommit(),
            Standing.newRevision());
    long now = clock.millis();
    PullRequest.Happening happening =
        new PullRequest.Happening(
            PullRequestEventType.PULL_REQUEST_SOURCE_REFERENCE_UPDATED.toString(),
            now,
            caller.arn(),
            Map.of("before", before.sourceCommit(), "after", commit, "base", after.mergeBase()));
    PullRequest updated = pullRequests.change(found, it -> it.at(after, now).with(happening));
    events.tell(
        updated,
        caller,
        "pullRequestSourceBranchUpdated",
        Map.of(),
        "The pull request was updated with one or more commits to the source branch: "
            + moved(before.source())
            + ".");
  }

  private static String moved(String reference) {
    return Repository.shortenRefName(reference);
  }
}
