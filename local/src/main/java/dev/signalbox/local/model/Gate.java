package dev.signalbox.local.model;

import com.fasterxml.jackson.databind.JsonNode;
import dev.signalbox.local.api.AwsError;
import java.util.List;

/**
 * Refuses what AWS refuses before a service looks at a request: what its model calls required, too
 * long, out of range or not one of the values. Members the model does not know are ignored, as AWS
 * ignores them; values of the wrong JSON type are for the reader of the protocol.
 */
public final class Gate {
  private final Models models;

  public Gate(Models models) {
    this.models = models;
  }

  /**
   * @param request by the model's member names, wherever in the HTTP request they came from
   * @throws AwsError with the code and the words of AWS
   * @throws IllegalArgumentException for a service or an operation without a model
   */
  public void check(String service, String operation, JsonNode request) {
    Model model = models.service(service).orElseThrow(() -> unknown(service, operation));
    ApiOperation called = model.operation(operation).orElseThrow(() -> unknown(service, operation));
    Refusal refusal = Refusal.of(service);
    model
        .input(called)
        .ifPresent(input -> {
          List<Violation> violations =
              new Inspection(model, refusal.collectionsSayNotNull()).of(input, request);
          if (!violations.isEmpty()) {
            throw refusal.error(model, called, violations);
          }
        });
  }

  private static IllegalArgumentException unknown(String service, String operation) {
    return new IllegalArgumentException("There is no model of " + service + ":" + operation);
  }
}
