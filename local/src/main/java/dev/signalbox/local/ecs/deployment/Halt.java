package dev.signalbox.local.ecs.deployment;

/** Why a deployment does not go on. */
public final class Halt extends Exception {
  private static final long serialVersionUID = 1L;

  /** What becomes of it. */
  public enum Kind {
    /** The service goes back to what it was. */
    ROLL_BACK,
    /** Everything stays as it stands. */
    ABORT,
    /** A newer deployment has come. */
    SUPERSEDED,
    /** {@code local} ends. */
    CLOSED
  }

  private final Kind kind;

  public Halt(Kind kind, String reason) {
    super(reason, null, false, false);
    this.kind = kind;
  }

  public Kind kind() {
    return kind;
  }

  public String reason() {
    return String.valueOf(getMessage());
  }
}
