package dev.signalbox.core.evidence;

import java.io.Serial;

/** A bundle is not as it was written; the message says how one sees that. */
public final class Tampered extends Exception {
  @Serial private static final long serialVersionUID = 1;

  Tampered(String message) {
    super(message);
  }

  Tampered(String message, Throwable cause) {
    super(message, cause);
  }
}
