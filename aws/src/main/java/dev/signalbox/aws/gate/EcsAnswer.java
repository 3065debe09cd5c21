package dev.signalbox.aws.gate;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Duration;

/** What ECS takes for an answer: one of three words, whatever happens. */
final class EcsAnswer {
  private EcsAnswer() {}

  static String of(boolean passed) {
    return passed ? "{\"hookStatus\":\"SUCCEEDED\"}" : "{\"hookStatus\":\"FAILED\"}";
  }

  /** That it is to ask again after so long, and what it is to bring along. */
  static String later(Duration delay, EcsMemory memory) {
    var text = new StringWriter();
    try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
      json.writeStartObject();
      json.writeStringField("hookStatus", "IN_PROGRESS");
      json.writeNumberField("callBackDelay", Math.max(1, delay.toSeconds()));
      json.writeObjectFieldStart("hookDetails");
      memory.write(json);
      json.writeEndObject();
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("Memory does not fail", e);
    }
    return text.toString();
  }
}
