package dev.signalbox.local.s3;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** How an object says it is encrypted; the files themselves are not. */
record Encryption(String algorithm, Optional<String> key, boolean bucketKey) {
  static final List<String> ALGORITHMS = List.of("AES256", "aws:kms", "aws:kms:dsse");

  /** As the request asks, else as the bucket's default is, else with S3's own key. */
  static Encryption of(Request request, Bucket bucket) {
    var asked = request.header(Description.ENCRYPTION);
    var key = request.header(Description.KMS_KEY);
    var bucketKey = request.header(Description.BUCKET_KEY).map(Boolean::parseBoolean);
    if (asked.isPresent() && !ALGORITHMS.contains(asked.get())) {
      throw S3Error.invalidArgument(
          "The encryption method specified is not supported", Description.ENCRYPTION, asked.get());
    }
    if (key.isPresent() && !asked.orElse("").startsWith("aws:kms")) {
      throw S3Error.invalidArgument(
          "Server Side Encryption with AWS KMS managed key requires HTTP header"
              + " x-amz-server-side-encryption : aws:kms or aws:kms:dsse",
          Description.ENCRYPTION,
          asked.orElse(""));
    }
    var usual = ofBucket(bucket);
    return asked
        .map(it ->
            new Encryption(
                it,
                key.or(() -> it.equals(usual.algorithm) ? usual.key : Optional.empty()),
                bucketKey.orElse(usual.bucketKey)))
        .orElse(usual);
  }

  static Encryption ofBucket(Bucket bucket) {
    return bucket
        .setting("encryption")
        .map(Document::stored)
        .flatMap(it -> it.child("Rule"))
        .flatMap(rule ->
            rule.child("ApplyServerSideEncryptionByDefault")
                .map(it ->
                    new Encryption(
                        it.text("SSEAlgorithm").orElse("AES256"),
                        it.text("KMSMasterKeyID"),
                        rule.text("BucketKeyEnabled").map(Boolean::parseBoolean).orElse(false))))
        .orElse(new Encryption("AES256", Optional.empty(), false));
  }

  Map<String, String> headers() {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put(Description.ENCRYPTION, algorithm);
    if (algorithm.startsWith("aws:kms")) {
      key.ifPresent(it -> headers.put(Description.KMS_KEY, it));
      if (bucketKey) {
        headers.put(Description.BUCKET_KEY, "true");
      }
    }
    return headers;
  }
}
