package dev.signalbox.local.s3;

import dev.signalbox.local.api.Objects;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Objects as the services beside S3 keep and read them. */
final class ServiceObjects implements Objects {
  private static final Announcements.Cause CAUSE =
      new Announcements.Cause("amazonaws.com", "SIGNALBOX0LOCAL0");

  private final Shelf shelf;
  private final Blobs blobs;
  private final WriteOperations writing;
  private final Announcements announcements;

  ServiceObjects(Shelf shelf, Blobs blobs, WriteOperations writing, Announcements announcements) {
    this.shelf = shelf;
    this.blobs = blobs;
    this.writing = writing;
    this.announcements = announcements;
  }

  @Override
  public Stored put(String bucketName, String key, Path file, Map<String, String> metadata) {
    var bucket = shelf.bucket(bucketName);
    WriteOperations.checkKey(key);
    Path copy = blobs.incoming();
    try {
      var version = writing.store(bucket, key, copy, copied(file, copy, bucket, metadata), _ -> {});
      announcements.created(bucket, key, version, "PutObject", CAUSE);
      return stored(version, version.content().orElseThrow());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      Blobs.delete(copy);
    }
  }

  private static Content copied(Path file, Path copy, Bucket bucket, Map<String, String> metadata)
      throws IOException {
    var received = Copied.into(copy, List.of(Copied.Stretch.all(file)), Checksum.CRC64NVME);
    var headers = new java.util.TreeMap<>(Encryption.ofBucket(bucket).headers());
    headers.put("content-type", "binary/octet-stream");
    var checksums =
        new Checksums(
            Map.of(received.algorithm().name(), received.checksum()), Checksums.FULL_OBJECT);
    return new Content(
        "", received.size(), received.etag(), headers, metadata, checksums, List.of(), Map.of());
  }

  @Override
  public Optional<Stored> get(String bucket, String key, Optional<String> versionId) {
    shelf.bucket(bucket);
    return shelf
        .history(bucket, key)
        .flatMap(it -> versionId.map(it::version).orElseGet(it::newest))
        .flatMap(version -> version.content().map(content -> stored(version, content)));
  }

  @Override
  public boolean bucketExists(String bucket) {
    return shelf.find(bucket).isPresent();
  }

  private Stored stored(Version version, Content content) {
    return new Stored(blobs.path(content.blob()), version.id(), content.etag(), content.metadata());
  }
}
