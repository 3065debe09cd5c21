package dev.signalbox.aws.ledger;

import dev.signalbox.core.redact.Redaction;
import dev.signalbox.definitions.json.RecordJson;

/** Texts as they are kept: without secrets, and no longer than anybody reads. */
public final class KeptText implements RecordJson.Texts {
  /** A check that quotes more than this is cut off. */
  private static final int LONGEST = 16 * 1024;

  private final Redaction redaction = Redaction.ofShapes();

  @Override
  public String written(String name, String text) {
    return redaction.of(name, cut(text));
  }

  private static String cut(String text) {
    return text.length() <= LONGEST
        ? text
        : text.substring(0, LONGEST) + "\u2026 and %d more".formatted(text.length() - LONGEST);
  }
}
