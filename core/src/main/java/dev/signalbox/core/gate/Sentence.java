package dev.signalbox.core.gate;

import dev.signalbox.core.redact.Redaction;

/** What people are told: without secrets, and not longer than anybody reads. */
final class Sentence {
  private static final int LONGEST = 4_000;

  private static final int MOST = 10;

  private Sentence() {}

  /** Read back from where it was kept, it is still the same. */
  static String of(String text) {
    String clean = once(text);
    // What is cut off may leave the beginning of something else, but only so often.
    for (int i = 0; i < MOST && !clean.equals(once(clean)); i++) {
      clean = once(clean);
    }
    return clean;
  }

  private static String once(String text) {
    return Redaction.ofShapes()
        .of(text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "\u2026");
  }
}
