package dev.signalbox.local.ecs.deployment;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.List;

/**
 * The share of traffic that each revision gets, as hooks are told it; none where the stage says
 * nothing about it.
 *
 * @param target what the new revision gets, in percent
 */
public record Weights(String targetRevision, List<String> sourceRevisions, double target) {
  /** Stages that say nothing of traffic. */
  public static final Weights UNTOLD = new Weights("", List.of(), 0);

  public Weights {
    sourceRevisions = List.copyOf(sourceRevisions);
  }

  ObjectNode json() {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    if (!targetRevision.isEmpty()) {
      json.put(targetRevision, number(target));
      sourceRevisions.forEach(it -> json.put(it, number(100 - target)));
    }
    return json;
  }

  private static BigDecimal number(double percent) {
    BigDecimal exact = BigDecimal.valueOf(percent).stripTrailingZeros();
    return exact.scale() < 0 ? exact.setScale(0) : exact;
  }
}
