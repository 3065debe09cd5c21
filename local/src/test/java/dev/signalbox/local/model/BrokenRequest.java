package dev.signalbox.local.model;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * A request that breaks one constraint of its operation's model.
 *
 * @param position where, as AWS spells it
 * @param constraint which, as AWS words it
 */
record BrokenRequest(
    String service,
    ApiOperation operation,
    String position,
    boolean missing,
    String constraint,
    ObjectNode request) {

  @Override
  public String toString() {
    return service + ":" + operation.name() + " " + position + ": " + constraint;
  }
}
