package dev.signalbox.local.ecs.service;

import dev.signalbox.local.api.Alarms.State;
import dev.signalbox.local.ecs.deployment.Halt;
import dev.signalbox.local.ecs.deployment.Report;
import dev.signalbox.local.ecs.deployment.Strategy;
import dev.signalbox.local.ecs.deployment.Watch;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.ecs.model.ServiceDeploymentRollbackMonitorsStatus;

/** Whether alarms or tasks that fail say that a deployment must not go on. */
record Guard(Yard yard, Steward steward, Strategy strategy, Report report, Fleet fleet)
    implements Watch.Guard {
  private static final int FEWEST_FAILURES = 3;
  private static final int MOST_FAILURES = 200;

  @Override
  public void check() throws Halt {
    List<String> ringing = ringing();
    if (!ringing.isEmpty()) {
      report.change(it ->
          it.alarms(a ->
              a.status(ServiceDeploymentRollbackMonitorsStatus.TRIGGERED)
                  .alarmNames(strategy.alarms())
                  .triggeredAlarmNames(ringing)));
      throw new Halt(
          strategy.alarmsRollBack() ? Halt.Kind.ROLL_BACK : Halt.Kind.ABORT,
          "Service deployment failed because of alarm(s) in ALARM: " + String.join(", ", ringing));
    }
    if (strategy.breaker() && fleet.failed() >= threshold()) {
      int failed = fleet.failed();
      report.change(it ->
          it.deploymentCircuitBreaker(b ->
              b.status(ServiceDeploymentRollbackMonitorsStatus.TRIGGERED)
                  .failureCount(failed)
                  .threshold(threshold())));
      throw new Halt(
          strategy.breakerRollsBack() ? Halt.Kind.ROLL_BACK : Halt.Kind.ABORT,
          "Deployment failed: tasks failed to start.");
    }
  }

  private List<String> ringing() {
    if (strategy.alarms().isEmpty()) {
      return List.of();
    }
    return yard.alarms().states(steward.place(), strategy.alarms()).entrySet().stream()
        .filter(it -> it.getValue() == State.ALARM)
        .map(Map.Entry::getKey)
        .sorted()
        .toList();
  }

  private int threshold() {
    int half = (steward.model().desiredCount() + 1) / 2;
    return Math.min(MOST_FAILURES, Math.max(FEWEST_FAILURES, half));
  }
}
