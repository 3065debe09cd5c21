package dev.signalbox.local.s3;

import java.nio.charset.StandardCharsets;

/**
 * Where a key's history stands in its table: in the order S3 lists keys, which is that of their
 * UTF-8 bytes and not that of Java's characters.
 */
final class Keys {
  private Keys() {}

  static String of(String bucket, String key) {
    byte[] bytes = key.getBytes(StandardCharsets.UTF_8);
    return bucket + "/" + new String(bytes, StandardCharsets.ISO_8859_1);
  }

  /** Behind every key of the bucket that begins so. */
  static String past(String bucket, String prefix) {
    return of(bucket, prefix) + Character.MAX_VALUE;
  }
}
