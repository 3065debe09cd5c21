package dev.signalbox.local.s3;

import java.util.Optional;

/** Listing a bucket's objects, in both of the ways there are. */
final class ListOperations {
  private static final int MOST = 1000;

  private final Shelf shelf;

  ListOperations(Shelf shelf) {
    this.shelf = shelf;
  }

  void addTo(Operations operations) {
    operations.on(
        "ListObjects/ListObjectsV2",
        "GET",
        Operations.Level.BUCKET,
        "",
        "s3:ListBucket",
        (request, bucket) ->
            request.address().query().getOrDefault("list-type", "").equals("2")
                ? second(request, bucket)
                : first(request, bucket));
  }

  private Answer second(Request request, Bucket bucket) {
    var token = request.parameter("continuation-token");
    var startAfter = request.parameter("start-after");
    if (request.has("continuation-token") && token.isEmpty()) {
      throw S3Error.invalidArgument(
          "The continuation token provided is incorrect", "continuation-token", "");
    }
    var after = token.map(it -> Token.read(it).position()).or(() -> startAfter).orElse("");
    var page = new Page(request, MOST);
    var listing = Listing.of(shelf, page.wanted(bucket, after));
    var xml = page.begin("ListBucketResult", bucket);
    page.put(xml, "StartAfter", startAfter);
    token.ifPresent(it -> xml.put("ContinuationToken", it));
    xml.put("KeyCount", listing.entries().size())
        .put("IsTruncated", listing.next().isPresent())
        .put("NextContinuationToken", listing.next().map(it -> new Token(it).written()));
    boolean owners = request.parameter("fetch-owner").filter("true"::equals).isPresent();
    write(page, xml, listing, bucket, owners);
    return Answer.ok(xml);
  }

  private Answer first(Request request, Bucket bucket) {
    var marker = request.parameter("marker").orElse("");
    var page = new Page(request, MOST);
    var listing = Listing.of(shelf, page.wanted(bucket, marker));
    var xml = page.begin("ListBucketResult", bucket);
    page.put(xml, "Marker", Optional.of(marker));
    xml.put("IsTruncated", listing.next().isPresent());
    if (!page.delimiter().isEmpty()) {
      page.put(xml, "NextMarker", listing.next());
    }
    write(page, xml, listing, bucket, true);
    return Answer.ok(xml);
  }

  private static void write(Page page, Xml xml, Listing listing, Bucket bucket, boolean owners) {
    for (var entry : listing.entries()) {
      if (entry instanceof Listing.Key key) {
        xml.open("Contents");
        page.put(xml, "Key", Optional.of(key.name()));
        describe(xml, key.version(), key.content());
        if (owners) {
          owner(xml, bucket);
        }
        xml.close();
      }
    }
    for (var entry : listing.entries()) {
      if (entry instanceof Listing.Prefix prefix) {
        xml.open("CommonPrefixes");
        page.put(xml, "Prefix", Optional.of(prefix.name()));
        xml.close();
      }
    }
  }

  static void describe(Xml xml, Version version, Content content) {
    xml.put("LastModified", version.modified()).put("ETag", content.quotedEtag());
    content.checksums().values().keySet().forEach(it -> xml.put("ChecksumAlgorithm", it));
    if (!content.checksums().values().isEmpty()) {
      xml.put("ChecksumType", content.checksums().type());
    }
    xml.put("Size", content.size()).put("StorageClass", content.storageClass());
  }

  static void owner(Xml xml, Bucket bucket) {
    xml.open("Owner").put("ID", new Owner(bucket.account()).id()).close();
  }
}
