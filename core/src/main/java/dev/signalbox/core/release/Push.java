package dev.signalbox.core.release;

import java.time.Instant;
import java.util.Optional;

/**
 * One ref of one repository moved from one commit to another.
 *
 * @param delivery the id of the event that told of it; two deliveries can tell of one push
 * @param before absent where the ref is new
 * @param after absent where the ref was deleted
 */
public record Push(
    String delivery,
    Repository repository,
    Ref ref,
    Optional<CommitId> before,
    Optional<CommitId> after,
    Instant at)
    implements Cause {
  public Push {
    if (before.isEmpty() && after.isEmpty()) {
      throw new IllegalArgumentException(
          "A push of " + ref + " names no commit, neither before nor after");
    }
    // Some senders repeat the new commit as the old one for a ref that is new.
    before = before.equals(after) ? Optional.empty() : before;
  }

  @Override
  public AccountId account() {
    return repository.account();
  }

  @Override
  public Region region() {
    return repository.region();
  }

  /**
   * The pushed commit.
   *
   * @throws IllegalStateException for the deletion of a ref
   */
  @Override
  public Revision revision() {
    return Revision.of(
        after.orElseThrow(() -> new IllegalStateException("Nothing starts for a deletion")));
  }

  /** What moved from where to where. */
  @Override
  public String move() {
    return "%s %s %s..%s"
        .formatted(
            repository.arn(),
            ref.fullName(),
            before.map(CommitId::value).orElse(""),
            after.map(CommitId::value).orElse(""));
  }

  public boolean deletes() {
    return after.isEmpty();
  }

  public boolean creates() {
    return before.isEmpty();
  }
}
