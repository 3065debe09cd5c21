package dev.signalbox.local.codedeploy.run;

import dev.signalbox.local.codedeploy.run.Step.Act;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.codedeploy.model.TrafficRoutingConfig;
import software.amazon.awssdk.services.codedeploy.model.TrafficRoutingType;

/** The steps of a deployment, in their order. */
final class Plan {
  private final Map<String, String> hooks;
  private final List<Step> steps = new ArrayList<>();

  private Plan(Map<String, String> hooks) {
    this.hooks = hooks;
  }

  /**
   * @param readyWait how long somebody has to say that traffic may be shifted; empty when nobody
   *     need
   * @param keptFor how long the original task set is kept; empty for as long as the service exists
   */
  record Wishes(
      boolean testListener,
      Optional<Duration> readyWait,
      TrafficRoutingConfig routing,
      Optional<Duration> keptFor) {}

  static List<Step> ecs(Map<String, String> hooks, Wishes wishes) {
    Plan plan = new Plan(hooks);
    plan.steps.add(Step.act(Act.CHECK, ""));
    plan.ask(LifecycleEvents.BEFORE_INSTALL);
    plan.steps.add(Step.act(Act.INSTALL, LifecycleEvents.INSTALL));
    plan.ask(LifecycleEvents.AFTER_INSTALL);
    if (wishes.testListener()) {
      plan.steps.add(Step.act(Act.TEST_TRAFFIC, LifecycleEvents.ALLOW_TEST_TRAFFIC));
      plan.ask(LifecycleEvents.AFTER_ALLOW_TEST_TRAFFIC);
    }
    wishes.readyWait().ifPresent(it -> plan.steps.add(Step.wait(Act.READY_WAIT, "", it)));
    plan.shift(wishes.routing());
    wishes
        .keptFor()
        .ifPresent(it -> {
          plan.steps.add(Step.wait(Act.TERMINATION_WAIT, "", it));
          plan.steps.add(Step.act(Act.TERMINATE, ""));
        });
    return List.copyOf(plan.steps);
  }

  static List<Step> lambda(Map<String, String> hooks, TrafficRoutingConfig routing) {
    Plan plan = new Plan(hooks);
    plan.steps.add(Step.act(Act.CHECK, ""));
    plan.shift(routing);
    return List.copyOf(plan.steps);
  }

  /** A rollback asks nobody: nothing may stand in its way. */
  static List<Step> rollback() {
    return List.of(Step.act(Act.RESTORE, LifecycleEvents.ALLOW_TRAFFIC));
  }

  private void ask(String event) {
    String function = hooks.get(event);
    steps.add(function == null ? Step.pass(event) : Step.hook(event, function));
  }

  private void shift(TrafficRoutingConfig routing) {
    ask(LifecycleEvents.BEFORE_ALLOW_TRAFFIC);
    if (routing.type() == TrafficRoutingType.TIME_BASED_CANARY) {
      partly(
          routing.timeBasedCanary().canaryPercentage(),
          minutes(routing.timeBasedCanary().canaryInterval()));
    } else if (routing.type() == TrafficRoutingType.TIME_BASED_LINEAR) {
      int more = routing.timeBasedLinear().linearPercentage();
      for (int percent = more; percent < 100; percent += more) {
        partly(percent, minutes(routing.timeBasedLinear().linearInterval()));
      }
    }
    steps.add(Step.shift(100));
    ask(LifecycleEvents.AFTER_ALLOW_TRAFFIC);
  }

  private void partly(int percent, Duration pause) {
    steps.add(Step.shift(percent));
    steps.add(Step.wait(Act.PAUSE, LifecycleEvents.ALLOW_TRAFFIC, pause));
  }

  private static Duration minutes(int minutes) {
    return Duration.ofMinutes(minutes);
  }
}
