package dev.signalbox.local.s3;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An object that comes in parts and is not whole yet.
 *
 * @param algorithm of the checksum the object will be kept with
 * @param checksumType FULL_OBJECT or COMPOSITE
 * @param named whether the client named the algorithm, and so has to keep to it
 * @param parts in the order of their numbers
 */
record Upload(
    String id,
    String bucket,
    String key,
    Instant initiated,
    Map<String, String> headers,
    Map<String, String> metadata,
    Map<String, String> tags,
    String algorithm,
    String checksumType,
    boolean named,
    List<Part> parts) {

  /**
   * A part that has arrived.
   *
   * @param checksum base64, by the upload's algorithm
   */
  record Part(int number, String blob, long size, String etag, String checksum, Instant modified) {
    String quotedEtag() {
      return '"' + etag + '"';
    }
  }

  Upload {
    headers = Map.copyOf(headers);
    metadata = Map.copyOf(metadata);
    tags = Map.copyOf(tags);
    parts = List.copyOf(parts);
  }

  Checksum sum() {
    return Checksum.valueOf(algorithm);
  }

  boolean composite() {
    return checksumType.equals(Checksums.COMPOSITE);
  }

  Optional<Part> part(int number) {
    return parts.stream().filter(it -> it.number() == number).findFirst();
  }

  String storageClass() {
    return headers.getOrDefault(Description.STORAGE_CLASS, "STANDARD");
  }

  /** In place of the one with the same number, if there is one. */
  Upload with(Part part) {
    var more = new ArrayList<>(parts);
    more.removeIf(it -> it.number() == part.number());
    more.add(part);
    more.sort(Comparator.comparingInt(Part::number));
    return new Upload(
        id, bucket, key, initiated, headers, metadata, tags, algorithm, checksumType, named, more);
  }
}
