package dev.signalbox.local.api;

import java.util.List;

/** CloudWatch Logs, as the services that write there see it. */
@FunctionalInterface
public interface Logs {
  /**
   * Appends one line to the stream, making group and stream where missing. Long lines are cut at
   * AWS's 256 KB an event.
   */
  void append(Place place, String group, String stream, String line);

  /** The same for several lines at once, in this order. */
  default void append(Place place, String group, String stream, List<String> lines) {
    lines.forEach(line -> append(place, group, stream, line));
  }
}
