package dev.signalbox.local.api;

/** CloudWatch Logs, as the services that write there see it. */
@FunctionalInterface
public interface Logs {
  /**
   * Appends one line to the stream, making group and stream where missing. Long lines are cut at
   * AWS's 256 KB an event.
   */
  void append(Place place, String group, String stream, String line);
}
