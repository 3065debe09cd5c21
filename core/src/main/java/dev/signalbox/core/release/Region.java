package dev.signalbox.core.release;

import java.util.regex.Pattern;

/** An AWS Region such as eu-west-1. */
public record Region(String value) {
  private static final Pattern SHAPE = Pattern.compile("[a-z]{2,4}(-[a-z]{2,12}){1,3}-\\d{1,2}");

  public Region {
    if (!SHAPE.matcher(value).matches()) {
      throw new IllegalArgumentException("A Region looks like eu-west-1, got '" + value + "'");
    }
  }

  /** The second word of every ARN in this Region. */
  public String partition() {
    if (value.startsWith("cn-")) {
      return "aws-cn";
    }
    return value.startsWith("us-gov-") ? "aws-us-gov" : "aws";
  }

  @Override
  public String toString() {
    return value;
  }
}
