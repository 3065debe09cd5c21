package dev.signalbox.core;

/** Nothing was done, for there is too much to do just now: asking again in a moment may work. */
public final class Busy extends Unavailable {
  private static final long serialVersionUID = 1;

  public Busy(String message) {
    super(message);
  }

  public Busy(String message, Throwable cause) {
    super(message, cause);
  }
}
