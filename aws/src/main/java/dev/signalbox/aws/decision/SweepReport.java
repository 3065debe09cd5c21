package dev.signalbox.aws.decision;

import static software.amazon.lambda.powertools.logging.argument.StructuredArguments.entry;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.signalbox.core.ephemeral.Fate;
import dev.signalbox.core.ephemeral.Sweep;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells what became of the pipelines of branches whose time had come. */
public final class SweepReport {
  private static final Logger LOG = LoggerFactory.getLogger(SweepReport.class);

  private SweepReport() {}

  /** A line for each. */
  public static void log(List<Sweep.Swept> pipelines) {
    for (Sweep.Swept one : pipelines) {
      Object[] facts = {
        entry("pipeline", one.pipeline().toString()),
        entry("reason", one.reason()),
        entry("fate", one.fate().words())
      };
      if (one.fate().kind() == Fate.Kind.FAILED) {
        LOG.error(name(one), facts);
      } else {
        LOG.info(name(one), facts);
      }
    }
  }

  private static String name(Sweep.Swept one) {
    return "sweep." + word(one.fate());
  }

  private static String word(Fate fate) {
    return fate.kind().name().toLowerCase(Locale.ROOT);
  }

  /** All of them as one JSON object. */
  public static String json(List<Sweep.Swept> pipelines) {
    var text = new StringWriter();
    try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
      json.writeStartObject();
      json.writeArrayFieldStart("swept");
      for (Sweep.Swept one : pipelines) {
        json.writeStartObject();
        json.writeStringField("pipeline", one.pipeline().toString());
        json.writeStringField("reason", one.reason());
        json.writeStringField("outcome", word(one.fate()));
        json.writeStringField("fate", one.fate().words());
        json.writeEndObject();
      }
      json.writeEndArray();
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("Memory does not fail", e);
    }
    return text.toString();
  }
}
