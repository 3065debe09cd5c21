package dev.signalbox.local.ecr;

import dev.signalbox.local.api.Place;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * A repository of images.
 *
 * @param mutability MUTABLE, or IMMUTABLE: no tag ever moves
 * @param policy who of other accounts may do what
 */
record Repository(
    Place place,
    String name,
    Instant created,
    String mutability,
    boolean scanOnPush,
    Map<String, String> tags,
    Optional<String> policy) {
  Repository {
    tags = Map.copyOf(tags);
  }

  String key() {
    return place.key(name);
  }

  String arn() {
    return place.arn("ecr", "repository/" + name);
  }

  String uri() {
    return registry(place) + "/" + name;
  }

  static String registry(Place place) {
    return place.account() + ".dkr.ecr." + place.region() + ".amazonaws.com";
  }

  boolean immutable() {
    return mutability.equals("IMMUTABLE");
  }

  Repository mutability(String newMutability) {
    return new Repository(place, name, created, newMutability, scanOnPush, tags, policy);
  }

  Repository scanOnPush(boolean newScanOnPush) {
    return new Repository(place, name, created, mutability, newScanOnPush, tags, policy);
  }

  Repository tags(Map<String, String> newTags) {
    return new Repository(place, name, created, mutability, scanOnPush, newTags, policy);
  }

  Repository policy(Optional<String> newPolicy) {
    return new Repository(place, name, created, mutability, scanOnPush, tags, newPolicy);
  }
}
