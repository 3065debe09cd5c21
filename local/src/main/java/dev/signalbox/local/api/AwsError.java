package dev.signalbox.local.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/** An answer AWS gives instead of a result: its code, its HTTP status and its message. */
public final class AwsError extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String code;
  private final int status;

  @SuppressWarnings("serial") // never serialised
  private final Optional<ObjectNode> details;

  private final String queryCode;

  public AwsError(String code, int status, String message) {
    this(code, status, message, Optional.empty(), code);
  }

  private AwsError(
      String code, int status, String message, Optional<ObjectNode> details, String queryCode) {
    super(message, null, false, false);
    this.code = code;
    this.status = status;
    this.details = details;
    this.queryCode = queryCode;
  }

  /** The same error with the further members its model has. */
  public AwsError with(ObjectNode members) {
    return new AwsError(code, status, text(), Optional.of(members), queryCode);
  }

  /** The same error with the other code it has for clients of the query protocol. */
  public AwsError queryCode(String newQueryCode) {
    return new AwsError(code, status, text(), details, newQueryCode);
  }

  private String text() {
    return Optional.ofNullable(getMessage()).orElse("");
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
        "signalbox local does not implement " + service + ":" + operation + "");
  }

  public String code() {
    return code;
  }

  /** Members beside code and message, for the errors whose model has some. */
  public Optional<ObjectNode> details() {
    return details;
  }

  /** The code itself, but for services that once spoke the query protocol, such as SQS. */
  public String queryCode() {
    return queryCode;
  }

  public int status() {
    return status;
  }
}
