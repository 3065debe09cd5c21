package dev.signalbox.local.events;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.local.api.Place;
import java.util.List;

/**
 * An event that came to a bus, and what became of it.
 *
 * @param rules the ARNs of the rules it matched
 */
public record SeenEvent(
    Place place, String bus, ObjectNode event, List<String> rules, List<Outcome> deliveries) {

  /** How far the delivery to one target is. */
  public enum State {
    WAITING,
    DELIVERED,
    RETRYING,
    DEAD_LETTERED,
    LOST
  }

  /**
   * @param target the target's id within the rule
   * @param attempts how often it has been tried
   * @param problem the last failure, or an empty text
   */
  public record Outcome(
      String rule, String target, String arn, State state, int attempts, String problem) {}
}
