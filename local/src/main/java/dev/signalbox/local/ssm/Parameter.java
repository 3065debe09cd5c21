package dev.signalbox.local.ssm;

import dev.signalbox.local.api.AwsError;
import dev.signalbox.local.api.Place;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A parameter with the versions that are kept.
 *
 * @param versions oldest first, never none
 * @param labels the number of the version that each is on
 */
record Parameter(
    Place place,
    String name,
    Map<String, String> tags,
    List<ParameterVersion> versions,
    Map<String, Long> labels) {
  /** The oldest version goes when there would be more. */
  static final int MOST_VERSIONS = 100;

  Parameter {
    tags = Map.copyOf(tags);
    versions = List.copyOf(versions);
    labels = Map.copyOf(labels);
  }

  ParameterVersion newest() {
    return versions.getLast();
  }

  Optional<ParameterVersion> version(long number) {
    return versions.stream().filter(version -> version.number() == number).findFirst();
  }

  List<String> labelsOf(ParameterVersion version) {
    return labels.entrySet().stream()
        .filter(label -> label.getValue() == version.number())
        .map(Map.Entry::getKey)
        .sorted()
        .toList();
  }

  /**
   * @throws AwsError ParameterMaxVersionLimitExceeded when a label keeps the oldest version
   */
  Parameter with(ParameterVersion version) {
    List<ParameterVersion> all = Stream.concat(versions.stream(), Stream.of(version)).toList();
    int surplus = Math.max(0, all.size() - MOST_VERSIONS);
    if (surplus > 0 && !labelsOf(versions.getFirst()).isEmpty()) {
      throw AwsError.of(
          "ParameterMaxVersionLimitExceeded",
          "You attempted to create a new version of %s by calling the PutParameter API with the overwrite flag. Version %d, the oldest version, can't be deleted because it has a label associated with it. Move the label to another version of the parameter, and try again."
              .formatted(name, versions.getFirst().number()));
    }
    return new Parameter(place, name, tags, all.subList(surplus, all.size()), labels);
  }

  Parameter with(Map<String, String> newTags) {
    return new Parameter(place, name, newTags, versions, labels);
  }

  Parameter labelled(Map<String, Long> newLabels) {
    return new Parameter(place, name, tags, versions, newLabels);
  }

  String arn() {
    return place.arn("ssm", "parameter" + (name.startsWith("/") ? "" : "/") + name);
  }
}
