package dev.signalbox.local.s3;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * What a key held from some moment on.
 *
 * @param id {@code null}, as text, where the bucket had no versioning
 * @param content empty for a delete marker
 */
record Version(String id, Instant modified, Optional<Content> content) {
  static final String NULL = "null";

  private static final Pattern ID = Pattern.compile("[0-9a-f]{12}4[0-9a-f]{3}[89ab][0-9a-f]{15}");

  static String newId() {
    return UUID.randomUUID().toString().replace("-", "");
  }

  /** Whether some version can have this id. */
  static boolean isId(String id) {
    return id.equals(NULL) || ID.matcher(id).matches();
  }

  boolean deleteMarker() {
    return content.isEmpty();
  }
}
