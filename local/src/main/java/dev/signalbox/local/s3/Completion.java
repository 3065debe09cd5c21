package dev.signalbox.local.s3;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/** Making one object of the parts of an upload. */
final class Completion {
  private static final long SMALLEST = 5L * 1024 * 1024;

  private final Uploads uploads;
  private final UploadOperations operations;
  private final Blobs blobs;
  private final WriteOperations writing;
  private final Announcements announcements;

  Completion(
      Uploads uploads,
      UploadOperations operations,
      Blobs blobs,
      WriteOperations writing,
      Announcements announcements) {
    this.uploads = uploads;
    this.operations = operations;
    this.blobs = blobs;
    this.writing = writing;
    this.announcements = announcements;
  }

  void addTo(Operations all) {
    all.on(
        "CompleteMultipartUpload",
        "POST",
        Operations.Level.OBJECT,
        "uploadId",
        "s3:PutObject",
        this::complete);
  }

  private Answer complete(Request request, Bucket bucket) throws IOException {
    // Its checksum headers are about the object and not about this document.
    var document =
        Document.parse(
            request.exchange().getRequestBody().readNBytes(2 * 1024 * 1024),
            "CompleteMultipartUpload");
    var upload = operations.upload(request, bucket);
    var parts = named(document, upload);
    long size = parts.stream().mapToLong(Upload.Part::size).sum();
    request
        .header("x-amz-mp-object-size")
        .filter(it -> !it.equals(Long.toString(size)))
        .ifPresent(it -> {
          throw S3Error.invalidRequest(
              "The provided 'x-amz-mp-object-size' header value "
                  + it
                  + " does not match what was computed: "
                  + size);
        });
    Path file = blobs.incoming();
    try {
      List<Copied.Stretch> stretches = new ArrayList<>();
      for (var part : parts) {
        stretches.add(new Copied.Stretch(blobs.path(part.blob()), 0, part.size()));
      }
      var received = Copied.into(file, stretches, upload.sum());
      var checksums = checksums(upload, parts, received);
      checkPromise(request, upload, checksums);
      var version =
          writing.store(
              bucket,
              upload.key(),
              file,
              new Content(
                  "",
                  size,
                  etag(parts),
                  upload.headers(),
                  upload.metadata(),
                  checksums,
                  parts.stream().map(Upload.Part::size).toList(),
                  upload.tags()),
              Preconditions.of(request)::checkWrite);
      uploads.remove(upload);
      announcements.created(
          bucket,
          upload.key(),
          version,
          "CompleteMultipartUpload",
          Announcements.Cause.of(request));
      return answer(request, bucket, version);
    } finally {
      Blobs.delete(file);
    }
  }

  private static Answer answer(Request request, Bucket bucket, Version version) {
    var headers = WriteOperations.stored(version);
    headers.keySet().removeIf(it -> it.equals("ETag") || it.startsWith("x-amz-checksum"));
    var content = version.content().orElseThrow();
    var xml =
        Xml.result("CompleteMultipartUploadResult")
            .put(
                "Location",
                "http://"
                    + request.header("Host").orElse("")
                    + "/"
                    + bucket.name()
                    + "/"
                    + Page.encode(request.key()))
            .put("Bucket", bucket.name())
            .put("Key", request.key())
            .put("ETag", content.quotedEtag());
    content.checksums().write(xml);
    return Answer.ok(xml).with(headers);
  }

  private static List<Upload.Part> named(Document document, Upload upload) {
    List<Upload.Part> parts = new ArrayList<>();
    int before = 0;
    var elements = document.all("Part");
    if (elements.isEmpty()) {
      throw S3Error.malformedXml();
    }
    for (var element : elements) {
      var text = element.text("PartNumber").orElse("").strip();
      if (!text.matches("\\d{1,5}")) {
        throw S3Error.malformedXml();
      }
      int number = Integer.parseInt(text);
      if (number <= before) {
        throw S3Error.of(
            "InvalidPartOrder",
            400,
            "The list of parts was not in ascending order. Parts must be ordered by part number.",
            "UploadId",
            upload.id());
      }
      before = number;
      parts.add(part(element, number, upload));
    }
    for (var part : parts.subList(0, parts.size() - 1)) {
      checkSize(part);
    }
    return parts;
  }

  private static Upload.Part part(Document element, int number, Upload upload) {
    var etag = element.text("ETag").orElseThrow(S3Error::malformedXml).strip().replace("\"", "");
    var checksum = element.text(upload.sum().element());
    if (checksum.isEmpty() && upload.composite()) {
      throw S3Error.invalidRequest(
          "The upload was created using a "
              + upload.sum().label()
              + " checksum. The complete request must include the checksum for each part. It was"
              + " missing for part "
              + number
              + " in the request.");
    }
    return upload
        .part(number)
        .filter(it -> it.etag().equals(etag))
        .filter(it ->
            checksum.isEmpty() || it.checksum().isEmpty() || checksum.get().equals(it.checksum()))
        .orElseThrow(() ->
            S3Error.of(
                "InvalidPart",
                400,
                "One or more of the specified parts could not be found.  The part may not have"
                    + " been uploaded, or the specified entity tag may not match the part's entity"
                    + " tag.",
                "UploadId",
                upload.id(),
                "PartNumber",
                Integer.toString(number),
                "ETag",
                etag));
  }

  private static void checkSize(Upload.Part part) {
    if (part.size() < SMALLEST) {
      throw S3Error.of(
          "EntityTooSmall",
          400,
          "Your proposed upload is smaller than the minimum allowed size",
          "ProposedSize",
          Long.toString(part.size()),
          "MinSizeAllowed",
          Long.toString(SMALLEST),
          "PartNumber",
          Integer.toString(part.number()),
          "ETag",
          part.etag());
    }
  }

  private static String etag(List<Upload.Part> parts) {
    var md5 = new Checksum.Cryptographic("MD5");
    for (var part : parts) {
      md5.add(HexFormat.of().parseHex(part.etag()), 0, 16);
    }
    return HexFormat.of().formatHex(md5.value()) + "-" + parts.size();
  }

  private static Checksums checksums(Upload upload, List<Upload.Part> parts, Received received) {
    if (!upload.composite()) {
      return new Checksums(Map.of(upload.algorithm(), received.checksum()), Checksums.FULL_OBJECT);
    }
    var sum = upload.sum().sum();
    for (var part : parts) {
      var bytes = Base64.getDecoder().decode(part.checksum());
      sum.add(bytes, 0, bytes.length);
    }
    return new Checksums(
        Map.of(upload.algorithm(), sum.base64() + "-" + parts.size()), Checksums.COMPOSITE);
  }

  private static void checkPromise(Request request, Upload upload, Checksums checksums) {
    var promised = request.header(upload.sum().header());
    var actual = checksums.value(upload.sum()).orElse("");
    // Of a composite one the number of parts may be left out.
    if (promised.isPresent()
        && !promised.get().equals(actual)
        && !promised.get().equals(actual.replaceFirst("-\\d+$", ""))) {
      throw S3Error.badDigest(upload.sum().label());
    }
  }
}
