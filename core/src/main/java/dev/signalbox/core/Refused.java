package dev.signalbox.core;

/** The same request gets the same answer: record it, tell a person, stop. */
public class Refused extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final String reason;

  public Refused(String message) {
    super(message);
    this.reason = message;
  }

  public Refused(String message, Throwable cause) {
    super(message, cause);
    this.reason = message;
  }

  /** The message, which is always there. */
  public String reason() {
    return reason;
  }
}
