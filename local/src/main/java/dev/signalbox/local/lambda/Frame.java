package dev.signalbox.local.lambda;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/**
 * The lines Lambda itself writes around each event, in the function's log format; in JSON only
 * those of its system log level.
 */
record Frame(FunctionRecord function, String requestId) {

  List<String> start() {
    if (!function.configuration().logsJson()) {
      return List.of("START RequestId: " + requestId + " Version: " + function.version());
    }
    ObjectNode record = JsonNodeFactory.instance.objectNode();
    record.put("requestId", requestId).put("version", function.version());
    return json("platform.start", record, List.of("DEBUG", "INFO"));
  }

  List<String> end(long nanoseconds, Outcome outcome) {
    double milliseconds = nanoseconds / 1e6;
    long billed = (long) Math.ceil(milliseconds);
    int memory = function.configuration().memoryMegabytes();
    if (!function.configuration().logsJson()) {
      return List.of(
          "END RequestId: " + requestId,
          String.format(
              Locale.ROOT,
              "REPORT RequestId: %s\tDuration: %.2f ms\tBilled Duration: %d ms\tMemory Size: %d MB",
              requestId,
              milliseconds,
              billed,
              memory));
    }
    ObjectNode record = JsonNodeFactory.instance.objectNode();
    record.put("requestId", requestId);
    record.put("status", outcome instanceof Outcome.Answered ? "success" : "error");
    record
        .putObject("metrics")
        .put("durationMs", Math.round(milliseconds * 1000) / 1000.0)
        .put("billedDurationMs", billed)
        .put("memorySizeMB", memory);
    return json("platform.report", record, List.of("DEBUG", "INFO"));
  }

  private List<String> json(String type, ObjectNode record, List<String> levels) {
    if (!levels.contains(function.configuration().systemLogLevel())) {
      return List.of();
    }
    ObjectNode line = JsonNodeFactory.instance.objectNode();
    line.put("time", Instant.now().toString()).put("type", type).set("record", record);
    return List.of(line.toString());
  }
}
