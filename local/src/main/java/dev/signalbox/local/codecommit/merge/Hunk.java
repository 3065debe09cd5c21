package dev.signalbox.local.codecommit.merge;

import java.util.Optional;

/** Consecutive lines that at least one side changed. */
public record Hunk(
    boolean isConflict, Optional<Part> base, Optional<Part> source, Optional<Part> destination) {

  /**
   * One version's lines.
   *
   * @param begin counted from 0
   * @param end behind the last one
   */
  public record Part(int begin, int end, byte[] text) {}

  static Hunk conflict() {
    return new Hunk(true, Optional.empty(), Optional.empty(), Optional.empty());
  }

  static Hunk agreed() {
    return new Hunk(false, Optional.empty(), Optional.empty(), Optional.empty());
  }

  Hunk base(Part part) {
    return new Hunk(isConflict, Optional.of(part), source, destination);
  }

  Hunk source(Part part) {
    return new Hunk(isConflict, base, Optional.of(part), destination);
  }

  Hunk destination(Part part) {
    return new Hunk(isConflict, base, source, Optional.of(part));
  }
}
