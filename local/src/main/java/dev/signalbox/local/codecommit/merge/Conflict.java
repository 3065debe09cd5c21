package dev.signalbox.local.codecommit.merge;

import java.util.List;

/**
 * A path where both sides' changes cannot be told together.
 *
 * @param type whether one side has a folder or a submodule where the other has a file
 */
public record Conflict(
    Versions versions, boolean content, boolean mode, boolean type, List<Hunk> hunks) {

  public int count() {
    long contested = hunks.stream().filter(Hunk::isConflict).count();
    return (int) (content ? Math.max(1, contested) : 0) + (mode ? 1 : 0) + (type ? 1 : 0);
  }
}
