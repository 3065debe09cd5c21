package dev.signalbox.local.model;

/**
 * One constraint that a request breaks.
 *
 * @param position as AWS spells it: {@code pipeline.stages.1.member.name}
 * @param member the last structure member on the way there
 * @param value quoted or {@code null}; empty when AWS keeps it to itself
 * @param constraint {@code Member must not be null}, {@code Member must have length …}
 */
record Violation(String position, String member, Kind kind, String value, String constraint) {
  /** A value that is missing, or one that is wrong. */
  enum Kind {
    MISSING,
    INVALID
  }

  String text() {
    return "Value "
        + (value.isEmpty() ? "" : value + " ")
        + "at '"
        + position
        + "' failed to satisfy constraint: "
        + constraint;
  }
}
