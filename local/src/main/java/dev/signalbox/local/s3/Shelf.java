package dev.signalbox.local.s3;

import dev.signalbox.local.api.Store;
import dev.signalbox.local.api.Table;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * All buckets and the histories of their keys. Changes happen one at a time, so that a condition
 * that was looked at still holds when the change is made; the bytes are on disk before.
 */
final class Shelf {
  private final Table<Bucket> buckets;
  private final Table<History> histories;
  private final Blobs blobs;
  private final InstantSource clock;
  private final ReentrantLock lock = new ReentrantLock();

  Shelf(Store store, Blobs blobs, InstantSource clock) {
    this.buckets = store.table("s3-buckets", Bucket.class);
    this.histories = store.table("s3-objects", History.class);
    this.blobs = blobs;
    this.clock = clock;
  }

  /** What a deletion did: the version that is gone, or the delete marker that was set. */
  record Deleted(Optional<String> versionId, boolean deleteMarker, boolean created) {}

  Instant now() {
    return clock.instant();
  }

  Optional<Bucket> find(String name) {
    return buckets.get(name);
  }

  Bucket bucket(String name) {
    return find(name).orElseThrow(() -> S3Error.noSuchBucket(name));
  }

  List<Bucket> buckets() {
    return buckets.all();
  }

  boolean add(Bucket bucket) {
    return buckets.putIfAbsent(bucket.name(), bucket);
  }

  Bucket change(String name, UnaryOperator<Bucket> change) {
    return buckets.update(name, change).orElseThrow(() -> S3Error.noSuchBucket(name));
  }

  void remove(String name) {
    alone(() -> {
      if (!page(name, "", "", 1).isEmpty()) {
        boolean versions = bucket(name).versioning() != Versioning.NEVER;
        throw S3Error.of(
            "BucketNotEmpty",
            409,
            "The bucket you tried to delete is not empty"
                + (versions ? ". You must delete all versions in the bucket." : ""),
            "BucketName",
            name);
      }
      return buckets.remove(name);
    });
  }

  /**
   * Histories in the order of their keys.
   *
   * @param after one of {@link Keys}' places; empty to begin with the first
   */
  List<History> page(String bucket, String prefix, String after, int limit) {
    return histories.startingWith(Keys.of(bucket, prefix), after, limit);
  }

  Optional<History> history(String bucket, String key) {
    return histories.get(Keys.of(bucket, key));
  }

  /**
   * @param condition looks at what is there and throws when it must stay
   */
  Version put(
      String bucketName, String key, Content content, Consumer<Optional<Content>> condition) {
    return alone(() -> {
      var bucket = bucket(bucketName);
      var before = historyOf(bucketName, key);
      condition.accept(before.visible());
      var version = new Version(nextId(bucket), clock.instant(), Optional.of(content));
      keep(before, before.with(version));
      return version;
    });
  }

  /** Removes the version for good. */
  Deleted delete(String bucket, String key, String versionId) {
    return alone(() -> {
      var before = historyOf(bucket, key);
      var version = before.version(versionId);
      keep(before, before.without(versionId));
      return new Deleted(
          Optional.of(versionId), version.filter(Version::deleteMarker).isPresent(), false);
    });
  }

  /** Removes the object, or hides it under a delete marker where the bucket has versioning. */
  Deleted delete(String bucketName, String key, Consumer<Optional<Content>> condition) {
    return alone(() -> {
      var bucket = bucket(bucketName);
      var before = historyOf(bucketName, key);
      condition.accept(before.visible());
      if (bucket.versioning() == Versioning.NEVER) {
        keep(before, before.without(Version.NULL));
        return new Deleted(Optional.empty(), false, false);
      }
      var marker = new Version(nextId(bucket), clock.instant(), Optional.empty());
      keep(before, before.with(marker));
      return new Deleted(Optional.of(marker.id()), true, true);
    });
  }

  /** Changes what the version is described by; its bytes stay. */
  void retag(String bucket, String key, String versionId, UnaryOperator<Content> change) {
    histories.update(
        Keys.of(bucket, key),
        history ->
            history
                .version(versionId)
                .map(it ->
                    history.changed(new Version(it.id(), it.modified(), it.content().map(change))))
                .orElse(history));
  }

  <T> T alone(Supplier<T> change) {
    lock.lock();
    try {
      return change.get();
    } finally {
      lock.unlock();
    }
  }

  private History historyOf(String bucket, String key) {
    return history(bucket, key).orElseGet(() -> new History(bucket, key, List.of()));
  }

  private void keep(History before, History after) {
    var place = Keys.of(before.bucket(), before.key());
    if (after.versions().isEmpty()) {
      histories.remove(place);
    } else {
      histories.put(place, after);
    }
    Set<String> dropped = blobsOf(before);
    dropped.removeAll(blobsOf(after));
    dropped.forEach(blobs::drop);
  }

  private static Set<String> blobsOf(History history) {
    return history.versions().stream()
        .flatMap(version -> version.content().stream())
        .map(Content::blob)
        .collect(Collectors.toCollection(HashSet::new));
  }

  private static String nextId(Bucket bucket) {
    return bucket.versioning() == Versioning.ENABLED ? Version.newId() : Version.NULL;
  }
}
