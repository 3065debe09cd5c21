package dev.signalbox.local.sqs;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** What a receiver holds of a message, to delete it or keep it longer. */
record Receipt(String queueArn, String messageId, int receive) {

  String handle() {
    return Base64.getEncoder()
        .encodeToString(
            (queueArn + " " + messageId + " " + receive).getBytes(StandardCharsets.UTF_8));
  }

  static Receipt parse(Queue queue, String handle) {
    try {
      var parts =
          new String(Base64.getDecoder().decode(handle), StandardCharsets.UTF_8).split(" ", -1);
      if (parts.length == 3 && parts[0].equals(queue.arn())) {
        return new Receipt(parts[0], parts[1], Integer.parseInt(parts[2]));
      }
    } catch (IllegalArgumentException e) {
      throw SqsError.invalidReceipt(handle);
    }
    throw SqsError.invalidReceipt(handle);
  }
}
