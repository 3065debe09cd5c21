package dev.signalbox.core.route;

/** How many comparisons a definition is worth; each takes a millisecond at the worst. */
final class Patience {
  private int left = 5_000;
  private boolean ended;

  /** Whether there is some left for another comparison. */
  boolean lasts() {
    if (left == 0) {
      ended = true;
      return false;
    }
    left--;
    return true;
  }

  /** Whether a comparison was not made. */
  boolean hasEnded() {
    return ended;
  }
}
