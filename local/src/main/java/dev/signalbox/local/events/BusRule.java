package dev.signalbox.local.events;

import com.fasterxml.jackson.databind.JsonNode;
import dev.signalbox.local.api.Place;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.eventbridge.model.Target;

/**
 * A rule on an event bus.
 *
 * @param since when its schedule began, in milliseconds since 1970
 */
record BusRule(
    Place place,
    String bus,
    String name,
    @Nullable String pattern,
    @Nullable String schedule,
    @Nullable String description,
    @Nullable String roleArn,
    String state,
    String createdBy,
    long since,
    Map<String, String> tags,
    List<JsonNode> targets) {
  static final String ENABLED = "ENABLED";

  static String arn(Place place, String bus, String name) {
    return place.arn("events", "rule/" + (bus.equals(Bus.DEFAULT) ? "" : bus + "/") + name);
  }

  static String key(Place place, String bus, String name) {
    return place.key(bus + "/" + name);
  }

  String arn() {
    return arn(place, bus, name);
  }

  String key() {
    return key(place, bus, name);
  }

  boolean enabled() {
    return !state.equals("DISABLED");
  }

  /** Whether a wait begun for the other is still a wait for this one. */
  boolean sameScheduleAs(BusRule other) {
    return enabled() == other.enabled()
        && since == other.since
        && Objects.equals(schedule, other.schedule);
  }

  List<Target> sdkTargets() {
    return targets.stream().map(TargetJson::read).toList();
  }

  BusRule inState(String newState, long newSince) {
    return copy(newState, newSince, tags, targets);
  }

  BusRule with(Map<String, String> newTags) {
    return copy(state, since, newTags, targets);
  }

  BusRule with(List<Target> newTargets) {
    return copy(state, since, tags, newTargets.stream().map(TargetJson::write).toList());
  }

  private BusRule copy(
      String newState, long newSince, Map<String, String> newTags, List<JsonNode> newTargets) {
    return new BusRule(
        place,
        bus,
        name,
        pattern,
        schedule,
        description,
        roleArn,
        newState,
        createdBy,
        newSince,
        newTags,
        newTargets);
  }
}
