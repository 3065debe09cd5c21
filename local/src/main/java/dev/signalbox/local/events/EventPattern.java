package dev.signalbox.local.events;

import dev.signalbox.local.api.AwsError;
import java.io.IOException;
import java.io.UncheckedIOException;
import software.amazon.event.ruler.JsonRuleCompiler;
import software.amazon.event.ruler.Machine;
import software.amazon.event.ruler.MachineComplexityEvaluator;

/** An event pattern, judged and matched by AWS's own rule engine. */
final class EventPattern {
  // AWS refuses a pattern that the evaluator rates 11 and takes one that it rates 7.
  private static final int MOST_COMPLEX = 10;

  private final Machine machine;

  private EventPattern(Machine machine) {
    this.machine = machine;
  }

  /**
   * @throws AwsError InvalidEventPatternException
   */
  static EventPattern parse(String text) {
    var problem = JsonRuleCompiler.check(text);
    if (problem != null) {
      throw invalid(problem);
    }
    var machine = Machine.builder().build();
    try {
      machine.addRule("pattern", text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    if (machine.evaluateComplexity(new MachineComplexityEvaluator(MOST_COMPLEX + 1))
        > MOST_COMPLEX) {
      throw invalid(
          "Rule is too complex - try using fewer wildcard characters or fewer repeating character"
              + " sequences after a wildcard character");
    }
    return new EventPattern(machine);
  }

  boolean matches(String event) {
    try {
      return !machine.rulesForJSONEvent(event).isEmpty();
    } catch (Exception e) { // the engine declares no narrower type for an event that is not JSON
      throw AwsError.validation("Parameter Event is not valid.");
    }
  }

  private static AwsError invalid(String reason) {
    return AwsError.of(
        "InvalidEventPatternException", "Event pattern is not valid. Reason: " + reason);
  }
}
