package dev.signalbox.local.s3;

import dev.signalbox.local.api.AwsError;
import dev.signalbox.local.api.ResourcePolicy;

/** What S3 asks of a bucket's policy before it takes it. */
final class BucketPolicy {
  private static final int LONGEST = 20 * 1024;

  private BucketPolicy() {}

  static void check(String text, Bucket bucket) {
    if (text.length() > LONGEST) {
      throw malformed("Policy exceeds the maximum allowed document size.");
    }
    try {
      ResourcePolicy.parse(text);
    } catch (IllegalArgumentException e) {
      throw malformed("Policies must be valid JSON and the first byte must be '{'");
    }
  }

  private static AwsError malformed(String message) {
    return S3Error.of("MalformedPolicy", 400, message);
  }
}
