package dev.signalbox.cli;

/**
 * Something the user can put right: its message names the thing and the remedy, and is all that is
 * shown.
 */
final class UserError extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** The command was used wrongly. */
  static final int WRONG_USE = 2;

  /** The command was used rightly and found something wrong. */
  static final int FINDINGS = 1;

  private final int exitCode;

  UserError(int exitCode, String message) {
    super(message, null, false, false);
    this.exitCode = exitCode;
  }

  static UserError wrongUse(String message) {
    return new UserError(WRONG_USE, message);
  }

  static UserError failed(String message) {
    return new UserError(FINDINGS, message);
  }

  int exitCode() {
    return exitCode;
  }
}
