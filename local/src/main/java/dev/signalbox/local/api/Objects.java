package dev.signalbox.local.api;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** S3, as the other services use it. Bucket names are one namespace for all accounts, as on AWS. */
public interface Objects {
  record Stored(Path file, String versionId, String etag, Map<String, String> metadata) {}

  /** Copies the file in; the version id is {@code "null"} in a bucket without versioning. */
  Stored put(String bucket, String key, Path file, Map<String, String> metadata);

  /**
   * @param versionId the newest when empty
   * @throws AwsError NoSuchBucket
   */
  Optional<Stored> get(String bucket, String key, Optional<String> versionId);

  boolean bucketExists(String bucket);
}
