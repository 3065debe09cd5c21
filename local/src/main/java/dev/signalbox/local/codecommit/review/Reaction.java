package dev.signalbox.local.codecommit.review;

import dev.signalbox.local.api.AwsError;
import java.util.Arrays;
import java.util.Locale;

/** An emoji with which one can react to a comment. */
enum Reaction {
  THUMBSUP(0x1F44D),
  THUMBSDOWN(0x1F44E),
  SMILE(0x1F604),
  HEART(0x2764),
  ANGRY(0x1F620),
  CONFUSED(0x1F615),
  SCREAM(0x1F631),
  SOB(0x1F62D);

  private final int codePoint;

  Reaction(int codePoint) {
    this.codePoint = codePoint;
  }

  /**
   * @param value the emoji, its short code or its code point
   * @throws AwsError InvalidReactionValueException
   */
  static Reaction of(String value) {
    return Arrays.stream(values())
        .filter(it ->
            value.replace("\uFE0F", "").equals(it.emoji())
                || value.equals(it.shortCode())
                || value.equalsIgnoreCase(it.unicode()))
        .findFirst()
        .orElseThrow(() ->
            AwsError.of(
                "InvalidReactionValueException",
                "The value of the reaction is not valid. For more information, see the AWS"
                    + " CodeCommit User Guide."));
  }

  String emoji() {
    return Character.toString(codePoint);
  }

  String shortCode() {
    return ":" + name().toLowerCase(Locale.ROOT) + ":";
  }

  String unicode() {
    return "U+" + Integer.toHexString(codePoint).toUpperCase(Locale.ROOT);
  }
}
