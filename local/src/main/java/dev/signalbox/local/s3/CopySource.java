package dev.signalbox.local.s3;

import java.util.Optional;

/** What {@code x-amz-copy-source} names. */
record CopySource(String bucket, String key, Optional<String> versionId) {

  static CopySource of(Request request) {
    var header = request.header("x-amz-copy-source").orElse("");
    int question = header.lastIndexOf("?versionId=");
    var path = question < 0 ? header : header.substring(0, question);
    var decoded = Address.decode(path).replaceFirst("^/", "");
    int slash = decoded.indexOf('/');
    if (slash < 1 || slash == decoded.length() - 1) {
      throw S3Error.invalidArgument(
          "Copy Source must mention the source bucket and key: sourcebucket/sourcekey",
          "x-amz-copy-source",
          header);
    }
    var version =
        question < 0
            ? Optional.<String>empty()
            : Optional.of(header.substring(question + "?versionId=".length()));
    return new CopySource(decoded.substring(0, slash), decoded.substring(slash + 1), version);
  }

  boolean isTargetOf(Request request) {
    return bucket.equals(request.address().bucket()) && key.equals(request.key());
  }
}
