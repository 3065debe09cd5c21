package dev.signalbox.aws.web;

import dev.signalbox.core.Refused;

/** An answer that is longer than was agreed to, and will be the next time. */
public final class TooLong extends Refused {
  private static final long serialVersionUID = 1;

  TooLong(String message) {
    super(message);
  }
}
