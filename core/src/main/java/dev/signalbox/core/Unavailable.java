package dev.signalbox.core;

/** Asking again may work: let it fly and leave the retry to who delivered the event. */
public class Unavailable extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final String reason;

  public Unavailable(String message) {
    super(message);
    this.reason = message;
  }

  public Unavailable(String message, Throwable cause) {
    super(message, cause);
    this.reason = message;
  }

  /** The message, which is always there. */
  public String reason() {
    return reason;
  }
}
