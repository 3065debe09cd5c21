package dev.signalbox.core.gate;

import dev.signalbox.core.gate.check.Observation;
import java.util.Map;

/** Where what a verdict rests on is kept. */
public interface Evidence {
  /**
   * Keeps it; keeping it again changes nothing. The verdict has been given and told before, so that
   * nothing that goes wrong here may fly: it is for this to say so where people look.
   *
   * @param gate as it was declared
   * @param observed what the checks measured last, by their names
   */
  void keep(Recorded recorded, Gate gate, Map<String, Observation> observed);
}
