package dev.signalbox.local.api;

import java.util.Optional;

/** SNS, as the services that publish see it. */
public interface Topics {
  /**
   * Publishes for an account: to its own topics, which no policy has to allow, and to those whose
   * policy lets it. Returns at once; subscribers get the message at least once.
   *
   * @param account whose service publishes
   * @throws AwsError NotFound, AuthorizationError, InvalidParameter
   */
  void publish(String account, String topicArn, Optional<String> subject, String message);

  /**
   * Publishes as a service, if the topic's policy lets it.
   *
   * @throws AwsError NotFound, AuthorizationError, InvalidParameter
   */
  void publishAs(Queues.Sender sender, String topicArn, Optional<String> subject, String message);
}
