package dev.signalbox.local.ecr;

import java.time.Instant;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * An image of a repository: its manifest, and the tags that stand at it.
 *
 * @param repository the repository's key
 * @param size of the configuration and the layers, compressed
 * @param scan the newest scan, if it was ever scanned
 */
record StoredImage(
    String repository,
    String digest,
    String manifest,
    String mediaType,
    SortedSet<String> tags,
    long size,
    Instant pushed,
    Optional<Instant> pulled,
    Optional<Scan> scan) {
  StoredImage {
    tags = new TreeSet<>(tags);
  }

  String key() {
    return key(repository, digest);
  }

  static String key(String repository, String digest) {
    return repository + "@" + digest;
  }

  StoredImage with(String tag) {
    return tagged(Stream.concat(tags.stream(), Stream.of(tag)));
  }

  StoredImage without(String tag) {
    return tagged(tags.stream().filter(it -> !it.equals(tag)));
  }

  private StoredImage tagged(Stream<String> newTags) {
    return new StoredImage(
        repository,
        digest,
        manifest,
        mediaType,
        newTags.collect(java.util.stream.Collectors.toCollection(TreeSet::new)),
        size,
        pushed,
        pulled,
        scan);
  }

  StoredImage pulledAt(Instant time) {
    return new StoredImage(
        repository, digest, manifest, mediaType, tags, size, pushed, Optional.of(time), scan);
  }

  StoredImage scanned(Scan newScan) {
    return new StoredImage(
        repository, digest, manifest, mediaType, tags, size, pushed, pulled, Optional.of(newScan));
  }
}
