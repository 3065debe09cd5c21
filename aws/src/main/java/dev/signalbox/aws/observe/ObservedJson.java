package dev.signalbox.aws.observe;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.signalbox.core.observe.Observation;
import dev.signalbox.core.observe.Observed;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;

/** Writes what became of an observation, as the observer answers it. */
public final class ObservedJson {
  private ObservedJson() {}

  public static String of(Observed observed) {
    var text = new StringWriter();
    try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
      json.writeStartObject();
      json.writeObjectFieldStart("event");
      json.writeStringField("id", observed.observation().delivery());
      if (observed.observation() instanceof Observation.Ended ended) {
        json.writeStringField("pipeline", ended.execution().pipeline().toString());
        json.writeStringField("execution", ended.execution().id().value());
        json.writeStringField("end", ended.end().name());
      }
      json.writeEndObject();
      json.writeStringField("outcome", observed.outcome().name());
      json.writeStringField("reason", observed.reason());
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("Memory does not fail", e);
    }
    return text.toString();
  }
}
