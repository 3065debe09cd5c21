package dev.signalbox.local.s3;

import dev.signalbox.local.api.Place;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A bucket.
 *
 * @param settings the documents of its sub-resources ({@code policy}, {@code encryption} …) by the
 *     sub-resource's name
 */
record Bucket(
    String name,
    String account,
    String region,
    Instant created,
    Versioning versioning,
    Map<String, String> settings) {

  Bucket {
    settings = Map.copyOf(settings);
  }

  Place place() {
    return new Place(account, region);
  }

  String arn() {
    return "arn:aws:s3:::" + name;
  }

  Optional<String> setting(String subresource) {
    return Optional.ofNullable(settings.get(subresource));
  }

  Bucket with(Versioning newVersioning) {
    return new Bucket(name, account, region, created, newVersioning, settings);
  }

  Bucket with(String subresource, String document) {
    var more = new LinkedHashMap<>(settings);
    more.put(subresource, document);
    return new Bucket(name, account, region, created, versioning, more);
  }

  Bucket without(String subresource) {
    var fewer = new LinkedHashMap<>(settings);
    fewer.remove(subresource);
    return new Bucket(name, account, region, created, versioning, fewer);
  }
}
