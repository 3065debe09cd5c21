package dev.signalbox.aws.logging;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.event.Level;
import org.slf4j.helpers.MessageFormatter;
import software.amazon.lambda.powertools.logging.argument.StructuredArgument;

/** One line of JSON with Powertools' keys: what happened, its entries, then where and when. */
final class LogLine {
  private final StringBuilder line = new StringBuilder(512);
  private final Escaped json = new Escaped(line);

  String of(
      Level level,
      @Nullable String message,
      @Nullable Object @Nullable [] arguments,
      @Nullable Throwable error,
      Map<String, String> context,
      Instant time) {
    line.append("{\"level\":\"").append(level).append('"');
    String formatted = MessageFormatter.basicArrayFormat(message, arguments);
    field("message", formatted == null ? "" : formatted);
    if (arguments != null) {
      for (Object argument : arguments) {
        entry(argument);
      }
    }
    if (error != null) {
      error(error);
    }
    field("timestamp", time.toString());
    context.forEach(this::field);
    return line.append("}\n").toString();
  }

  private void field(String name, String value) {
    json.writeSeparator();
    json.writeStringField(name, value);
  }

  private void entry(@Nullable Object argument) {
    if (argument instanceof StructuredArgument entry) {
      json.writeSeparator();
      try {
        entry.writeTo(json);
      } catch (IOException e) {
        throw new UncheckedIOException("Memory does not fail", e);
      }
    }
  }

  private void error(Throwable error) {
    var stack = new StringWriter();
    error.printStackTrace(new PrintWriter(stack));
    line.append(",\"error\":{");
    json.writeStringField("name", error.getClass().getName());
    field("message", String.valueOf(error.getMessage()));
    field("stack", stack.toString());
    line.append('}');
  }
}
