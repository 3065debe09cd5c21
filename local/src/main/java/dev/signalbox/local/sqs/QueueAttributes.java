package dev.signalbox.local.sqs;

import dev.signalbox.local.api.AwsError;
import dev.signalbox.local.api.ResourcePolicy;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** What the attributes of a queue may be. */
final class QueueAttributes {
  static final Map<String, String> DEFAULTS =
      Map.of(
          "VisibilityTimeout", "30",
          "MaximumMessageSize", "1048576",
          "MessageRetentionPeriod", "345600",
          "DelaySeconds", "0",
          "ReceiveMessageWaitTimeSeconds", "0",
          "SqsManagedSseEnabled", "true");

  private record Range(int least, int most) {}

  private static final Map<String, Range> NUMBERS =
      Map.of(
          "VisibilityTimeout", new Range(0, 43_200),
          "MaximumMessageSize", new Range(1024, 1_048_576),
          "MessageRetentionPeriod", new Range(60, 1_209_600),
          "DelaySeconds", new Range(0, 900),
          "ReceiveMessageWaitTimeSeconds", new Range(0, 20),
          "KmsDataKeyReusePeriodSeconds", new Range(60, 86_400));
  private static final Set<String> FIFO =
      Set.of("FifoQueue", "ContentBasedDeduplication", "DeduplicationScope", "FifoThroughputLimit");
  private static final Set<String> OTHERS =
      Set.of(
          "Policy",
          "RedrivePolicy",
          "RedriveAllowPolicy",
          "KmsMasterKeyId",
          "SqsManagedSseEnabled");

  private static final Set<String> COMPUTED =
      Set.of(
          "QueueArn",
          "CreatedTimestamp",
          "LastModifiedTimestamp",
          "ApproximateNumberOfMessages",
          "ApproximateNumberOfMessagesNotVisible",
          "ApproximateNumberOfMessagesDelayed");

  private QueueAttributes() {}

  static boolean known(String name) {
    return NUMBERS.containsKey(name)
        || FIFO.contains(name)
        || OTHERS.contains(name)
        || COMPUTED.contains(name);
  }

  /**
   * @throws AwsError for a name or value that no standard queue has
   */
  static void check(Map<String, String> attributes) {
    new TreeMap<>(attributes).forEach(QueueAttributes::check);
  }

  /**
   * @throws AwsError when both ways to encrypt are on
   */
  static void checkEncryption(Map<String, String> attributes) {
    if (attributes.containsKey("KmsMasterKeyId")
        && attributes.getOrDefault("SqsManagedSseEnabled", "").equals("true")) {
      throw AwsError.of(
          "InvalidAttributeName",
          "You can use one type of server-side encryption (SSE) at one time. You can either enable"
              + " KMS SSE or SQS SSE.");
    }
  }

  private static void check(String name, String value) {
    if (FIFO.contains(name)) {
      throw AwsError.notImplemented("sqs", "FIFO queues");
    }
    if (NUMBERS.containsKey(name)) {
      checkNumber(name, value);
    } else if (!OTHERS.contains(name)) {
      throw SqsError.invalidAttributeName(name);
    } else if (name.equals("RedrivePolicy") && !value.isEmpty()) {
      var _ = Redrive.parse(value);
    } else if (name.equals("Policy") && !value.isEmpty()) {
      checkPolicy(value);
    }
  }

  private static void checkNumber(String name, String value) {
    var range = NUMBERS.get(name);
    if (range == null
        || !value.matches("\\d{1,9}")
        || Integer.parseInt(value) < range.least()
        || Integer.parseInt(value) > range.most()) {
      throw SqsError.invalidAttributeValue(name);
    }
  }

  private static void checkPolicy(String policy) {
    try {
      var _ = ResourcePolicy.parse(policy);
    } catch (IllegalArgumentException e) {
      throw SqsError.invalidAttributeValue("Policy");
    }
  }
}
