package dev.signalbox.local.s3;

import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

/** Beginning uploads, adding parts to them, and giving them up. */
final class UploadOperations {
  private static final int MOST_PARTS = 10_000;

  private final Uploads uploads;
  private final Blobs blobs;
  private final Intake intake;
  private final InstantSource clock;

  UploadOperations(Uploads uploads, Blobs blobs, Intake intake, InstantSource clock) {
    this.uploads = uploads;
    this.blobs = blobs;
    this.intake = intake;
    this.clock = clock;
  }

  void addTo(Operations operations) {
    var object = Operations.Level.OBJECT;
    operations
        .on("CreateMultipartUpload", "POST", object, "uploads", "s3:PutObject", this::create)
        .on(
            "AbortMultipartUpload",
            "DELETE",
            object,
            "uploadId",
            "s3:AbortMultipartUpload",
            this::abort);
  }

  private Answer create(Request request, Bucket bucket) throws IOException {
    WriteOperations.checkKey(request.key());
    intake.document(request);
    var description = Description.of(request, bucket);
    var named = request.header("x-amz-checksum-algorithm");
    var algorithm =
        named
            .map(name ->
                Checksum.named(name)
                    .orElseThrow(() ->
                        S3Error.invalidRequest(
                            "Checksum algorithm provided is unsupported. Please try again with any"
                                + " of the valid types: [CRC32, CRC32C, CRC64NVME, SHA1, SHA256]")))
            .orElse(Checksum.CRC64NVME);
    var upload =
        new Upload(
            nextId(),
            bucket.name(),
            request.key(),
            clock.instant(),
            description.headers(),
            description.metadata(),
            Tags.ofHeader(request),
            algorithm.name(),
            type(request, algorithm),
            named.isPresent(),
            List.of());
    uploads.add(upload);
    var xml =
        Xml.result("InitiateMultipartUploadResult")
            .put("Bucket", bucket.name())
            .put("Key", request.key())
            .put("UploadId", upload.id());
    Map<String, String> headers = new LinkedHashMap<>(encryption(upload));
    if (upload.named()) {
      headers.put("x-amz-checksum-algorithm", upload.algorithm());
      headers.put("x-amz-checksum-type", upload.checksumType());
    }
    return Answer.ok(xml).with(headers);
  }

  /** Of two uploads the later one has the greater id. */
  private String nextId() {
    return String.format(Locale.ROOT, "%012x", clock.millis())
        + UUID.randomUUID().toString().replace("-", "");
  }

  private static String type(Request request, Checksum algorithm) {
    var usual = algorithm == Checksum.CRC64NVME ? Checksums.FULL_OBJECT : Checksums.COMPOSITE;
    var type = request.header("x-amz-checksum-type").orElse(usual);
    boolean fits =
        switch (type) {
          case Checksums.FULL_OBJECT -> algorithm.cyclic();
          case Checksums.COMPOSITE -> algorithm != Checksum.CRC64NVME;
          default -> false;
        };
    if (!fits) {
      throw S3Error.invalidRequest(
          "The "
              + type
              + " checksum type cannot be used with the "
              + algorithm.label()
              + " checksum algorithm.");
    }
    return type;
  }

  Answer uploadPart(Request request, Bucket bucket) throws IOException {
    int number = number(request);
    var upload = upload(request, bucket);
    checkAlgorithm(request, upload);
    Path file = blobs.incoming();
    try {
      var received = intake.receive(request, file, upload.sum());
      var part = add(upload, number, file, received);
      var headers = new LinkedHashMap<>(encryption(upload));
      headers.put("ETag", part.quotedEtag());
      headers.put(received.algorithm().header(), received.checksum());
      return Answer.empty(200).with(headers);
    } finally {
      Blobs.delete(file);
    }
  }

  /** Takes the file in as a part of the upload. */
  Upload.Part add(Upload upload, int number, Path file, Received received) {
    var part =
        new Upload.Part(
            number,
            blobs.keep(file),
            received.size(),
            received.etag(),
            received.algorithm() == upload.sum() ? received.checksum() : "",
            clock.instant());
    uploads.add(upload, part);
    return part;
  }

  private static void checkAlgorithm(Request request, Upload upload) {
    Promised.of(request)
        .filter(it -> upload.named() && it.algorithm() != upload.sum())
        .ifPresent(it -> {
          throw S3Error.invalidRequest(
              "Checksum Type mismatch occurred, expected checksum Type: "
                  + upload.sum().label()
                  + ", actual checksum Type: "
                  + it.algorithm().label());
        });
  }

  Upload upload(Request request, Bucket bucket) {
    return uploads.find(bucket, request.key(), request.parameter("uploadId").orElse(""));
  }

  static int number(Request request) {
    var text = request.parameter("partNumber").orElse("");
    if (!text.matches("\\d{1,5}")
        || Integer.parseInt(text) < 1
        || Integer.parseInt(text) > MOST_PARTS) {
      throw S3Error.invalidArgument(
          "Part number must be an integer between 1 and 10000, inclusive", "partNumber", text);
    }
    return Integer.parseInt(text);
  }

  static Map<String, String> encryption(Upload upload) {
    Map<String, String> headers = new LinkedHashMap<>(upload.headers());
    headers.keySet().removeIf(it -> !it.startsWith(Description.ENCRYPTION));
    return headers;
  }

  private Answer abort(Request request, Bucket bucket) {
    uploads.remove(upload(request, bucket));
    return Answer.empty(204);
  }
}
