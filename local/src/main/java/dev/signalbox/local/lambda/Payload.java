package dev.signalbox.local.lambda;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.signalbox.local.api.AwsError;
import java.io.IOException;
import software.amazon.awssdk.services.lambda.model.InvocationType;

/** An event as a caller sent it, found to be what Lambda takes. */
record Payload(byte[] json) {
  private static final int LARGEST = 6 * 1024 * 1024;
  private static final int LARGEST_ASYNCHRONOUS = 1024 * 1024;
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  /**
   * No event at all is an empty object.
   *
   * @throws AwsError RequestTooLargeException, InvalidRequestContentException
   */
  static Payload of(byte[] sent, InvocationType type) {
    int largest = type == InvocationType.EVENT ? LARGEST_ASYNCHRONOUS : LARGEST;
    if (sent.length > largest) {
      throw new AwsError(
          "RequestTooLargeException",
          413,
          sent.length
              + " byte payload is too large for the "
              + type
              + " invocation type (limit "
              + largest
              + " bytes)");
    }
    if (sent.length == 0) {
      return new Payload(new byte[] {'{', '}'});
    }
    try {
      JSON.readTree(sent);
      return new Payload(sent);
    } catch (IOException e) {
      throw AwsError.of(
          "InvalidRequestContentException", "Could not parse request body into json: " + reason(e));
    }
  }

  private static String reason(IOException e) {
    return e instanceof com.fasterxml.jackson.core.JsonProcessingException json
        ? json.getOriginalMessage()
        : String.valueOf(e.getMessage());
  }
}
