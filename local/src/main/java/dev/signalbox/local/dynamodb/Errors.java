package dev.signalbox.local.dynamodb;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.local.api.AwsError;
import dev.signalbox.local.api.Shapes;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/** DynamoDB Local's exceptions as the answers the service gives. */
final class Errors {
  private static final String NOT_THERE = "Requested resource not found";

  private Errors() {}

  /** The operations on a table name the one that is not there. */
  static AwsError ofTable(String table, AwsServiceException exception) {
    return exception instanceof ResourceNotFoundException
        ? AwsError.of("ResourceNotFoundException", NOT_THERE + ": Table: " + table + " not found")
        : of(exception);
  }

  static AwsError of(AwsServiceException exception) {
    AwsErrorDetails details = exception.awsErrorDetails();
    String code = details == null ? null : details.errorCode();
    String message = details == null ? null : details.errorMessage();
    AwsError error =
        new AwsError(
            Optional.ofNullable(code).orElseGet(() -> exception.getClass().getSimpleName()),
            exception.statusCode() >= 400 ? exception.statusCode() : 400,
            Optional.ofNullable(message).orElseGet(() -> withoutTrailer(exception)));
    return switch (exception) {
      case ResourceNotFoundException _ -> AwsError.of(error.code(), NOT_THERE);
      case ConditionalCheckFailedException e when e.hasItem() -> error.with(item(e.item()));
      case TransactionCanceledException e when e.hasCancellationReasons() -> error.with(reasons(e));
      default -> error;
    };
  }

  /** The SDK puts service, status and request id in parentheses behind the message. */
  private static String withoutTrailer(AwsServiceException exception) {
    String message = Optional.ofNullable(exception.getMessage()).orElse("");
    int trailer = message.lastIndexOf(" (Service: ");
    return trailer < 0 ? message : message.substring(0, trailer);
  }

  private static ObjectNode item(Map<String, AttributeValue> item) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    ObjectNode members = body.putObject("Item");
    item.forEach((name, value) -> members.set(name, Shapes.json(value)));
    return body;
  }

  private static ObjectNode reasons(TransactionCanceledException exception) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    var reasons = body.putArray("CancellationReasons");
    exception.cancellationReasons().forEach(reason -> reasons.add(Shapes.json(reason)));
    return body;
  }
}
