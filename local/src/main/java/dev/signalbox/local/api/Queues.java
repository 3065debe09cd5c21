package dev.signalbox.local.api;

import java.util.Map;

/** SQS, as the services that deliver into queues see it. */
public interface Queues {
  /**
   * An AWS service that sends for one of its resources: whom a queue's policy has to let in.
   *
   * @param service the service principal: {@code events.amazonaws.com} …
   * @param sourceArn what {@code aws:SourceArn} is compared with: a rule, a topic …
   */
  record Sender(String service, String sourceArn) {}

  /**
   * Sends as the account that owns the queue, which no policy has to allow.
   *
   * @param attributes message attributes of type String
   * @throws AwsError QueueDoesNotExist, InvalidMessageContents …
   */
  void send(String queueArn, String body, Map<String, String> attributes);

  /**
   * Sends as a service, if the queue's policy lets it.
   *
   * @throws AwsError QueueDoesNotExist, AccessDeniedException …
   */
  void sendAs(Sender sender, String queueArn, String body, Map<String, String> attributes);
}
