package dev.signalbox.local.ecs.deployment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.local.api.AwsError;
import dev.signalbox.local.ecs.task.EcsError;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;

/**
 * Somebody whom a deployment asks whether to go on.
 *
 * @param pause whether a person is waited for, rather than a function asked
 * @param function its ARN; empty for a pause
 * @param details what the service definition has for the function
 * @param continues whether silence means yes, rather than no
 */
public record Hook(
    boolean pause,
    String function,
    Set<Stage> stages,
    ObjectNode details,
    Duration timeout,
    boolean continues) {
  private static final int USUAL_MINUTES = 1440;
  private static final int MOST_MINUTES = 1440;
  private static final int MOST_MINUTES_OF_A_PAUSE = 20_160;
  private static final String DETAILS = "hookDetails";

  public Hook {
    stages = Set.copyOf(stages);
  }

  /**
   * @param json as the API has it
   * @throws AwsError InvalidParameterException
   */
  static Hook of(JsonNode json) {
    boolean pause = json.path("targetType").asText("AWS_LAMBDA").equals("PAUSE");
    String function = json.path("hookTargetArn").asText("");
    if (pause != function.isEmpty()) {
      throw EcsError.invalid(
          pause
              ? "hookTargetArn cannot be specified for a PAUSE lifecycle hook."
              : "hookTargetArn must be specified for an AWS_LAMBDA lifecycle hook.");
    }
    if (!pause && json.path("roleArn").asText("").isEmpty()) {
      throw EcsError.invalid("roleArn must be specified for an AWS_LAMBDA lifecycle hook.");
    }
    if (json.has(DETAILS) && !json.get(DETAILS).isObject()) {
      throw EcsError.invalid("hookDetails must be a JSON object.");
    }
    JsonNode timeout = json.path("timeoutConfiguration");
    return new Hook(
        pause,
        function,
        stages(json, pause),
        json.get(DETAILS) instanceof ObjectNode given
            ? given.deepCopy()
            : JsonNodeFactory.instance.objectNode(),
        timeout(timeout, pause),
        timeout.path("action").asText("").equals("CONTINUE"));
  }

  private static Set<Stage> stages(JsonNode json, boolean pause) {
    Set<Stage> stages = EnumSet.noneOf(Stage.class);
    for (JsonNode name : json.path("lifecycleStages")) {
      Stage stage = Stage.valueOf(name.asText());
      if (pause && !stage.mayPause()) {
        throw EcsError.invalid("PAUSE lifecycle hooks cannot be configured at " + stage + ".");
      }
      stages.add(stage);
    }
    if (stages.isEmpty()) {
      throw EcsError.invalid("lifecycleStages must be specified for a lifecycle hook.");
    }
    return stages;
  }

  private static Duration timeout(JsonNode configuration, boolean pause) {
    int minutes = configuration.path("timeoutInMinutes").asInt(USUAL_MINUTES);
    int most = pause ? MOST_MINUTES_OF_A_PAUSE : MOST_MINUTES;
    if (minutes < 1 || minutes > most) {
      throw EcsError.invalid(
          "timeoutInMinutes of a lifecycle hook must be from 1 to " + most + ".");
    }
    return Duration.ofMinutes(minutes);
  }
}
