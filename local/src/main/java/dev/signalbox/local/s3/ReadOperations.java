package dev.signalbox.local.s3;

import dev.signalbox.local.api.AwsError;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Reading objects: all, a stretch, a part, or what is known of them. */
final class ReadOperations {
  private final Shelf shelf;
  private final Blobs blobs;

  ReadOperations(Shelf shelf, Blobs blobs) {
    this.shelf = shelf;
    this.blobs = blobs;
  }

  void addTo(Operations operations) {
    operations
        .on("GetObject", "GET", Operations.Level.OBJECT, "", "s3:GetObject", this::get)
        .on("HeadObject", "HEAD", Operations.Level.OBJECT, "", "s3:GetObject", this::get);
  }

  /** A version that has content, and that content. */
  record Found(Version version, Content content) {}

  /**
   * @throws AwsError NoSuchKey, NoSuchVersion, MethodNotAllowed for a delete marker
   */
  Found find(Bucket bucket, String key, Optional<String> versionId) {
    var history = shelf.history(bucket.name(), key);
    var version = history.flatMap(it -> versionId.map(it::version).orElseGet(it::newest));
    if (version.isEmpty()) {
      throw versionId
          .map(it -> S3Error.noSuchVersion(key, it))
          .orElseGet(() -> S3Error.noSuchKey(key));
    }
    var content = version.get().content();
    if (content.isEmpty()) {
      throw deleteMarker(key, version.get(), versionId.isPresent());
    }
    return new Found(version.get(), content.get());
  }

  private static Refused deleteMarker(String key, Version marker, boolean asked) {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("x-amz-delete-marker", "true");
    headers.put("x-amz-version-id", marker.id());
    if (!asked) {
      return new Refused(S3Error.noSuchKey(key), headers);
    }
    headers.put("Last-Modified", Preconditions.HTTP_DATE.format(marker.modified()));
    headers.put("Allow", "DELETE");
    return new Refused(S3Error.methodNotAllowed("GET", "DeleteMarker"), headers);
  }

  private Answer get(Request request, Bucket bucket) throws IOException {
    var found = find(bucket, request.key(), WriteOperations.versionId(request));
    var content = found.content();
    var headers = ObjectHeaders.of(request, bucket, found);
    var preconditions = Preconditions.of(request);
    preconditions.checkRead(content, found.version().modified());
    if (preconditions.unchanged(content, found.version().modified(), shelf.now()).isPresent()) {
      headers.keySet().retainAll(ObjectHeaders.OF_UNCHANGED);
      return Answer.empty(304).with(headers);
    }
    var range = range(request, content);
    int status = 200;
    long length = content.size();
    if (range.isPresent()) {
      status = 206;
      length = range.get().length();
      headers.put("Content-Range", range.get().of(content.size()));
      headers.keySet().removeIf(it -> it.startsWith("x-amz-checksum-"));
    }
    var answer = Answer.empty(status).with(headers);
    if (request.method().equals("HEAD")) {
      return answer.with("Content-Length", Long.toString(length));
    }
    content.checkNotArchived();
    long offset = range.map(ByteRange::offset).orElse(0L);
    return answer.with(new Answer.Slice(open(content), offset, length));
  }

  private FileChannel open(Content content) throws IOException {
    return FileChannel.open(blobs.path(content.blob()), StandardOpenOption.READ);
  }

  private static Optional<ByteRange> range(Request request, Content content) {
    var part = request.number("partNumber", 1, 10_000);
    var header = request.header("Range");
    if (part.isPresent()) {
      if (header.isPresent()) {
        throw S3Error.invalidRequest(
            "Cannot specify both Range header and partNumber query parameter");
      }
      return Optional.of(part(content, part.getAsInt()));
    }
    return header.flatMap(it -> ByteRange.of(it, content.size()));
  }

  private static ByteRange part(Content content, int number) {
    if (content.parts().isEmpty() && number == 1) {
      return new ByteRange(0, content.size());
    }
    if (number > content.parts().size()) {
      throw S3Error.of(
          "InvalidPartNumber",
          416,
          "The requested partnumber is not satisfiable",
          "PartNumberRequested",
          Integer.toString(number),
          "ActualPartCount",
          Integer.toString(Math.max(1, content.parts().size())));
    }
    long offset = content.parts().subList(0, number - 1).stream().mapToLong(Long::longValue).sum();
    return new ByteRange(offset, content.parts().get(number - 1));
  }
}
