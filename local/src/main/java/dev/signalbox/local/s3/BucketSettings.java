package dev.signalbox.local.s3;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** What a template says of a bucket. */
record BucketSettings(Versioning versioning) {

  static BucketSettings of(ObjectNode properties) {
    return new BucketSettings(
        switch (properties.path("VersioningConfiguration").path("Status").asText()) {
          case "Enabled" -> Versioning.ENABLED;
          case "Suspended" -> Versioning.SUSPENDED;
          default -> Versioning.NEVER;
        });
  }

  Bucket applyTo(Bucket bucket) {
    return bucket.with(versioning == Versioning.NEVER ? bucket.versioning() : versioning);
  }
}
