package dev.signalbox.local.api;

/** An answer AWS gives instead of a result: its code, its HTTP status and its message. */
public final class AwsError extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String code;
  private final int status;

  public AwsError(String code, int status, String message) {
    super(message, null, false, false);
    this.code = code;
    this.status = status;
  }

  /** The usual kind: status 400. */
  public static AwsError of(String code, String message) {
    return new AwsError(code, 400, message);
  }

  /** A request that a service model's constraints or a service's own rules refuse. */
  public static AwsError validation(String message) {
    return of("ValidationException", message);
  }

  /** The operation exists on AWS but not here: said plainly, never imitated by an empty success. */
  public static AwsError notImplemented(String service, String operation) {
    return new AwsError(
        "NotImplementedException",
        501,
        "signalbox local does not implement "
            + service
            + ":"
            + operation
            + "; see /_local/coverage");
  }

  public String code() {
    return code;
  }

  public int status() {
    return status;
  }
}
