package dev.signalbox.local.s3;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Making objects, and parts of them, from objects that are there. */
final class CopyOperations {
  private final Guard guard;
  private final Shelf shelf;
  private final Blobs blobs;
  private final ReadOperations reading;
  private final WriteOperations writing;
  private final UploadOperations uploads;
  private final Announcements announcements;

  CopyOperations(
      Guard guard,
      Shelf shelf,
      Blobs blobs,
      ReadOperations reading,
      WriteOperations writing,
      UploadOperations uploads,
      Announcements announcements) {
    this.guard = guard;
    this.shelf = shelf;
    this.blobs = blobs;
    this.reading = reading;
    this.writing = writing;
    this.uploads = uploads;
    this.announcements = announcements;
  }

  Answer copyObject(Request request, Bucket bucket) throws IOException {
    WriteOperations.checkKey(request.key());
    var source = CopySource.of(request);
    var found = find(request, source);
    if (found.content().size() > Intake.LARGEST) {
      throw S3Error.invalidRequest(
          "The specified copy source is larger than the maximum allowable size for a copy source:"
              + " "
              + Intake.LARGEST);
    }
    boolean replace = directive(request, "x-amz-metadata-directive");
    boolean replaceTags = directive(request, "x-amz-tagging-directive");
    if (source.isTargetOf(request) && source.versionId().isEmpty() && !changes(request, replace)) {
      throw S3Error.invalidRequest(
          "This copy request is illegal because it is trying to copy an object to itself without"
              + " changing the object's metadata, storage class, website redirect location or"
              + " encryption attributes.");
    }
    var asked = Description.of(request, bucket);
    var description = replace ? asked : asked.describing(found.content());
    Path file = blobs.incoming();
    try {
      var received =
          Copied.into(
              file,
              List.of(
                  new Copied.Stretch(
                      blobs.path(found.content().blob()), 0, found.content().size())),
              algorithm(request, found.content()));
      var version =
          writing.store(
              bucket,
              request.key(),
              file,
              new Content(
                  "",
                  received.size(),
                  received.etag(),
                  description.headers(),
                  description.metadata(),
                  new Checksums(
                      Map.of(received.algorithm().name(), received.checksum()),
                      Checksums.FULL_OBJECT),
                  List.of(),
                  replaceTags ? Tags.ofHeader(request) : found.content().tags()),
              Preconditions.of(request)::checkWrite);
      announcements.created(
          bucket, request.key(), version, "CopyObject", Announcements.Cause.of(request));
      var headers = WriteOperations.stored(version);
      headers.keySet().removeIf(it -> it.equals("ETag") || it.startsWith("x-amz-checksum"));
      sourceVersion(found).ifPresent(it -> headers.put("x-amz-copy-source-version-id", it));
      var xml =
          Xml.result("CopyObjectResult")
              .put("LastModified", version.modified())
              .put("ETag", version.content().orElseThrow().quotedEtag());
      version.content().orElseThrow().checksums().write(xml);
      return Answer.ok(xml).with(headers);
    } finally {
      Blobs.delete(file);
    }
  }

  Answer copyPart(Request request, Bucket bucket) throws IOException {
    int number = UploadOperations.number(request);
    var upload = uploads.upload(request, bucket);
    var found = find(request, CopySource.of(request));
    var content = found.content();
    var range = range(request, content);
    Path file = blobs.incoming();
    try {
      var stretch = new Copied.Stretch(blobs.path(content.blob()), range.offset(), range.length());
      var received = Copied.into(file, List.of(stretch), upload.sum());
      var part = uploads.add(upload, number, file, received);
      var xml =
          Xml.result("CopyPartResult")
              .put("LastModified", part.modified())
              .put("ETag", part.quotedEtag())
              .put(upload.sum().element(), part.checksum());
      Map<String, String> headers = new LinkedHashMap<>(UploadOperations.encryption(upload));
      sourceVersion(found).ifPresent(it -> headers.put("x-amz-copy-source-version-id", it));
      return Answer.ok(xml).with(headers);
    } finally {
      Blobs.delete(file);
    }
  }

  private ReadOperations.Found find(Request request, CopySource source) {
    var bucket = shelf.bucket(source.bucket());
    Guard.checkOwner(request, "x-amz-source-expected-bucket-owner", bucket);
    var action = source.versionId().isPresent() ? "s3:GetObjectVersion" : "s3:GetObject";
    guard.check(request, bucket, action, source.key());
    var found = reading.find(bucket, source.key(), source.versionId());
    found.content().checkNotArchived();
    var preconditions = new Preconditions(request, "x-amz-copy-source-");
    preconditions.checkRead(found.content(), found.version().modified());
    preconditions
        .unchanged(found.content(), found.version().modified(), shelf.now())
        .ifPresent(condition -> {
          throw S3Error.preconditionFailed(condition);
        });
    return found;
  }

  private static boolean directive(Request request, String name) {
    return switch (request.header(name).orElse("COPY")) {
      case "COPY" -> false;
      case "REPLACE" -> true;
      default ->
          throw S3Error.invalidArgument(
              "Unknown " + (name.contains("tagging") ? "tagging" : "metadata") + " directive.",
              name,
              request.header(name).orElse(""));
    };
  }

  private static boolean changes(Request request, boolean replace) {
    return replace
        || request.header(Description.ENCRYPTION).isPresent()
        || request.header(Description.STORAGE_CLASS).isPresent()
        || request.header("x-amz-website-redirect-location").isPresent()
        || request.header("x-amz-checksum-algorithm").isPresent();
  }

  private static Checksum algorithm(Request request, Content source) {
    return request
        .header("x-amz-checksum-algorithm")
        .map(name ->
            Checksum.named(name)
                .orElseThrow(
                    () -> S3Error.invalidRequest("Checksum algorithm provided is unsupported.")))
        .orElseGet(() ->
            source.checksums().values().keySet().stream()
                .findFirst()
                .map(Checksum::valueOf)
                .orElse(Checksum.CRC64NVME));
  }

  private static Optional<String> sourceVersion(ReadOperations.Found found) {
    return Optional.of(found.version().id()).filter(it -> !it.equals(Version.NULL));
  }

  private static ByteRange range(Request request, Content content) {
    var header = request.header("x-amz-copy-source-range");
    if (header.isEmpty()) {
      return new ByteRange(0, content.size());
    }
    if (!header.get().matches("bytes=\\d{1,18}-\\d{1,18}")) {
      throw S3Error.invalidArgument(
          "The x-amz-copy-source-range value must be of the form bytes=first-last where first and"
              + " last are the zero-based offsets of the first and last bytes to copy",
          "x-amz-copy-source-range",
          header.get());
    }
    long last = Long.parseLong(header.get().replaceFirst(".*-", ""));
    if (last >= content.size()) {
      throw S3Error.invalidArgument(
          "Range specified is not valid for source object of size: " + content.size(),
          "x-amz-copy-source-range",
          header.get());
    }
    return ByteRange.of(header.get(), content.size())
        .orElseThrow(() ->
            S3Error.invalidArgument(
                "Range specified is not valid", "x-amz-copy-source-range", header.get()));
  }
}
