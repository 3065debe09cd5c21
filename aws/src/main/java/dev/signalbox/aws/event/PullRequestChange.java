package dev.signalbox.aws.event;

import dev.signalbox.core.release.AccountId;
import dev.signalbox.core.release.CommitId;
import dev.signalbox.core.release.Event;
import dev.signalbox.core.release.PullRequest;
import dev.signalbox.core.release.PullRequest.Stage;
import dev.signalbox.core.release.Ref;
import dev.signalbox.core.release.Region;
import dev.signalbox.core.release.Repository;
import java.time.Instant;
import java.util.Optional;

/** A change that CodeCommit reports of a pull request; what moves no commit is irrelevant. */
final class PullRequestChange {
  private final Envelope envelope;
  private final String delivery;
  private final Instant at;

  PullRequestChange(Envelope envelope, String delivery, Instant at) {
    this.envelope = envelope;
    this.delivery = delivery;
    this.at = at;
  }

  /**
   * The event it is.
   *
   * @throws IllegalArgumentException where it contradicts itself or says too little
   */
  Event read() {
    String what = envelope.detail("event").orElse("");
    Optional<Stage> stage =
        switch (what) {
          case "pullRequestCreated" -> Optional.of(Stage.OPENED);
          case "pullRequestSourceBranchUpdated" -> Optional.of(Stage.UPDATED);
          case "pullRequestStatusChanged", "pullRequestMergeStatusUpdated" -> ended();
          default -> Optional.empty();
        };
    return stage
        .map(this::at)
        .orElseGet(() -> new Event.Irrelevant(delivery, "pull request event '%s'".formatted(what)));
  }

  /** AWS writes this truth value as a text with a capital letter. */
  private Optional<Stage> ended() {
    if (envelope.detail("isMerged").filter("true"::equalsIgnoreCase).isPresent()) {
      return Optional.of(Stage.MERGED);
    }
    return envelope
        .detail("pullRequestStatus")
        .filter("closed"::equalsIgnoreCase)
        .map(_ -> Stage.CLOSED);
  }

  private Event at(Stage stage) {
    var repository =
        new Repository(
            new AccountId(envelope.needTop("account")),
            new Region(envelope.needTop("region")),
            envelope.needDetail("repositoryNames"));
    envelope.checkSpeaksOf(repository.arn());
    return new Event.Proposed(
        new PullRequest(
            delivery,
            repository,
            envelope.needDetail("pullRequestId"),
            stage,
            tip("source"),
            tip("destination"),
            at));
  }

  private PullRequest.Tip tip(String side) {
    String reference = envelope.needDetail(side + "Reference");
    return new PullRequest.Tip(
        Refs.isFull(reference) ? Refs.full(reference) : Ref.branch(reference),
        new CommitId(envelope.needDetail(side + "Commit")));
  }
}
