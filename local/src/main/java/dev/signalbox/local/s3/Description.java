package dev.signalbox.local.s3;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The headers and metadata of a request that are kept with the object it makes. */
record Description(Map<String, String> headers, Map<String, String> metadata) {
  static final String ENCRYPTION = "x-amz-server-side-encryption";
  static final String KMS_KEY = ENCRYPTION + "-aws-kms-key-id";
  static final String BUCKET_KEY = ENCRYPTION + "-bucket-key-enabled";
  static final String STORAGE_CLASS = "x-amz-storage-class";
  static final String META = "x-amz-meta-";

  private static final int MOST_METADATA = 2048;
  private static final List<String> KEPT =
      List.of(
          "cache-control",
          "content-disposition",
          "content-language",
          "content-type",
          "expires",
          "x-amz-website-redirect-location");
  private static final Set<String> CLASSES =
      Set.of(
          "STANDARD",
          "REDUCED_REDUNDANCY",
          "STANDARD_IA",
          "ONEZONE_IA",
          "INTELLIGENT_TIERING",
          "GLACIER",
          "DEEP_ARCHIVE",
          "GLACIER_IR");

  /**
   * @throws dev.signalbox.local.api.AwsError for headers that ask for what is not here or not valid
   */
  static Description of(Request request, Bucket bucket) {
    refuseWhatIsNotHere(request);
    BucketOperations.refuseAcls(request, bucket);
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("content-type", "binary/octet-stream");
    for (var name : KEPT) {
      request.header(name).filter(it -> !it.isEmpty()).ifPresent(it -> headers.put(name, it));
    }
    var encoding =
        Stream.of(request.header("Content-Encoding").orElse("").split(",", -1))
            .map(String::strip)
            .filter(it -> !it.isEmpty() && !it.equals("aws-chunked"))
            .collect(Collectors.joining(","));
    if (!encoding.isEmpty()) {
      headers.put("content-encoding", encoding);
    }
    request
        .header(STORAGE_CLASS)
        .filter(it -> !it.equals("STANDARD"))
        .ifPresent(it -> headers.put(STORAGE_CLASS, storageClass(it)));
    headers.putAll(Encryption.of(request, bucket).headers());
    return new Description(headers, metadata(request));
  }

  /** This one's encryption, storage class and redirection, and all else of the other. */
  Description describing(Content other) {
    Map<String, String> both = new LinkedHashMap<>(other.headers());
    both.keySet().removeIf(Description::isOfTheCopy);
    headers.forEach((name, value) -> {
      if (isOfTheCopy(name)) {
        both.put(name, value);
      }
    });
    return new Description(both, other.metadata());
  }

  private static boolean isOfTheCopy(String header) {
    return header.startsWith("x-amz-");
  }

  private static void refuseWhatIsNotHere(Request request) {
    for (var name : request.headersBehind("x-amz-").keySet()) {
      if (name.startsWith("server-side-encryption-customer-")
          || name.startsWith("copy-source-server-side-encryption-customer-")
          || name.startsWith("object-lock-")
          || name.equals("write-offset-bytes")) {
        throw S3Error.notImplemented("x-amz-" + name);
      }
    }
  }

  private static String storageClass(String name) {
    if (!CLASSES.contains(name)) {
      throw S3Error.of(
          "InvalidStorageClass",
          400,
          "The storage class you specified is not valid",
          "StorageClassRequested",
          name);
    }
    return name;
  }

  static Map<String, String> metadata(Request request) {
    var metadata = request.headersBehind(META);
    int size =
        metadata.entrySet().stream()
            .mapToInt(it -> (it.getKey() + it.getValue()).getBytes(StandardCharsets.UTF_8).length)
            .sum();
    if (size > MOST_METADATA) {
      throw S3Error.of(
          "MetadataTooLarge",
          400,
          "Your metadata headers exceed the maximum allowed metadata size",
          "Size",
          Integer.toString(size),
          "MaxSizeAllowed",
          Integer.toString(MOST_METADATA));
    }
    return metadata;
  }
}
