package dev.signalbox.aws.event;

import dev.signalbox.core.release.AccountId;
import dev.signalbox.core.release.CommitId;
import dev.signalbox.core.release.Event;
import dev.signalbox.core.release.Push;
import dev.signalbox.core.release.Ref;
import dev.signalbox.core.release.Region;
import dev.signalbox.core.release.Repository;
import java.time.Instant;
import java.util.Optional;

/** A change that CodeCommit reports of a repository; that of a reference is a push. */
final class ReferenceChange {
  private final Envelope envelope;
  private final String delivery;
  private final Instant at;

  ReferenceChange(Envelope envelope, String delivery, Instant at) {
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
    return switch (what) {
      case "referenceCreated", "referenceUpdated" ->
          new Event.Pushed(push(commit("oldCommitId"), Optional.of(need(commit("commitId")))));
      case "referenceDeleted" ->
          new Event.Pushed(push(Optional.of(need(commit("oldCommitId"))), Optional.empty()));
      default -> new Event.Irrelevant(delivery, "repository event '%s'".formatted(what));
    };
  }

  private Push push(Optional<CommitId> before, Optional<CommitId> after) {
    return new Push(delivery, repository(), ref(), before, after, at);
  }

  private Optional<CommitId> commit(String key) {
    return envelope.detail(key).flatMap(CommitId::orNone);
  }

  private static CommitId need(Optional<CommitId> commit) {
    return commit.orElseThrow(() -> new IllegalArgumentException("it names no commit"));
  }

  private Repository repository() {
    var repository =
        new Repository(
            new AccountId(envelope.needTop("account")),
            new Region(envelope.needTop("region")),
            envelope.needDetail("repositoryName"));
    envelope.checkSpeaksOf(repository.arn());
    return repository;
  }

  private Ref ref() {
    Optional<String> name = envelope.detail("referenceName");
    Ref ref = envelope.detail("referenceFullName").map(Refs::full).orElseGet(this::byType);
    if (name.filter(n -> !n.equals(ref.name()) && !n.equals(ref.fullName())).isPresent()) {
      throw new IllegalArgumentException(
          "it names two references, %s and %s".formatted(ref.fullName(), name.get()));
    }
    return ref;
  }

  /** Some senders leave the full name out and spell it as the short one. */
  private Ref byType() {
    String name = envelope.needDetail("referenceName");
    if (Refs.isFull(name)) {
      return Refs.full(name);
    }
    return switch (envelope.detail("referenceType").orElse("")) {
      case "branch" -> Ref.branch(name);
      case "tag" -> Ref.tag(name);
      default -> throw new IllegalArgumentException("it is about neither a branch nor a tag");
    };
  }
}
