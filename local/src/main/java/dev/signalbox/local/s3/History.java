package dev.signalbox.local.s3;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * All versions of one key.
 *
 * @param versions the newest first
 */
record History(String bucket, String key, List<Version> versions) {

  History {
    versions = List.copyOf(versions);
  }

  Optional<Version> newest() {
    return versions.stream().findFirst();
  }

  Optional<Version> version(String id) {
    return versions.stream().filter(it -> it.id().equals(id)).findFirst();
  }

  /** The object a reader sees who asks for no version; empty under a delete marker. */
  Optional<Content> visible() {
    return newest().flatMap(Version::content);
  }

  /**
   * In place of the one with the same id, if there is one: that is how the null version changes.
   */
  History with(Version version) {
    var more = new ArrayList<Version>();
    more.add(version);
    more.addAll(without(version.id()).versions);
    return new History(bucket, key, more);
  }

  History without(String id) {
    return new History(bucket, key, versions.stream().filter(it -> !it.id().equals(id)).toList());
  }

  /** The same versions in the same order, one of them changed. */
  History changed(Version version) {
    return new History(
        bucket,
        key,
        versions.stream().map(it -> it.id().equals(version.id()) ? version : it).toList());
  }
}
