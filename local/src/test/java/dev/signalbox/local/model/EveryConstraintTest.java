package dev.signalbox.local.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.local.LocalServer;
import dev.signalbox.local.api.AwsError;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * A request for every constraint of every operation that {@code local} implements: it breaks that
 * constraint and no other.
 */
class EveryConstraintTest {
  @RegisterExtension static final LocalServer SERVER = new LocalServer();

  private static final Models MODELS = new Models();
  private static final Gate GATE = new Gate(MODELS);

  @TestFactory
  Stream<DynamicNode> isRefusedAsAwsRefusesIt() {
    return ofEveryOperation((model, operation) ->
        dynamicContainer(
            operation.name(),
            BrokenRequests.of(model, operation).stream()
                .map(broken ->
                    dynamicTest(
                        broken.toString(), () -> refused(broken, EveryConstraintTest::gate)))));
  }

  @TestFactory
  Stream<DynamicNode> keptMeansAccepted() {
    return ofEveryOperation(
        (model, operation) -> dynamicTest(operation.name(), () -> passes(model, operation)));
  }

  /** What tells a gate from an open door. */
  @Test
  void noneOfTheseTestsWouldPassWithoutAGate() {
    for (String service : new String[] {"codecommit", "events", "sqs", "sts"}) {
      Model model = MODELS.service(service).orElseThrow();
      for (ApiOperation operation : model.operations()) {
        assertThat(BrokenRequests.of(model, operation))
            .allSatisfy(broken ->
                assertThatThrownBy(() -> refused(broken, _ -> {}))
                    .isInstanceOf(AssertionError.class));
      }
    }
  }

  @FunctionalInterface
  private interface Tests {
    DynamicNode of(Model model, ApiOperation operation);
  }

  private static Stream<DynamicNode> ofEveryOperation(Tests tests) {
    return SERVER.local().services().stream()
        .map(service -> {
          Model model = MODELS.service(service.name()).orElseThrow();
          return dynamicContainer(
              service.name(),
              service.operations().keySet().stream()
                  .map(name -> model.operation(name).orElseThrow())
                  .map(operation -> tests.of(model, operation)));
        });
  }

  private static void gate(BrokenRequest broken) {
    GATE.check(broken.service(), broken.operation().name(), broken.request());
  }

  private static void refused(BrokenRequest broken, Consumer<BrokenRequest> gate) {
    AwsError error = catchThrowableOfType(AwsError.class, () -> gate.accept(broken));
    assertThat(error).isNotNull();
    assertThat(error.status()).isEqualTo(400);
    ExpectedRefusal.check(broken, error.code(), String.valueOf(error.getMessage()));
  }

  private static void passes(Model model, ApiOperation operation) {
    ObjectNode request =
        model
            .input(operation)
            .map(input -> new ValidRequests(model).structure(input))
            .orElseGet(ValidRequests.JSON::objectNode);
    assertThatCode(() -> GATE.check(model.name(), operation.name(), request))
        .doesNotThrowAnyException();
  }
}
