package dev.signalbox.local.s3;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.signalbox.local.api.AwsError;

/** S3's own refusals, by their codes. Their details are further elements of the answer. */
final class S3Error {
  private S3Error() {}

  static AwsError of(String code, int status, String message, String... details) {
    var elements = JsonNodeFactory.instance.objectNode();
    for (int i = 0; i < details.length; i += 2) {
      elements.put(details[i], details[i + 1]);
    }
    return new AwsError(code, status, message).with(elements);
  }

  static AwsError noSuchBucket(String bucket) {
    return of("NoSuchBucket", 404, "The specified bucket does not exist", "BucketName", bucket);
  }

  static AwsError noSuchKey(String key) {
    return of("NoSuchKey", 404, "The specified key does not exist.", "Key", key);
  }

  static AwsError noSuchVersion(String key, String versionId) {
    return of(
        "NoSuchVersion",
        404,
        "The specified version does not exist.",
        "Key",
        key,
        "VersionId",
        versionId);
  }

  static AwsError noSuchUpload(String uploadId) {
    return of(
        "NoSuchUpload",
        404,
        "The specified upload does not exist. The upload ID may be invalid, or the upload may have"
            + " been aborted or completed.",
        "UploadId",
        uploadId);
  }

  static AwsError unknownKey(String accessKeyId) {
    return of(
        "InvalidAccessKeyId",
        403,
        "The AWS Access Key Id you provided does not exist in our records.",
        "AWSAccessKeyId",
        accessKeyId);
  }

  static AwsError accessDenied() {
    return of("AccessDenied", 403, "Access Denied");
  }

  static AwsError preconditionFailed(String condition) {
    return of(
        "PreconditionFailed",
        412,
        "At least one of the pre-conditions you specified did not hold",
        "Condition",
        condition);
  }

  static AwsError invalidArgument(String message, String name, String value) {
    return of("InvalidArgument", 400, message, "ArgumentName", name, "ArgumentValue", value);
  }

  static AwsError invalidRequest(String message) {
    return of("InvalidRequest", 400, message);
  }

  static AwsError malformedXml() {
    return of(
        "MalformedXML",
        400,
        "The XML you provided was not well-formed or did not validate against our published"
            + " schema");
  }

  static AwsError badDigest(String what) {
    return of(
        "BadDigest", 400, "The " + what + " you specified did not match the calculated checksum.");
  }

  static AwsError tooLarge(long size, long largest) {
    return of(
        "EntityTooLarge",
        400,
        "Your proposed upload exceeds the maximum allowed size",
        "ProposedSize",
        Long.toString(size),
        "MaxSizeAllowed",
        Long.toString(largest));
  }

  static AwsError incompleteBody() {
    return of(
        "IncompleteBody",
        400,
        "The request body terminated unexpectedly or is not what its headers say");
  }

  static AwsError methodNotAllowed(String method, String resourceType) {
    return of(
        "MethodNotAllowed",
        405,
        "The specified method is not allowed against this resource.",
        "Method",
        method,
        "ResourceType",
        resourceType);
  }

  /** It exists on AWS but not here. */
  static AwsError notImplemented(String what) {
    return of(
        "NotImplemented",
        501,
        "A header or parameter you provided implies functionality that signalbox local does not"
            + " implement: "
            + what);
  }
}
