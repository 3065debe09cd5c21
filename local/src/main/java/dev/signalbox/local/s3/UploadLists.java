package dev.signalbox.local.s3;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Listing the uploads of a bucket and the parts of an upload. */
final class UploadLists {
  private static final int MOST = 1000;

  private final Uploads uploads;

  UploadLists(Uploads uploads) {
    this.uploads = uploads;
  }

  void addTo(Operations operations) {
    operations
        .on(
            "ListMultipartUploads",
            "GET",
            Operations.Level.BUCKET,
            "uploads",
            "s3:ListBucketMultipartUploads",
            this::list)
        .on(
            "ListParts",
            "GET",
            Operations.Level.OBJECT,
            "uploadId",
            "s3:ListMultipartUploadParts",
            this::parts);
  }

  private Answer list(Request request, Bucket bucket) {
    var page = new Page(request, MOST);
    int most = request.number("max-uploads", 1, MOST).orElse(MOST);
    var keyMarker = request.parameter("key-marker").orElse("");
    var idMarker = request.parameter("upload-id-marker").orElse("");
    var wanted = page.wanted(bucket, keyMarker);
    List<Upload> found = new ArrayList<>();
    Set<String> prefixes = new LinkedHashSet<>();
    Optional<Upload> last = Optional.empty();
    boolean more = false;
    for (var upload : uploads.of(bucket)) {
      if (!upload.key().startsWith(page.prefix()) || !isBehind(upload, keyMarker, idMarker)) {
        continue;
      }
      var prefix = wanted.rolledUp(upload.key());
      if (prefix.filter(it -> prefixes.contains(it) || it.equals(keyMarker)).isPresent()) {
        continue;
      }
      if (found.size() + prefixes.size() == most) {
        more = true;
        break;
      }
      last = Optional.of(upload);
      prefix.ifPresentOrElse(prefixes::add, () -> found.add(upload));
    }
    var xml = Xml.result("ListMultipartUploadsResult").put("Bucket", bucket.name());
    page.put(xml, "KeyMarker", Optional.of(keyMarker));
    xml.put("UploadIdMarker", idMarker);
    if (more) {
      var prefix = last.flatMap(it -> wanted.rolledUp(it.key()));
      page.put(xml, "NextKeyMarker", prefix.or(() -> Optional.of(found.getLast().key())));
      xml.put("NextUploadIdMarker", prefix.isPresent() ? "" : found.getLast().id());
    }
    page.put(xml, "Prefix", Optional.of(page.prefix()));
    if (!page.delimiter().isEmpty()) {
      page.put(xml, "Delimiter", Optional.of(page.delimiter()));
    }
    if (page.encoded()) {
      xml.put("EncodingType", "url");
    }
    xml.put("MaxUploads", most).put("IsTruncated", more);
    found.forEach(it -> write(page, xml, bucket, it));
    page.writePrefixes(xml, prefixes);
    return Answer.ok(xml);
  }

  private static boolean isBehind(Upload upload, String keyMarker, String idMarker) {
    if (keyMarker.isEmpty()) {
      return true;
    }
    int order = Keys.of("", upload.key()).compareTo(Keys.of("", keyMarker));
    return order > 0 || (order == 0 && !idMarker.isEmpty() && upload.id().compareTo(idMarker) > 0);
  }

  private static void write(Page page, Xml xml, Bucket bucket, Upload upload) {
    xml.open("Upload");
    page.put(xml, "Key", Optional.of(upload.key()));
    xml.put("UploadId", upload.id());
    people(xml, bucket);
    xml.put("StorageClass", upload.storageClass())
        .put("Initiated", upload.initiated())
        .put("ChecksumAlgorithm", upload.algorithm())
        .put("ChecksumType", upload.checksumType())
        .close();
  }

  private static void people(Xml xml, Bucket bucket) {
    xml.open("Initiator").put("ID", new Owner(bucket.account()).id()).close();
    ListOperations.owner(xml, bucket);
  }

  private Answer parts(Request request, Bucket bucket) {
    var upload = uploads.find(bucket, request.key(), request.parameter("uploadId").orElse(""));
    int most = request.number("max-parts", 0, MOST).orElse(MOST);
    int marker = request.number("part-number-marker", 0, 1_000_000).orElse(0);
    var behind = upload.parts().stream().filter(it -> it.number() > marker).toList();
    var shown = behind.subList(0, Math.min(most, behind.size()));
    var xml =
        Xml.result("ListPartsResult")
            .put("Bucket", bucket.name())
            .put("Key", request.key())
            .put("UploadId", upload.id());
    people(xml, bucket);
    xml.put("StorageClass", upload.storageClass())
        .put("PartNumberMarker", marker)
        .put("NextPartNumberMarker", shown.isEmpty() ? 0 : shown.getLast().number())
        .put("MaxParts", most)
        .put("IsTruncated", behind.size() > shown.size())
        .put("ChecksumAlgorithm", upload.algorithm())
        .put("ChecksumType", upload.checksumType());
    for (var part : shown) {
      xml.open("Part")
          .put("PartNumber", part.number())
          .put("LastModified", part.modified())
          .put("ETag", part.quotedEtag())
          .put("Size", part.size());
      if (!part.checksum().isEmpty()) {
        xml.put(upload.sum().element(), part.checksum());
      }
      xml.close();
    }
    return Answer.ok(xml);
  }
}
