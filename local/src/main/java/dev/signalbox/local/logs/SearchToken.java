package dev.signalbox.local.logs;

import dev.signalbox.local.api.AwsError;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * Where a search stopped: behind this event of this stream. Of other streams, all earlier events
 * have been looked at, and those of the same time where the stream's name comes first.
 */
record SearchToken(Position position, String stream) {

  Position in(String other) {
    int order = other.compareTo(stream);
    return order == 0
        ? position.next()
        : new Position(position.timestamp(), order < 0 ? Long.MAX_VALUE : 0);
  }

  String written() {
    String text = position.timestamp() + ":" + position.sequence() + ":" + stream;
    return Base64.getUrlEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  static SearchToken read(String token) {
    try {
      String text = new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8);
      String[] parts = text.split(":", 3);
      if (parts.length == 3) {
        return new SearchToken(
            new Position(Long.parseLong(parts[0]), Long.parseLong(parts[1])), parts[2]);
      }
    } catch (IllegalArgumentException e) {
      throw invalid();
    }
    throw invalid();
  }

  static AwsError invalid() {
    return AwsError.of("InvalidParameterException", "The specified nextToken is invalid.");
  }
}
