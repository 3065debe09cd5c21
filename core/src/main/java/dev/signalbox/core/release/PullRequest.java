package dev.signalbox.core.release;

import java.time.Instant;
import java.util.Locale;

/**
 * Something happened to a pull request.
 *
 * @param id the number CodeCommit gave it
 * @param source the branch that is to be merged, at its commit
 * @param destination the branch that it is to be merged into, at its commit
 */
public record PullRequest(
    String delivery,
    Repository repository,
    String id,
    Stage stage,
    Tip source,
    Tip destination,
    Instant at)
    implements Cause {
  /** A ref and where it pointed. */
  public record Tip(Ref ref, CommitId commit) {}

  /** What can happen to a pull request. */
  public enum Stage {
    OPENED,
    UPDATED,
    MERGED,
    CLOSED;

    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }

    /** Whether that was the end of it. */
    public boolean ends() {
      return this == MERGED || this == CLOSED;
    }
  }

  @Override
  public AccountId account() {
    return repository.account();
  }

  @Override
  public Region region() {
    return repository.region();
  }

  /** A merge is told as a closing too, and a new source commit can be told twice: one move each. */
  @Override
  public String move() {
    return "%s pull-request %s%s at %s"
        .formatted(repository.arn(), id, stage.ends() ? " ended" : "", source.commit());
  }

  @Override
  public Revision revision() {
    return Revision.of(source.commit());
  }
}
