package dev.signalbox.local.events;

import com.fasterxml.jackson.databind.JsonNode;
import dev.signalbox.local.api.Shapes;
import software.amazon.awssdk.services.eventbridge.model.Target;

/** A rule's target as it is stored: every member, also those nothing is done with. */
final class TargetJson {
  private TargetJson() {}

  static JsonNode write(Target target) {
    return Shapes.json(target);
  }

  static Target read(JsonNode json) {
    return Shapes.fill(Target.builder(), json).build();
  }
}
