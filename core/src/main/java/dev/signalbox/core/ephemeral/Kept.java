package dev.signalbox.core.ephemeral;

import dev.signalbox.core.release.CommitId;

/**
 * What became of a branch's own pipeline.
 *
 * @param <T> what was done with it
 */
public sealed interface Kept<T> {
  /** It was made just now, changed like its template, or was there as it should be. */
  record Used<T>(How how, T done) implements Kept<T> {
    /** What had to be done before it could be used. */
    public enum How {
      CREATED("CREATED"),
      UPDATED("UPDATED like its template"),
      AS_IT_WAS("as it was");

      private final String words;

      How(String words) {
        this.words = words;
      }

      public String words() {
        return words;
      }
    }
  }

  /** The branch is no longer there, so neither is its pipeline. */
  record Gone<T>(String fate) implements Kept<T> {}

  /** The branch has been moved away from that commit. */
  record Elsewhere<T>(CommitId head) implements Kept<T> {}

  /** The pipeline has been started at a newer commit. */
  record Overtaken<T>(CommitId by) implements Kept<T> {}
}
