package dev.signalbox.local.s3;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Tags of objects and buckets, and the rules for them. */
final class Tags {
  private static final int MOST_OF_OBJECT = 10;

  private Tags() {}

  /** Those of {@code x-amz-tagging}: a query string. */
  static Map<String, String> ofHeader(Request request) {
    var tags = new TreeMap<String, String>();
    var header = request.header("x-amz-tagging").orElse("");
    for (var pair : Stream.of(header.split("&", -1)).filter(it -> !it.isEmpty()).toList()) {
      var parts = pair.split("=", 2);
      add(tags, decoded(parts[0]), parts.length < 2 ? "" : decoded(parts[1]));
    }
    checkCount(tags, MOST_OF_OBJECT, "Object");
    return tags;
  }

  /** Those of a {@code Tagging} document. */
  static Map<String, String> of(Document document) {
    var tags = new TreeMap<String, String>();
    var set = document.child("TagSet").orElseThrow(S3Error::malformedXml);
    for (var tag : set.all("Tag")) {
      add(
          tags,
          tag.text("Key").orElseThrow(S3Error::malformedXml),
          tag.text("Value").orElseThrow(S3Error::malformedXml));
    }
    return tags;
  }

  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw S3Error.invalidArgument(
          "The header 'x-amz-tagging' shall be encoded as UTF-8 then URLEncoded URL query"
              + " parameters without tag name duplicates.",
          "x-amz-tagging",
          text);
    }
  }

  static void checkCount(Map<String, String> tags, int most, String what) {
    if (tags.size() > most) {
      throw S3Error.of("BadRequest", 400, what + " tags cannot be greater than " + most);
    }
  }

  static void add(Map<String, String> tags, String key, String value) {
    if (key.isEmpty() || key.length() > 128) {
      throw S3Error.of("InvalidTag", 400, "The TagKey you have provided is invalid", "TagKey", key);
    }
    if (key.startsWith("aws:")) {
      throw S3Error.of("InvalidTag", 400, "System tags cannot be added/updated by requester");
    }
    if (value.length() > 256) {
      throw S3Error.of(
          "InvalidTag",
          400,
          "The TagValue you have provided is invalid",
          "TagKey",
          key,
          "TagValue",
          value);
    }
    if (tags.put(key, value) != null) {
      throw S3Error.of(
          "InvalidTag", 400, "Cannot provide multiple Tags with the same key", "TagKey", key);
    }
  }
}
