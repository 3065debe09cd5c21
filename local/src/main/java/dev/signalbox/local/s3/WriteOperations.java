package dev.signalbox.local.s3;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Making and deleting objects. */
final class WriteOperations {
  private static final int LONGEST_KEY = 1024;

  private final Shelf shelf;
  private final Blobs blobs;
  private final Intake intake;
  private final Announcements announcements;

  WriteOperations(Shelf shelf, Blobs blobs, Intake intake, Announcements announcements) {
    this.shelf = shelf;
    this.blobs = blobs;
    this.intake = intake;
    this.announcements = announcements;
  }

  void addTo(Operations operations) {
    operations.on(
        "DeleteObject", "DELETE", Operations.Level.OBJECT, "", "s3:DeleteObject", this::delete);
  }

  Answer put(Request request, Bucket bucket) throws IOException {
    checkKey(request.key());
    var description = Description.of(request, bucket);
    var tags = Tags.ofHeader(request);
    var preconditions = Preconditions.of(request);
    // Asked before the body is read too: a client that waits to be let in need not send it.
    preconditions.checkWrite(shelf.history(bucket.name(), request.key()).flatMap(History::visible));
    Path file = blobs.incoming();
    try {
      var received = intake.receive(request, file, Checksum.CRC64NVME);
      var checksums =
          new Checksums(
              Map.of(received.algorithm().name(), received.checksum()), Checksums.FULL_OBJECT);
      var version =
          store(
              bucket,
              request.key(),
              file,
              new Content(
                  "",
                  received.size(),
                  received.etag(),
                  description.headers(),
                  description.metadata(),
                  checksums,
                  List.of(),
                  tags),
              preconditions::checkWrite);
      announcements.created(
          bucket, request.key(), version, "PutObject", Announcements.Cause.of(request));
      return Answer.empty(200).with(stored(version));
    } finally {
      Blobs.delete(file);
    }
  }

  /** Takes the file in and makes it what the key holds. */
  Version store(
      Bucket bucket,
      String key,
      Path file,
      Content content,
      Consumer<Optional<Content>> condition) {
    var blob = blobs.keep(file);
    try {
      return shelf.put(bucket.name(), key, content.withBlob(blob), condition);
    } catch (RuntimeException e) {
      Blobs.delete(blobs.path(blob));
      throw e;
    }
  }

  /** What a client is told of an object it has made. */
  static Map<String, String> stored(Version version) {
    Map<String, String> headers = new LinkedHashMap<>();
    version
        .content()
        .ifPresent(content -> {
          headers.put("ETag", content.quotedEtag());
          content
              .headers()
              .forEach((name, value) -> {
                if (name.startsWith(Description.ENCRYPTION)) {
                  headers.put(name, value);
                }
              });
          headers.putAll(content.checksums().headers());
        });
    if (!version.id().equals(Version.NULL)) {
      headers.put("x-amz-version-id", version.id());
    }
    return headers;
  }

  private Answer delete(Request request, Bucket bucket) {
    var deleted =
        delete(
            bucket,
            request.key(),
            versionId(request),
            Preconditions.of(request)::checkDelete,
            "DeleteObject",
            request);
    var answer = Answer.empty(204);
    if (deleted.versionId().isPresent()) {
      answer = answer.with("x-amz-version-id", deleted.versionId().get());
    }
    return deleted.deleteMarker() ? answer.with("x-amz-delete-marker", "true") : answer;
  }

  Shelf.Deleted delete(
      Bucket bucket,
      String key,
      Optional<String> versionId,
      Consumer<Optional<Content>> condition,
      String reason,
      Request request) {
    var deleted =
        versionId.isPresent()
            ? shelf.delete(bucket.name(), key, versionId.get())
            : shelf.delete(bucket.name(), key, condition);
    announcements.deleted(bucket, key, deleted, reason, Announcements.Cause.of(request));
    return deleted;
  }

  static Optional<String> versionId(Request request) {
    if (request.has("versionId") && request.parameter("versionId").isEmpty()) {
      throw S3Error.invalidArgument("Version id cannot be the empty string", "versionId", "");
    }
    var versionId = request.parameter("versionId");
    versionId
        .filter(id -> !Version.isId(id))
        .ifPresent(id -> {
          throw S3Error.invalidArgument("Invalid version id specified", "versionId", id);
        });
    return versionId;
  }

  static void checkKey(String key) {
    int size = key.getBytes(StandardCharsets.UTF_8).length;
    if (size > LONGEST_KEY) {
      throw S3Error.of(
          "KeyTooLongError",
          400,
          "Your key is too long",
          "Size",
          Integer.toString(size),
          "MaxSizeAllowed",
          Integer.toString(LONGEST_KEY));
    }
  }
}
