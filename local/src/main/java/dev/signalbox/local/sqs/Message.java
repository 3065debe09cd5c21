package dev.signalbox.local.sqs;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A message in a queue; its times are milliseconds since 1970.
 *
 * @param number its place in the order of sending
 * @param visibleAt when it may be received (again)
 * @param firstReceived 0 until then
 * @param trace the X-Ray header it was sent with
 * @param deadLetterSource the queue it comes from, in a dead-letter queue
 */
record Message(
    String id,
    long number,
    String body,
    Map<String, Attribute> attributes,
    String senderId,
    long sent,
    long visibleAt,
    int receives,
    long firstReceived,
    @Nullable String trace,
    @Nullable String deadLetterSource) {

  /**
   * @param text the value, in Base64 for a binary one
   */
  record Attribute(String type, String text) {
    boolean binary() {
      return type.startsWith("Binary");
    }
  }

  String key() {
    return "%016d/%s".formatted(number, id);
  }

  Message received(long now, long newVisibleAt) {
    return new Message(
        id,
        number,
        body,
        attributes,
        senderId,
        sent,
        newVisibleAt,
        receives + 1,
        firstReceived == 0 ? now : firstReceived,
        trace,
        deadLetterSource);
  }

  Message visibleFrom(long time) {
    return new Message(
        id,
        number,
        body,
        attributes,
        senderId,
        sent,
        time,
        receives,
        firstReceived,
        trace,
        deadLetterSource);
  }

  /** The same message at the end of another queue. */
  Message movedFrom(String queueArn, long newNumber) {
    return new Message(
        id,
        newNumber,
        body,
        attributes,
        senderId,
        sent,
        0,
        receives,
        firstReceived,
        trace,
        queueArn);
  }
}
