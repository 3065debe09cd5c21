package dev.signalbox.local.sqs;

import dev.signalbox.local.api.Place;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A queue; its times are seconds since 1970.
 *
 * @param attributes those that were set, by name
 */
record Queue(
    Place place,
    String name,
    Map<String, String> attributes,
    Map<String, String> tags,
    long created,
    long modified) {

  String arn() {
    return place.arn("sqs", name);
  }

  String key() {
    return place.key(name);
  }

  /** As it was set, or AWS's default. */
  Optional<String> attribute(String attribute) {
    return Optional.ofNullable(attributes.get(attribute))
        .or(() -> Optional.ofNullable(QueueAttributes.DEFAULTS.get(attribute)));
  }

  int number(String attribute) {
    return attribute(attribute).map(Integer::parseInt).orElse(0);
  }

  Optional<Redrive> redrive() {
    return attribute("RedrivePolicy").map(Redrive::parse);
  }

  Queue with(Map<String, String> changes, long now) {
    var merged = new TreeMap<>(attributes);
    changes.forEach((name, value) -> {
      // An empty policy is how one is taken away.
      if (value.isEmpty()) {
        merged.remove(name);
      } else {
        merged.put(name, value);
      }
    });
    return new Queue(place, name, merged, tags, created, now);
  }

  Queue tagged(Map<String, String> newTags) {
    return new Queue(place, name, attributes, newTags, created, modified);
  }
}
