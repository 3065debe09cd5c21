package dev.signalbox.local.sqs;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.signalbox.local.api.Arn;

/** After how many receipts a message moves to which queue. */
record Redrive(Arn deadLetterQueue, int maxReceiveCount) {
  private static final ObjectMapper JSON = new ObjectMapper();

  static Redrive parse(String policy) {
    try {
      var json = JSON.readTree(policy);
      var arn =
          Arn.parse(json.path("deadLetterTargetArn").asText())
              .filter(it -> it.service().equals("sqs"))
              .orElseThrow(() ->
                  SqsError.invalidValue(
                      policy, "RedrivePolicy", "Invalid value for deadLetterTargetArn."));
      int count = json.path("maxReceiveCount").asInt();
      if (count < 1 || count > 1000) {
        throw SqsError.invalidValue(
            policy,
            "RedrivePolicy",
            "Invalid value for maxReceiveCount: %s, valid values are from 1 to 1000 both inclusive."
                .formatted(json.path("maxReceiveCount").asText()));
      }
      return new Redrive(arn, count);
    } catch (JsonProcessingException e) {
      throw SqsError.invalidValue(
          policy,
          "RedrivePolicy",
          "Amazon SQS can't create the redrive policy, as it's in an unsupported format.");
    }
  }
}
