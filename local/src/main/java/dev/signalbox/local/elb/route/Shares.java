package dev.signalbox.local.elb.route;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Target groups that take turns by weight, smoothly: of any hundred requests in a row a group of
 * weight 10 beside one of 90 has ten, and they are spread.
 */
public final class Shares {
  private final Map<String, Integer> weights;
  private final Map<String, Integer> credit = new LinkedHashMap<>();
  private final int all;

  /**
   * @param weights by the ARN of the target group
   */
  public Shares(Map<String, Integer> weights) {
    this.weights = new LinkedHashMap<>(weights);
    this.all = weights.values().stream().mapToInt(it -> it).sum();
    weights.keySet().forEach(it -> credit.put(it, 0));
  }

  /** Empty where no group has any weight. */
  synchronized Optional<String> next() {
    if (all == 0) {
      return Optional.empty();
    }
    weights.forEach((group, weight) -> credit.merge(group, weight, Integer::sum));
    String chosen = "";
    int most = Integer.MIN_VALUE;
    for (Map.Entry<String, Integer> group : credit.entrySet()) {
      if (group.getValue() > most && weights.getOrDefault(group.getKey(), 0) > 0) {
        chosen = group.getKey();
        most = group.getValue();
      }
    }
    credit.merge(chosen, -all, Integer::sum);
    return Optional.of(chosen);
  }
}
