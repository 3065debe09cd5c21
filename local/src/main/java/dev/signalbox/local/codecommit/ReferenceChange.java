package dev.signalbox.local.codecommit;

import java.util.Optional;

/**
 * One reference that moved.
 *
 * @param fullName {@code refs/heads/…} or {@code refs/tags/…}
 * @param before empty when it was created
 * @param after empty when it was deleted
 */
record ReferenceChange(String fullName, Optional<String> before, Optional<String> after) {
  String type() {
    return fullName.startsWith("refs/tags/") ? "tag" : "branch";
  }

  String name() {
    return fullName.substring(fullName.indexOf('/', "refs/".length()) + 1);
  }

  String event() {
    if (before.isEmpty()) {
      return "referenceCreated";
    }
    return after.isEmpty() ? "referenceDeleted" : "referenceUpdated";
  }
}
