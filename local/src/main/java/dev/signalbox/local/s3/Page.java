package dev.signalbox.local.s3;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** What a request for a list asks for, and how names are written in the answer. */
record Page(String prefix, String delimiter, int most, boolean encoded) {

  Page(Request request, int most) {
    this(
        request.parameter("prefix").orElse(""),
        request.parameter("delimiter").orElse(""),
        request.number("max-keys", 0, most).orElse(most),
        encoding(request));
  }

  private static boolean encoding(Request request) {
    var type = request.parameter("encoding-type");
    if (type.filter(it -> !it.equals("url")).isPresent()) {
      throw S3Error.invalidArgument(
          "Invalid Encoding Method specified in Request", "encoding-type", type.get());
    }
    return type.isPresent();
  }

  Listing.Wanted wanted(Bucket bucket, String after) {
    return new Listing.Wanted(bucket.name(), prefix, delimiter, after, most);
  }

  /** The root and what all lists repeat of their request. */
  Xml begin(String root, Bucket bucket) {
    var xml = Xml.result(root).put("Name", bucket.name());
    put(xml, "Prefix", Optional.of(prefix));
    if (!delimiter.isEmpty()) {
      put(xml, "Delimiter", Optional.of(delimiter));
    }
    xml.put("MaxKeys", most);
    return encoded ? xml.put("EncodingType", "url") : xml;
  }

  /** A key, or a part of one, encoded when the request wants it so. */
  void put(Xml xml, String name, Optional<String> key) {
    key.ifPresent(it -> xml.put(name, encoded ? encode(it) : it));
  }

  void writePrefixes(Xml xml, Iterable<String> prefixes) {
    for (var prefix : prefixes) {
      xml.open("CommonPrefixes");
      put(xml, "Prefix", Optional.of(prefix));
      xml.close();
    }
  }

  static String encode(String key) {
    return URLEncoder.encode(key, StandardCharsets.UTF_8).replace("%2F", "/");
  }
}
