package dev.signalbox.local.ssm;

import dev.signalbox.local.api.Place;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A parameter with the versions that are kept.
 *
 * @param versions oldest first, never none
 */
record Parameter(
    Place place, String name, Map<String, String> tags, List<ParameterVersion> versions) {
  /** The oldest version goes when there would be more. */
  static final int MOST_VERSIONS = 100;

  Parameter {
    tags = Map.copyOf(tags);
    versions = List.copyOf(versions);
  }

  ParameterVersion newest() {
    return versions.getLast();
  }

  Optional<ParameterVersion> version(long number) {
    return versions.stream().filter(version -> version.number() == number).findFirst();
  }

  Parameter with(ParameterVersion version) {
    List<ParameterVersion> all = Stream.concat(versions.stream(), Stream.of(version)).toList();
    int surplus = Math.max(0, all.size() - MOST_VERSIONS);
    return new Parameter(place, name, tags, all.subList(surplus, all.size()));
  }

  Parameter with(Map<String, String> newTags) {
    return new Parameter(place, name, newTags, versions);
  }

  String arn() {
    return place.arn("ssm", "parameter" + (name.startsWith("/") ? "" : "/") + name);
  }
}
