package dev.signalbox.local.pipeline;

import dev.signalbox.local.api.AwsError;
import dev.signalbox.local.api.Objects;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/** Versioned buckets in a directory. */
final class FakeObjects implements Objects {
  final Set<String> buckets = ConcurrentHashMap.newKeySet();
  private final Map<String, List<Stored>> objects = new TreeMap<>();
  private final Path directory;

  FakeObjects(Path directory) {
    this.directory = directory;
  }

  @Override
  public synchronized Stored put(
      String bucket, String key, Path file, Map<String, String> metadata) {
    if (!buckets.contains(bucket)) {
      throw AwsError.of("NoSuchBucket", "The specified bucket does not exist");
    }
    List<Stored> versions = objects.computeIfAbsent(bucket + "/" + key, _ -> new ArrayList<>());
    try {
      Path copy = Files.createTempFile(directory, "object", "");
      Files.write(copy, Files.readAllBytes(file));
      Stored stored = new Stored(copy, "v" + (versions.size() + 1), "etag", metadata);
      versions.add(stored);
      return stored;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public synchronized Optional<Stored> get(String bucket, String key, Optional<String> version) {
    List<Stored> versions = objects.getOrDefault(bucket + "/" + key, List.of());
    return version.isEmpty()
        ? versions.stream().reduce((_, newer) -> newer)
        : versions.stream().filter(it -> it.versionId().equals(version.get())).findFirst();
  }

  @Override
  public boolean bucketExists(String bucket) {
    return buckets.contains(bucket);
  }

  synchronized List<String> keys(String bucket) {
    return objects.keySet().stream()
        .filter(it -> it.startsWith(bucket + "/"))
        .map(it -> it.substring(bucket.length() + 1))
        .toList();
  }
}
