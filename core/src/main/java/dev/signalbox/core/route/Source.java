package dev.signalbox.core.route;

import dev.signalbox.core.Refused;
import dev.signalbox.core.release.CommitId;
import java.util.List;
import java.util.Optional;

/** What one repository tells about its history. */
public interface Source {
  /**
   * Every file that differs between two commits, page by page, read as far as one asks.
   *
   * @param from absent for "nothing": then every file of {@code to} is an addition
   * @throws MissingCommit where the repository has not got one of the commits
   */
  Iterable<List<Change>> changes(Optional<CommitId> from, CommitId to);

  /**
   * What each commit changes that is in the history of one and not of the other, a merge against
   * its first parent.
   *
   * @throws Refused where there are too many, or this source cannot tell commits apart
   */
  default Iterable<List<Change>> changesOfEach(Optional<CommitId> from, CommitId to) {
    throw new Refused("what single commits change cannot be told here");
  }

  /**
   * The newest common ancestor of two commits, if their histories have met.
   *
   * @throws MissingCommit where the repository has not got one of the commits
   */
  Optional<CommitId> mergeBase(CommitId one, CommitId other);

  /** Where a branch points now, if there is such a branch. */
  Optional<CommitId> head(String branch);

  /**
   * A commit's whole message; absent where this source has no messages.
   *
   * @throws MissingCommit where the repository has not got the commit
   */
  default Optional<String> message(CommitId commit) {
    return Optional.empty();
  }

  /** What cannot be told here, however often one asks: the repository's policy decides then. */
  final class UnknownHistory extends Refused {
    private static final long serialVersionUID = 1;

    public UnknownHistory(String message) {
      super(message);
    }
  }

  /** A commit that is no longer there, for instance after a force push. */
  final class MissingCommit extends Refused {
    private static final long serialVersionUID = 1;

    public MissingCommit(String message) {
      super(message);
    }
  }
}
