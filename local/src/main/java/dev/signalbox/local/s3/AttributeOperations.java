package dev.signalbox.local.s3;

import java.util.List;
import java.util.Set;

/** What is known of an object beside its content, as a document. */
final class AttributeOperations {
  private static final int MOST = 1000;
  private static final Set<String> KNOWN =
      Set.of("ETag", "Checksum", "ObjectParts", "StorageClass", "ObjectSize");

  private final ReadOperations reading;

  AttributeOperations(ReadOperations reading) {
    this.reading = reading;
  }

  void addTo(Operations operations) {
    operations.on(
        "GetObjectAttributes",
        "GET",
        Operations.Level.OBJECT,
        "attributes",
        "s3:GetObject",
        this::get);
  }

  private Answer get(Request request, Bucket bucket) {
    var asked = request.listed("x-amz-object-attributes");
    if (asked.isEmpty() || !KNOWN.containsAll(asked)) {
      throw S3Error.invalidArgument(
          "Invalid attribute name specified.", "x-amz-object-attributes", String.join(",", asked));
    }
    var found = reading.find(bucket, request.key(), WriteOperations.versionId(request));
    var content = found.content();
    var xml = Xml.result("GetObjectAttributesResponse");
    if (asked.contains("ETag")) {
      xml.put("ETag", content.etag());
    }
    if (asked.contains("Checksum") && !content.checksums().values().isEmpty()) {
      xml.open("Checksum");
      content.checksums().writeWithoutCount(xml);
      xml.close();
    }
    if (asked.contains("ObjectParts") && !content.parts().isEmpty()) {
      parts(request, xml, content.parts());
    }
    if (asked.contains("StorageClass")) {
      xml.put("StorageClass", content.storageClass());
    }
    if (asked.contains("ObjectSize")) {
      xml.put("ObjectSize", content.size());
    }
    var answer =
        Answer.ok(xml)
            .with("Last-Modified", Preconditions.HTTP_DATE.format(found.version().modified()));
    return bucket.versioning() == Versioning.NEVER
        ? answer
        : answer.with("x-amz-version-id", found.version().id());
  }

  private static void parts(Request request, Xml xml, List<Long> sizes) {
    int most = request.header("x-amz-max-parts").map(AttributeOperations::number).orElse(MOST);
    int marker =
        request.header("x-amz-part-number-marker").map(AttributeOperations::number).orElse(0);
    int first = Math.min(marker, sizes.size());
    int end = (int) Math.min(sizes.size(), (long) first + Math.min(most, MOST));
    xml.open("ObjectParts")
        .put("PartsCount", sizes.size())
        .put("PartNumberMarker", marker)
        .put("NextPartNumberMarker", end)
        .put("MaxParts", Math.min(most, MOST))
        .put("IsTruncated", end < sizes.size());
    for (int i = first; i < end; i++) {
      xml.open("Part").put("PartNumber", i + 1).put("Size", sizes.get(i)).close();
    }
    xml.close();
  }

  private static int number(String text) {
    if (!text.matches("\\d{1,9}")) {
      throw S3Error.invalidArgument("Not a number", "x-amz-max-parts", text);
    }
    return Integer.parseInt(text);
  }
}
