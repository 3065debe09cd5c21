package dev.signalbox.local.sqs;

import dev.signalbox.local.api.AwsError;
import dev.signalbox.local.api.Clock;
import dev.signalbox.local.sqs.Message.Attribute;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Puts messages into queues, after looking whether they may go. */
final class Outbox {
  private static final Pattern FORBIDDEN =
      Pattern.compile("[^\\t\\n\\r\\x{20}-\\x{D7FF}\\x{E000}-\\x{FFFD}\\x{10000}-\\x{10FFFF}]");
  private static final int LONGEST_DELAY = 900;

  private final QueueHouse house;
  private final Clock clock;

  Outbox(QueueHouse house, Clock clock) {
    this.house = house;
    this.clock = clock;
  }

  /**
   * @param delay the queue's own when empty
   */
  record Draft(
      String body,
      Map<String, Attribute> attributes,
      String senderId,
      Optional<Integer> delay,
      @Nullable String trace) {

    int size() {
      return body.getBytes(StandardCharsets.UTF_8).length
          + attributes.entrySet().stream()
              .mapToInt(entry ->
                  entry.getKey().getBytes(StandardCharsets.UTF_8).length
                      + entry.getValue().type().getBytes(StandardCharsets.UTF_8).length
                      + Digest.value(entry.getValue()).length)
              .sum();
    }
  }

  Message send(Queue queue, Draft draft) {
    check(queue, draft);
    long now = clock.millis();
    int delay = draft.delay().orElseGet(() -> queue.number("DelaySeconds"));
    long visibleAt = now + Duration.ofSeconds(delay).toMillis();
    return house
        .mailbox(queue)
        .add(number ->
            new Message(
                UUID.randomUUID().toString(),
                number,
                draft.body(),
                draft.attributes(),
                draft.senderId(),
                now,
                visibleAt,
                0,
                0,
                draft.trace(),
                null));
  }

  private static void check(Queue queue, Draft draft) {
    if (draft.body().isEmpty()) {
      throw SqsError.missingParameter("MessageBody");
    }
    if (FORBIDDEN.matcher(draft.body()).find()) {
      throw AwsError.of(
          "InvalidMessageContents",
          "Invalid characters found. Valid unicode characters are #x9 | #xA | #xD | #x20 to #xD7FF"
              + " | #xE000 to #xFFFD | #x10000 to #x10FFFF");
    }
    int delay = draft.delay().orElse(0);
    if (delay < 0 || delay > LONGEST_DELAY) {
      throw SqsError.invalidValue(
          delay, "DelaySeconds", "DelaySeconds must be >= 0 and <= " + LONGEST_DELAY + ".");
    }
    draft.attributes().forEach(MessageAttributes::check);
    int limit = queue.number("MaximumMessageSize");
    if (draft.size() > limit) {
      throw SqsError.invalidParameter(
          "One or more parameters are invalid. Reason: Message must be shorter than "
              + limit
              + " bytes.");
    }
  }

  /** Moves a message that was received too often. */
  void moveToDeadLetterQueue(Queue from, Redrive redrive, Message message) {
    house
        .mailbox(house.at(redrive.deadLetterQueue()))
        .add(number -> message.movedFrom(from.arn(), number));
  }
}
