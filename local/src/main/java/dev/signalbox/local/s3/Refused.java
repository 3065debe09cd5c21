package dev.signalbox.local.s3;

import dev.signalbox.local.api.AwsError;
import java.util.Map;

/** An error whose answer has headers beside the document. */
final class Refused extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient AwsError error;
  private final transient Map<String, String> headers;

  Refused(AwsError error, Map<String, String> headers) {
    super(error.getMessage(), null, false, false);
    this.error = error;
    this.headers = Map.copyOf(headers);
  }

  AwsError error() {
    return error;
  }

  Map<String, String> headers() {
    return headers;
  }
}
