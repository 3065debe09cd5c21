package dev.signalbox.core.gate.check;

import java.time.Duration;
import java.util.Optional;

/**
 * What a log says since the hook began.
 *
 * @param group the log group
 * @param streams what the names of its streams begin with
 * @param pattern a filter pattern of CloudWatch Logs that finds errors
 * @param most how many errors there may be
 * @param least how many lines there must be at all
 * @param watch for how long
 * @param lag after which a line is in the log
 */
public record LogErrors(
    String group,
    Optional<String> streams,
    String pattern,
    int most,
    int least,
    Duration watch,
    Duration lag)
    implements Probe {
  public LogErrors {
    if (least < 1 || most < 0 || pattern.isBlank()) {
      throw new IllegalArgumentException("A log without a line says nothing");
    }
  }

  @Override
  public String kind() {
    return "log-errors";
  }
}
