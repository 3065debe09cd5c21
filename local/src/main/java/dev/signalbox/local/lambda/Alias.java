package dev.signalbox.local.lambda;

import java.util.Map;

/**
 * A name for a version.
 *
 * @param weights the parts of the traffic that go to other versions
 */
record Alias(
    String function,
    String name,
    String version,
    String description,
    Map<String, Double> weights,
    String revision) {
  Alias {
    weights = Map.copyOf(weights);
  }

  /**
   * @param chance from 0 to 1
   */
  String version(double chance) {
    double left = chance;
    for (var weight : weights.entrySet()) {
      left -= weight.getValue();
      if (left < 0) {
        return weight.getKey();
      }
    }
    return version;
  }
}
