package dev.signalbox.local.ecs.deployment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.local.api.AwsError;
import dev.signalbox.local.ecs.task.EcsError;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * How a service gets from one revision to the next.
 *
 * @param kind ROLLING, BLUE_GREEN, LINEAR or CANARY
 * @param steps the shares of production traffic the new revision gets one after the other, in
 *     percent, 100 at last
 * @param stepBake how long each of them but the last is kept
 * @param bake how long both revisions run when all traffic has been shifted
 * @param alarms names of those that end the deployment
 * @param alarmsRollBack whether the service then goes back
 * @param breaker whether tasks that fail end the deployment
 * @param breakerRollsBack whether the service then goes back
 */
public record Strategy(
    String kind,
    List<Double> steps,
    Duration stepBake,
    Duration bake,
    List<Hook> hooks,
    List<String> alarms,
    boolean alarmsRollBack,
    boolean breaker,
    boolean breakerRollsBack) {
  private static final String ROLLING = "ROLLING";
  private static final int MOST_HOOKS = 10;

  public Strategy {
    steps = List.copyOf(steps);
    hooks = List.copyOf(hooks);
    alarms = List.copyOf(alarms);
  }

  /**
   * @param json a deployment configuration as the API has it
   * @throws AwsError InvalidParameterException
   */
  public static Strategy of(ObjectNode json) {
    String kind = json.path("strategy").asText(ROLLING);
    JsonNode alarms = json.path("alarms");
    JsonNode breaker = json.path("deploymentCircuitBreaker");
    List<String> names = new ArrayList<>();
    if (alarms.path("enable").asBoolean()) {
      alarms.path("alarmNames").forEach(it -> names.add(it.asText()));
    }
    return new Strategy(
        kind,
        steps(kind, json),
        stepBake(kind, json),
        minutes(json.path("bakeTimeInMinutes").asInt(kind.equals(ROLLING) ? 0 : 15)),
        hooks(kind, json.path("lifecycleHooks")),
        names,
        alarms.path("rollback").asBoolean(),
        breaker.path("enable").asBoolean(),
        breaker.path("rollback").asBoolean());
  }

  private static List<Double> steps(String kind, ObjectNode json) {
    List<Double> steps = new ArrayList<>();
    if (kind.equals("CANARY")) {
      double share = json.path("canaryConfiguration").path("canaryPercent").asDouble(5);
      steps.add(within("canaryPercent", share, 0.1));
    } else if (kind.equals("LINEAR")) {
      double share = json.path("linearConfiguration").path("stepPercent").asDouble(10);
      within("stepPercent", share, 3);
      for (int step = 1; step * share < 100; step++) {
        steps.add(step * share);
      }
    }
    if (steps.isEmpty() || steps.getLast() < 100) {
      steps.add(100.0);
    }
    return steps;
  }

  private static double within(String what, double percent, double least) {
    if (percent < least || percent > 100) {
      throw EcsError.invalid(what + " must be from " + least + " to 100.");
    }
    return percent;
  }

  private static Duration stepBake(String kind, ObjectNode json) {
    return switch (kind) {
      case "CANARY" ->
          minutes(json.path("canaryConfiguration").path("canaryBakeTimeInMinutes").asInt(10));
      case "LINEAR" ->
          minutes(json.path("linearConfiguration").path("stepBakeTimeInMinutes").asInt(6));
      default -> Duration.ZERO;
    };
  }

  private static Duration minutes(int minutes) {
    if (minutes < 0 || minutes > 1440) {
      throw EcsError.invalid("A bake time must be from 0 to 1440 minutes.");
    }
    return Duration.ofMinutes(minutes);
  }

  private static List<Hook> hooks(String kind, JsonNode json) {
    List<Hook> hooks = new ArrayList<>();
    json.forEach(it -> hooks.add(Hook.of(it)));
    if (kind.equals(ROLLING) && !hooks.isEmpty()) {
      throw EcsError.invalid("Lifecycle hooks are not supported for the ROLLING strategy.");
    }
    long pauses = hooks.stream().filter(Hook::pause).count();
    if (pauses > MOST_HOOKS || hooks.size() - pauses > MOST_HOOKS) {
      throw EcsError.invalid("A service can have up to 10 lifecycle hooks of each target type.");
    }
    return hooks;
  }

  public boolean isRolling() {
    return kind.equals(ROLLING);
  }
}
