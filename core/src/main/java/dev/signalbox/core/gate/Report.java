package dev.signalbox.core.gate;

/** What came of telling a deployment. */
public sealed interface Report {
  /** It knows. */
  record Told() implements Report {}

  /** It does not ask any more, whatever it was told before. */
  record TooLate(String why) implements Report {}

  /** It has never asked this. */
  record NotAsked(String why) implements Report {}
}
