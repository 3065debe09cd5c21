package dev.signalbox.local.logs;

import dev.signalbox.local.api.Place;
import java.util.Map;

/**
 * A log group.
 *
 * @param created in milliseconds
 * @param retentionDays 0 for ever
 * @param kmsKey empty for none
 */
record LogGroup(
    Place place,
    String name,
    long created,
    int retentionDays,
    String kmsKey,
    String kind,
    Map<String, String> tags) {

  LogGroup {
    tags = Map.copyOf(tags);
  }

  LogGroup keptFor(int days) {
    return new LogGroup(place, name, created, days, kmsKey, kind, tags);
  }

  LogGroup tagged(Map<String, String> newTags) {
    return new LogGroup(place, name, created, retentionDays, kmsKey, kind, newTags);
  }

  /** Without the {@code :*} that stands for its streams. */
  String arn() {
    return place.arn("logs", "log-group:" + name);
  }

  /** Of the oldest event that is still shown, in milliseconds. */
  long oldestKept(long now) {
    return retentionDays == 0 ? 0 : now - retentionDays * 86_400_000L;
  }
}
