package dev.signalbox.local.events;

import dev.signalbox.local.api.Place;
import dev.signalbox.local.api.ResourcePolicy;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An event bus; its times are milliseconds since 1970. */
record Bus(
    Place place,
    String name,
    @Nullable String description,
    @Nullable String policy,
    @Nullable String deadLetterArn,
    @Nullable String kmsKey,
    long created,
    long modified,
    Map<String, String> tags) {
  static final String DEFAULT = "default";

  static Bus named(Place place, String name, long now) {
    return new Bus(place, name, null, null, null, null, now, now, Map.of());
  }

  static String arn(Place place, String name) {
    return place.arn("events", "event-bus/" + name);
  }

  String arn() {
    return arn(place, name);
  }

  Bus with(@Nullable String newPolicy, long now) {
    return new Bus(place, name, description, newPolicy, deadLetterArn, kmsKey, created, now, tags);
  }

  Bus with(Map<String, String> newTags) {
    return new Bus(
        place, name, description, policy, deadLetterArn, kmsKey, created, modified, newTags);
  }

  Bus describedBy(
      @Nullable String newDescription,
      @Nullable String newKmsKey,
      @Nullable String newDeadLetterArn,
      long now) {
    return new Bus(
        place, name, newDescription, policy, newDeadLetterArn, newKmsKey, created, now, tags);
  }

  /** Whether the bus's policy lets the request in; without a policy nobody else may. */
  boolean allows(ResourcePolicy.Request request) {
    return Optional.ofNullable(policy)
        .filter(text -> ResourcePolicy.parse(text).allows(request))
        .isPresent();
  }
}
