package dev.signalbox.core.gate.check;

import java.util.List;

/** What an instrument measured: plain data, from which alone a check is judged, now or later. */
public sealed interface Observation {
  /**
   * Nothing could be measured.
   *
   * @param why a sentence for people
   */
  record Unmeasured(String why) implements Observation {}

  /** It took longer than it may. */
  record CutOff(String why) implements Observation {}

  /** What answered, request by request. */
  record Answers(List<Integer> statuses) implements Observation {
    public Answers {
      statuses = List.copyOf(statuses);
    }
  }
}
