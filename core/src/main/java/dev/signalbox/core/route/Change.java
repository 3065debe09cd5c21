package dev.signalbox.core.route;

import java.util.Locale;

/** One file that differs between two commits; a move is a deletion and an addition. */
public record Change(Kind kind, String path) {
  /** What happened to the file. */
  public enum Kind {
    ADDED,
    MODIFIED,
    DELETED;

    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
