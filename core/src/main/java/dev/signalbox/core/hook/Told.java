package dev.signalbox.core.hook;

import dev.signalbox.core.release.CommitId;
import dev.signalbox.core.release.Ref;
import java.util.List;
import java.util.Optional;

/** What a webhook's body says, once it is known whose it is. */
public sealed interface Told {
  /** The provider tries whether anybody is there. */
  record Ping() implements Told {}

  /** Something that moves no branch and no tag. */
  record Other(String event) implements Told {}

  /** Refs of one repository moved. */
  record Moves(String repository, List<Move> moves) implements Told {
    public Moves {
      moves = List.copyOf(moves);
    }
  }

  /** One ref, and where it was and is. */
  record Move(Ref ref, Optional<CommitId> before, Optional<CommitId> after) {}
}
