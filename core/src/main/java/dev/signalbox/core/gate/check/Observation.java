package dev.signalbox.core.gate.check;

/** What an instrument measured: plain data, from which alone a check is judged, now or later. */
public sealed interface Observation
    permits Observation.Unmeasured,
        Observation.CutOff,
        Observation.Missing,
        Observation.Needless,
        Preflight,
        Measured {
  /**
   * Nothing could be measured.
   *
   * @param why a sentence for people
   */
  record Unmeasured(String why) implements Observation {}

  /** It took longer than it may. */
  record CutOff(String why) implements Observation {}

  /**
   * What was to be measured is not there, and will not be for asking again.
   *
   * @param what a sentence for people
   */
  record Missing(String what) implements Observation {}

  /** There is nothing to check: no original to compare with, say. */
  record Needless(String why) implements Observation {}
}
