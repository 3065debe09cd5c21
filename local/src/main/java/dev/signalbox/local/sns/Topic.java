package dev.signalbox.local.sns;

import dev.signalbox.local.api.Place;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A topic.
 *
 * @param attributes those that were set: DisplayName, Policy …
 */
record Topic(Place place, String name, Map<String, String> attributes, Map<String, String> tags) {
  Topic {
    attributes = Map.copyOf(attributes);
    tags = Map.copyOf(tags);
  }

  String arn() {
    return place.arn("sns", name);
  }

  Optional<String> policy() {
    return Optional.ofNullable(attributes.get("Policy"));
  }

  Topic with(String attribute, String value) {
    Map<String, String> changed = new HashMap<>(attributes);
    changed.put(attribute, value);
    return new Topic(place, name, changed, tags);
  }

  Topic tags(Map<String, String> newTags) {
    return new Topic(place, name, attributes, newTags);
  }
}
