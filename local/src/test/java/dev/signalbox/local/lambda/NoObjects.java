package dev.signalbox.local.lambda;

import dev.signalbox.local.api.AwsError;
import dev.signalbox.local.api.Objects;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** S3 without a bucket. */
final class NoObjects implements Objects {
  @Override
  public Stored put(String bucket, String key, Path file, Map<String, String> metadata) {
    throw AwsError.of("NoSuchBucket", "The specified bucket does not exist");
  }

  @Override
  public Optional<Stored> get(String bucket, String key, Optional<String> versionId) {
    throw AwsError.of("NoSuchBucket", "The specified bucket does not exist");
  }

  @Override
  public boolean bucketExists(String bucket) {
    return false;
  }
}
