package dev.signalbox.local.s3;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What an object holds and is described by.
 *
 * @param blob the name of the file with its bytes
 * @param etag without the quotes
 * @param headers the ones S3 keeps and gives back, by their names in lower case
 * @param metadata the user's, by name without {@code x-amz-meta-}
 * @param parts the sizes of the parts of a multipart upload; empty for another object
 */
record Content(
    String blob,
    long size,
    String etag,
    Map<String, String> headers,
    Map<String, String> metadata,
    Checksums checksums,
    List<Long> parts,
    Map<String, String> tags) {

  Content {
    headers = Map.copyOf(headers);
    metadata = Map.copyOf(metadata);
    parts = List.copyOf(parts);
    tags = Map.copyOf(tags);
  }

  Content withBlob(String newBlob) {
    return new Content(newBlob, size, etag, headers, metadata, checksums, parts, tags);
  }

  String quotedEtag() {
    return '"' + etag + '"';
  }

  String storageClass() {
    return header(Description.STORAGE_CLASS).orElse("STANDARD");
  }

  /**
   * @throws dev.signalbox.local.api.AwsError InvalidObjectState for what would have to be restored
   *     before it is read
   */
  void checkNotArchived() {
    if (storageClass().equals("GLACIER") || storageClass().equals("DEEP_ARCHIVE")) {
      throw S3Error.of(
          "InvalidObjectState",
          403,
          "The operation is not valid for the object's storage class",
          "StorageClass",
          storageClass());
    }
  }

  Content with(Map<String, String> newTags) {
    return new Content(blob, size, etag, headers, metadata, checksums, parts, newTags);
  }

  Optional<String> header(String name) {
    return Optional.ofNullable(headers.get(name));
  }
}
