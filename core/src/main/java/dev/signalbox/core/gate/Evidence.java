package dev.signalbox.core.gate;

import dev.signalbox.core.gate.check.Observation;
import java.util.Map;

/** Where what a verdict rests on is kept. */
public interface Evidence {
  /**
   * Keeps it; keeping it again changes nothing. The verdict has been given and told before.
   *
   * @param gate as it was declared
   * @param observed what the checks measured last, by their names
   */
  void keep(Recorded recorded, Gate gate, Map<String, Observation> observed);
}
