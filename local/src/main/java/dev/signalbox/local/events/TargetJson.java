package dev.signalbox.local.events;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.UncheckedIOException;
import software.amazon.awssdk.services.eventbridge.model.Target;

/**
 * A rule's target as JSON, through the bean that the SDK keeps for the purpose; so a member we do
 * nothing with is listed as it was put.
 */
final class TargetJson {
  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .defaultPropertyInclusion(
              JsonInclude.Value.construct(
                  JsonInclude.Include.NON_EMPTY, JsonInclude.Include.ALWAYS))
          .build();

  private TargetJson() {}

  static JsonNode write(Target target) {
    return JSON.valueToTree(target.toBuilder());
  }

  static Target read(JsonNode json) {
    try {
      return JSON.treeToValue(json, Target.serializableBuilderClass()).build();
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }
}
