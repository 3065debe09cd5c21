package dev.signalbox.local.events;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.Optional;

/** JSON whose numbers are the same digits after reading and writing. */
final class ExactJson {
  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .build();

  private ExactJson() {}

  /** Empty when the text is not one JSON object. */
  static Optional<ObjectNode> object(String text) {
    try {
      return JSON.reader(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).readTree(text)
              instanceof ObjectNode object
          ? Optional.of(object)
          : Optional.empty();
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
  }

  /** The values of a text that holds one after the other. */
  static MappingIterator<JsonNode> values(String text) throws IOException {
    return JSON.readerFor(JsonNode.class).readValues(text);
  }
}
