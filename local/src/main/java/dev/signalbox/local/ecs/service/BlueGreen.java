package dev.signalbox.local.ecs.service;

import dev.signalbox.local.api.AwsError;
import dev.signalbox.local.ecs.deployment.Halt;
import dev.signalbox.local.ecs.deployment.Hooks;
import dev.signalbox.local.ecs.deployment.Report;
import dev.signalbox.local.ecs.deployment.Stage;
import dev.signalbox.local.ecs.deployment.Strategy;
import dev.signalbox.local.ecs.deployment.Traffic;
import dev.signalbox.local.ecs.deployment.Watch;
import dev.signalbox.local.ecs.deployment.Weights;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.ecs.model.ServiceDeploymentStatus;

/**
 * A new revision beside the old one: asked of, tested, given traffic at once or step by step, and
 * taken back when somebody says no.
 */
final class BlueGreen implements Rollout {
  private static final Logger LOG = LoggerFactory.getLogger(BlueGreen.class);

  /**
   * What is replaced by what.
   *
   * @param targetArn the new revision
   * @param sourceArns the old one, if there is any
   * @param previous a deployment that has to give way first
   */
  record Change(
      String targetArn,
      List<String> sourceArns,
      Fleet green,
      Optional<Fleet> blue,
      Optional<Rollout> previous) {
    Change {
      sourceArns = List.copyOf(sourceArns);
    }
  }

  private final Steward steward;
  private final Rollouts rollouts;
  private final Strategy strategy;
  private final Report report;
  private final Hooks hooks;
  private final Traffic traffic;
  private final Change change;
  private final Watch watch;
  private final Watch goingBack;
  private volatile boolean over;
  private volatile boolean greenUp;
  private volatile boolean blueUp = true;
  private boolean tested;
  private boolean shifted;

  BlueGreen(
      Steward steward,
      Yard yard,
      Rollouts rollouts,
      Strategy strategy,
      Report report,
      Hooks hooks,
      Traffic traffic,
      Change change) {
    this.steward = steward;
    this.rollouts = rollouts;
    this.strategy = strategy;
    this.report = report;
    this.hooks = hooks;
    this.traffic = traffic;
    this.change = change;
    this.watch =
        new Watch(yard.clock(), new Guard(yard, steward, strategy, report, change.green()));
    this.goingBack = new Watch(yard.clock(), () -> {});
  }

  void start() {
    Thread.ofVirtual().name("deployment " + report.arn()).start(this::run);
  }

  private void run() {
    try {
      goOn();
      over = true;
      rollouts.completed(report, change.green().crew().id());
      report.finished(ServiceDeploymentStatus.SUCCESSFUL, "");
    } catch (Halt e) {
      end(e);
    } catch (RuntimeException e) {
      end(new Halt(Halt.Kind.ROLL_BACK, why(e)));
    }
  }

  private String why(RuntimeException e) {
    if (e instanceof AwsError error) {
      return error.code() + ": " + error.getMessage();
    }
    // A mistake of ours: nobody may wait for ever because of it.
    LOG.error("Service deployment {} cannot go on", report.arn(), e);
    return "InternalError: " + e.getMessage();
  }

  private void goOn() throws Halt {
    if (change.previous().isPresent()) {
      Rollout previous = change.previous().get();
      watch.until(previous::isOver);
      stage(Stage.RECONCILE_SERVICE, weights(100), weights(100), watch);
    }
    stage(Stage.PRE_SCALE_UP);
    report.enter(Stage.SCALE_UP);
    greenUp = true;
    steward.nudge();
    watch.until(() -> up(change.green()));
    stage(Stage.POST_SCALE_UP);
    report.enter(Stage.TEST_TRAFFIC_SHIFT);
    test(100, watch);
    stage(Stage.POST_TEST_TRAFFIC_SHIFT);
    shift();
    stage(Stage.POST_PRODUCTION_TRAFFIC_SHIFT);
    report.enter(Stage.BAKE_TIME);
    watch.pass(strategy.bake());
    watch.check();
    report.enter(Stage.CLEAN_UP);
    blueUp = false;
    steward.nudge();
    // From here on there is nothing left to go back to.
    goingBack.until(() -> change.blue().map(Fleet::isEmpty).orElse(true));
  }

  private void shift() throws Halt {
    double current = 0;
    for (double share : strategy.steps()) {
      if (current > 0) {
        watch.pass(strategy.stepBake());
      }
      stage(Stage.PRE_PRODUCTION_TRAFFIC_SHIFT, Weights.UNTOLD, weights(current), watch);
      report.enter(Stage.PRODUCTION_TRAFFIC_SHIFT);
      production(share, watch);
      current = share;
    }
  }

  private boolean up(Fleet fleet) {
    return fleet.isSteady() && fleet.desired() == steward.model().desiredCount();
  }

  private void stage(Stage stage) throws Halt {
    stage(stage, Weights.UNTOLD, Weights.UNTOLD, watch);
  }

  private void stage(Stage stage, Weights test, Weights production, Watch asking) throws Halt {
    report.enter(stage);
    asking.check();
    hooks.ask(stage, test, production, asking);
  }

  private void test(double share, Watch asking) throws Halt {
    tested = true;
    traffic.test(share);
    report.test(share);
    stage(Stage.TEST_TRAFFIC_SHIFT, weights(share), Weights.UNTOLD, asking);
  }

  private void production(double share, Watch asking) throws Halt {
    shifted = true;
    traffic.production(share);
    report.production(share);
    stage(Stage.PRODUCTION_TRAFFIC_SHIFT, Weights.UNTOLD, weights(share), asking);
  }

  private Weights weights(double target) {
    return new Weights(change.targetArn(), change.sourceArns(), target);
  }

  private void end(Halt halt) {
    watch.halt(halt);
    switch (halt.kind()) {
      case CLOSED -> over = true;
      case ABORT -> {
        over = true;
        rollouts.failed(report, change.green().crew().id(), halt.reason());
        report.finished(ServiceDeploymentStatus.STOPPED, halt.reason());
      }
      case SUPERSEDED -> {
        report.finished(ServiceDeploymentStatus.STOPPED, giveWay(halt.reason()));
        greenUp = false;
        over = true;
      }
      case ROLL_BACK -> rollBack(halt.reason());
    }
  }

  /** The newer deployment waits for this one, and moves traffic itself. */
  private String giveWay(String reason) {
    try {
      if (change.blue().isPresent()) {
        traffic.production(0);
        traffic.test(0);
      }
      return reason;
    } catch (RuntimeException e) {
      return reason + " Its traffic could not be taken back: " + why(e);
    }
  }

  private void rollBack(String reason) {
    report.status(ServiceDeploymentStatus.ROLLBACK_REQUESTED, reason);
    if (change.blue().isEmpty()) {
      over = true;
      report.finished(
          ServiceDeploymentStatus.ROLLBACK_FAILED,
          reason + " No rollback candidate was found to run the rollback.");
      rollouts.failed(report, change.green().crew().id(), reason);
      return;
    }
    rollouts.goingBack(report, reason, change.sourceArns().getFirst());
    try {
      blueUp = true;
      goBack();
      over = true;
      rollouts.wentBack(report, change.blue().get().crew().id(), reason);
      report.finished(ServiceDeploymentStatus.ROLLBACK_SUCCESSFUL, reason);
    } catch (Halt e) {
      rollBackFailed(reason, e.reason());
    } catch (RuntimeException e) {
      rollBackFailed(reason, why(e));
    }
  }

  private void rollBackFailed(String reason, String why) {
    over = true;
    report.finished(
        ServiceDeploymentStatus.ROLLBACK_FAILED, reason + " The rollback failed: " + why);
  }

  /** Traffic first: whatever the hooks say of it, nobody is served by what was found wanting. */
  private void goBack() throws Halt {
    if (shifted) {
      report.enter(Stage.PRODUCTION_TRAFFIC_SHIFT);
      production(0, goingBack);
    }
    if (tested) {
      report.enter(Stage.TEST_TRAFFIC_SHIFT);
      test(0, goingBack);
    }
    report.enter(Stage.CLEAN_UP);
    greenUp = false;
    steward.nudge();
    goingBack.until(change.green()::isEmpty);
  }

  @Override
  public Report report() {
    return report;
  }

  @Override
  public void look() {
    if (!over) {
      int desired = steward.model().desiredCount();
      change.green().want(greenUp ? desired : 0);
      change.blue().ifPresent(it -> it.want(blueUp ? desired : 0));
    }
  }

  @Override
  public void halt(Halt halt) {
    watch.halt(halt);
    if (halt.kind() == Halt.Kind.CLOSED) {
      goingBack.halt(halt);
    }
  }

  @Override
  public void decide(String hookId, String action) {
    hooks.decide(hookId, action);
  }

  @Override
  public boolean isOver() {
    return over;
  }
}
