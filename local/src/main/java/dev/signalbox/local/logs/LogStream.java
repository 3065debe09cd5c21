package dev.signalbox.local.logs;

/**
 * A stream of a log group.
 *
 * @param id names the files that hold its events
 * @param created in milliseconds
 */
record LogStream(LogGroup group, String name, String id, long created) {
  String arn() {
    return group.arn() + ":log-stream:" + name;
  }
}
