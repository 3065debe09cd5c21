package dev.signalbox.local.codedeploy;

import dev.signalbox.local.api.Objects;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Objects that a test puts there. */
final class FakeRevisions implements Objects {
  final Map<String, Path> files = new HashMap<>();

  @Override
  public Stored put(String bucket, String key, Path file, Map<String, String> metadata) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Optional<Stored> get(String bucket, String key, Optional<String> versionId) {
    return Optional.ofNullable(files.get(bucket + "/" + key))
        .map(it -> new Stored(it, "null", "etag", Map.of()));
  }

  @Override
  public boolean bucketExists(String bucket) {
    return true;
  }
}
