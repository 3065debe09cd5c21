package dev.signalbox.aws.observe;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.signalbox.core.observe.Observation;
import dev.signalbox.core.observe.Observed;
import dev.signalbox.core.observe.Promoted;
import dev.signalbox.core.release.CommitId;
import dev.signalbox.core.release.Push;
import dev.signalbox.core.route.Outcome;
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
      json.writeStringField("version", observed.version());
      json.writeArrayFieldStart("promotions");
      for (Promoted promoted : observed.promotions()) {
        promoted(json, promoted);
      }
      json.writeEndArray();
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("Memory does not fail", e);
    }
    return text.toString();
  }

  private static void promoted(JsonGenerator json, Promoted promoted) throws IOException {
    json.writeStartObject();
    json.writeStringField("promotion", promoted.promotion().name());
    json.writeStringField("target", promoted.promotion().start().target().pipeline().toString());
    json.writeStringField("outcome", promoted.outcome().word());
    json.writeStringField("reason", promoted.outcome().reason());
    if (promoted.outcome() instanceof Outcome.Started(var _, var execution)
        && execution.isPresent()) {
      json.writeStringField("execution", execution.get().value());
    }
    if (promoted.outcome() instanceof Outcome.Stale(var _, var newer)) {
      json.writeStringField("overtakenBy", newer.value());
    }
    if (promoted.what().isPresent()) {
      Push what = promoted.what().get();
      json.writeStringField("repository", what.repository().toString());
      json.writeStringField("ref", what.ref().fullName());
      json.writeStringField("commit", what.after().map(CommitId::value).orElse(""));
    }
    json.writeEndObject();
  }
}
