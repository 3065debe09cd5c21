package dev.signalbox.local.events;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.eventbridge.model.Tag;

/** The tags of a rule or a bus, in the order they were given. */
final class Tags {
  private Tags() {}

  static Map<String, String> merged(Map<String, String> old, List<Tag> added) {
    var tags = new LinkedHashMap<>(old);
    added.forEach(tag -> tags.put(tag.key(), tag.value()));
    return tags;
  }

  static Map<String, String> without(Map<String, String> old, List<String> keys) {
    var tags = new LinkedHashMap<>(old);
    keys.forEach(tags::remove);
    return tags;
  }

  static List<Tag> list(Map<String, String> tags) {
    return tags.entrySet().stream()
        .map(tag -> Tag.builder().key(tag.getKey()).value(tag.getValue()).build())
        .toList();
  }
}
