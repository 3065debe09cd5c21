package dev.signalbox.local.secretsmanager;

import dev.signalbox.local.api.Place;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * A secret with the versions that are kept.
 *
 * @param suffix what its ARN ends in, so that a later one of the same name has another
 * @param versions oldest first
 * @param deletion when it will be gone, if it is to be deleted
 */
record Secret(
    Place place,
    String name,
    String suffix,
    Optional<String> description,
    Optional<String> kmsKeyId,
    Map<String, String> tags,
    List<SecretVersion> versions,
    Instant created,
    Instant changed,
    Optional<Instant> deletion) {
  /** The oldest without a stage go when there would be more. */
  private static final int MOST_VERSIONS = 100;

  Secret {
    tags = Map.copyOf(tags);
    versions = List.copyOf(versions);
  }

  String arn() {
    return place.arn("secretsmanager", "secret:" + name + "-" + suffix);
  }

  Optional<SecretVersion> version(String id) {
    return versions.stream().filter(it -> it.id().equals(id)).findFirst();
  }

  Optional<SecretVersion> at(String stage) {
    return versions.stream().filter(it -> it.at(stage)).findFirst();
  }

  /** Of those versions only that have a stage. */
  Map<String, List<String>> stages() {
    Map<String, List<String>> stages = new LinkedHashMap<>();
    versions.stream()
        .filter(it -> !it.stages().isEmpty())
        .forEach(it -> stages.put(it.id(), it.stages()));
    return stages;
  }

  /** Adds a version and moves these stages to it. */
  Secret with(SecretVersion version, List<String> stages, Instant now) {
    List<SecretVersion> all =
        new ArrayList<>(Stream.concat(versions.stream(), Stream.of(version)).toList());
    Optional<SecretVersion> oldest = all.stream().filter(it -> it.stages().isEmpty()).findFirst();
    if (all.size() > MOST_VERSIONS) {
      oldest.ifPresent(all::remove);
    }
    Secret secret = versioned(all, now);
    for (String stage : stages) {
      secret = secret.moved(stage, version.id(), now);
    }
    return secret;
  }

  /** Moves a stage to this version; what was current before is then the previous one. */
  Secret moved(String stage, String toId, Instant now) {
    Optional<String> from = at(stage).map(SecretVersion::id).filter(it -> !it.equals(toId));
    Secret moved = each(it -> it.id().equals(toId) ? it.with(stage) : it.without(stage), now);
    return stage.equals(SecretVersion.CURRENT) && from.isPresent()
        ? moved.moved(SecretVersion.PREVIOUS, from.get(), now)
        : moved;
  }

  Secret withoutStage(String stage, Instant now) {
    return each(it -> it.without(stage), now);
  }

  private Secret each(UnaryOperator<SecretVersion> change, Instant now) {
    return versioned(versions.stream().map(change).toList(), now);
  }

  private Secret versioned(List<SecretVersion> newVersions, Instant now) {
    return new Secret(
        place, name, suffix, description, kmsKeyId, tags, newVersions, created, now, deletion);
  }

  Secret described(Optional<String> newDescription, Optional<String> newKey, Instant now) {
    return new Secret(
        place,
        name,
        suffix,
        newDescription.or(() -> description),
        newKey.or(() -> kmsKeyId),
        tags,
        versions,
        created,
        now,
        deletion);
  }

  Secret tagged(Map<String, String> newTags, Instant now) {
    return new Secret(
        place, name, suffix, description, kmsKeyId, newTags, versions, created, now, deletion);
  }

  Secret goneAt(Optional<Instant> newDeletion) {
    return new Secret(
        place, name, suffix, description, kmsKeyId, tags, versions, created, changed, newDeletion);
  }
}
