package dev.signalbox.core.route;

import dev.signalbox.core.release.CommitId;
import java.util.Optional;

/**
 * What a push was compared with.
 *
 * @param from absent where there was nothing to compare with
 * @param forced whether the ref was moved to where its old commit is not an ancestor
 */
public record Baseline(Rung rung, Optional<CommitId> from, CommitId to, boolean forced) {
  /** The ways to find a baseline, best first. */
  public enum Rung {
    /** The commit of this ref whose execution of this pipeline last succeeded. */
    LAST_GREEN("last-green"),
    /** The commit of this ref that this pipeline is running right now. */
    LAST_ROUTED("last-routed"),
    /** What the oldest run since the last success was compared with: none of it has succeeded. */
    OWED("owed"),
    /** Where the ref was before the push. */
    OLD_COMMIT("old-commit"),
    /** Where the ref left the default branch. */
    MERGE_BASE("merge-base"),
    /** Nothing: every file counts as added. */
    EVERYTHING("everything"),
    /** Nobody can tell what has changed: the repository's policy decides. */
    UNKNOWN("unknown");

    private final String word;

    Rung(String word) {
      this.word = word;
    }

    public String word() {
      return word;
    }
  }
}
