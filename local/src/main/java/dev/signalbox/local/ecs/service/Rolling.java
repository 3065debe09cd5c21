package dev.signalbox.local.ecs.service;

import dev.signalbox.local.ecs.deployment.Halt;
import dev.signalbox.local.ecs.deployment.Report;
import dev.signalbox.local.ecs.task.EcsError;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.ecs.model.DeploymentConfiguration;
import software.amazon.awssdk.services.ecs.model.ServiceDeploymentStatus;

/** New tasks come and old ones go, never fewer nor more of them than allowed. */
final class Rolling implements Rollout {
  private final Steward steward;
  private final Rollouts rollouts;
  private final Report report;
  private final Guard guard;
  private final Fleet next;
  private final boolean back;
  private volatile boolean over;

  /**
   * @param back whether this is the way back of a deployment that has failed
   */
  Rolling(
      Steward steward, Rollouts rollouts, Report report, Guard guard, Fleet next, boolean back) {
    this.steward = steward;
    this.rollouts = rollouts;
    this.report = report;
    this.guard = guard;
    this.next = next;
    this.back = back;
  }

  @Override
  public Report report() {
    return report;
  }

  @Override
  public void look() {
    if (over) {
      return;
    }
    List<Fleet> old = steward.fleets().stream().filter(it -> it != next).toList();
    roll(old);
    if (next.isSteady()
        && next.desired() == steward.model().desiredCount()
        && old.stream().allMatch(Fleet::isEmpty)) {
      over = true;
      complete();
      return;
    }
    try {
      if (!back) {
        guard.check();
      }
    } catch (Halt e) {
      halt(e);
    }
  }

  private void complete() {
    if (back) {
      String reason = String.valueOf(report.deployment().statusReason());
      rollouts.wentBack(report, next.crew().id(), reason);
      report.finished(ServiceDeploymentStatus.ROLLBACK_SUCCESSFUL, reason);
    } else {
      rollouts.completed(report, next.crew().id());
      report.finished(ServiceDeploymentStatus.SUCCESSFUL, "");
    }
  }

  private void roll(List<Fleet> old) {
    int desired = steward.model().desiredCount();
    DeploymentConfiguration limits = steward.model().deploymentConfiguration();
    int most = desired * percent(limits.maximumPercent(), 200) / 100;
    int least = (desired * percent(limits.minimumHealthyPercent(), 100) + 99) / 100;
    int healthyOld = old.stream().mapToInt(Fleet::healthy).sum();
    int spare = Math.max(0, next.healthy() + healthyOld - least);
    int keptOld = 0;
    for (Fleet fleet : old) {
      int alive = fleet.running() + fleet.pending();
      int unwell = alive - fleet.healthy();
      int going = Math.min(alive, unwell + spare);
      spare -= Math.max(0, going - unwell);
      fleet.want(alive - going);
      keptOld += alive - going;
    }
    next.want(Math.max(0, Math.min(desired, most - keptOld)));
  }

  private static int percent(Integer given, int usual) {
    return Optional.ofNullable(given).orElse(usual);
  }

  @Override
  public void halt(Halt halt) {
    over = true;
    switch (halt.kind()) {
      case SUPERSEDED -> report.finished(ServiceDeploymentStatus.STOPPED, halt.reason());
      case ABORT -> {
        report.finished(ServiceDeploymentStatus.STOPPED, halt.reason());
        rollouts.failed(report, next.crew().id(), halt.reason());
      }
      case ROLL_BACK -> rollouts.rollBack(report, next.crew().id(), halt.reason());
      case CLOSED -> {}
    }
  }

  @Override
  public void decide(String hookId, String action) {
    throw EcsError.invalid("The lifecycle hook " + hookId + " does not exist.");
  }

  @Override
  public boolean isOver() {
    return over;
  }
}
