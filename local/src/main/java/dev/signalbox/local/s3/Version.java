package dev.signalbox.local.s3;

import java.time.Instant;
import java.util.Optional;

/**
 * What a key held from some moment on.
 *
 * @param id {@code null}, as text, where the bucket had no versioning
 * @param content empty for a delete marker
 */
record Version(String id, Instant modified, Optional<Content> content) {
  static final String NULL = "null";

  boolean deleteMarker() {
    return content.isEmpty();
  }
}
