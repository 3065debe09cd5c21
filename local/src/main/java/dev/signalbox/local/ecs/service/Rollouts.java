package dev.signalbox.local.ecs.service;

import dev.signalbox.local.ecs.deployment.Halt;
import dev.signalbox.local.ecs.deployment.Hooks;
import dev.signalbox.local.ecs.deployment.Report;
import dev.signalbox.local.ecs.deployment.Revisions;
import dev.signalbox.local.ecs.deployment.Strategy;
import dev.signalbox.local.ecs.deployment.Subject;
import dev.signalbox.local.ecs.deployment.Traffic;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ecs.model.Deployment;
import software.amazon.awssdk.services.ecs.model.LoadBalancer;
import software.amazon.awssdk.services.ecs.model.Rollback;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.ecs.model.ServiceDeploymentStatus;
import software.amazon.awssdk.services.ecs.model.ServiceRevision;

/** The deployments of a service that ECS itself deploys, one at a time. */
final class Rollouts implements Manner {
  private final Steward steward;
  private final Yard yard;
  private final Versions versions;
  private volatile @Nullable Rollout current;
  private volatile @Nullable Rollout leaving;

  Rollouts(Steward steward, Yard yard) {
    this.steward = steward;
    this.yard = yard;
    this.versions = new Versions(steward, yard);
  }

  @Override
  public void created(Asked asked) {
    deploy(asked);
  }

  /** A deployment under way gives way to this one. */
  void deploy(Asked asked) {
    Strategy strategy = Strategy.of(steward.configuration());
    List<ServiceRevision> sources = versions.stable().stream().toList();
    List<LoadBalancer> taken =
        sources.stream().flatMap(it -> Revisions.balancers(it).stream()).toList();
    boolean same = strategy.isRolling() && taken.size() == asked.balancers().size();
    List<LoadBalancer> resolved =
        strategy.isRolling()
            ? (same ? taken : asked.balancers())
            : Traffic.free(
                asked.balancers(), taken.stream().map(LoadBalancer::targetGroupArn).toList());
    ServiceRevision revision =
        yard.revisions()
            .make(
                steward.place(),
                steward.model(),
                yard.definitions().find(steward.place(), asked.taskDefinitionArn()).orElseThrow(),
                asked.balancers(),
                resolved);
    steward.change(
        it -> it.taskDefinition(asked.taskDefinitionArn()).loadBalancers(asked.balancers()));
    versions.begin(revision);
    launch(strategy, revision, sources);
  }

  private void launch(Strategy strategy, ServiceRevision revision, List<ServiceRevision> sources) {
    Optional<Rollout> previous = Optional.ofNullable(current).filter(it -> !it.isOver());
    List<String> arns = sources.stream().map(ServiceRevision::serviceRevisionArn).toList();
    Report report =
        yard.deployments()
            .begin(
                steward.place(),
                steward.model(),
                steward.configuration(),
                arns,
                revision.serviceRevisionArn());
    steward.change(it -> it.currentServiceDeployment(report.arn()));
    previous.ifPresent(
        it -> it.halt(new Halt(Halt.Kind.SUPERSEDED, "A newer deployment has replaced this one.")));
    leaving = previous.orElse(null);
    Fleet green = versions.fleet(revision);
    Guard guard = new Guard(yard, steward, strategy, report, green);
    if (strategy.isRolling()) {
      current = new Rolling(steward, this, report, guard, green, false);
    } else {
      BlueGreen shift = blueGreen(strategy, revision, sources, report, previous);
      current = shift;
      shift.start();
    }
    versions.tell("SERVICE_DEPLOYMENT_IN_PROGRESS", green.crew().id(), "in progress.");
    steward.nudge();
  }

  private BlueGreen blueGreen(
      Strategy strategy,
      ServiceRevision revision,
      List<ServiceRevision> sources,
      Report report,
      Optional<Rollout> previous) {
    Subject subject =
        new Subject(
            steward.place(),
            report.arn(),
            steward.cluster(),
            steward.model().serviceArn(),
            revision.serviceRevisionArn());
    HookReport hookReport = new HookReport(report);
    Hooks hooks =
        new Hooks(
            subject, strategy.hooks(), yard.clock(), yard.events(), yard.invocations(), hookReport);
    hookReport.of(hooks);
    Traffic traffic =
        new Traffic(
            yard.balancers(),
            sources.stream().flatMap(it -> Revisions.balancers(it).stream()).toList(),
            Revisions.balancers(revision));
    return new BlueGreen(
        steward,
        yard,
        this,
        strategy,
        report,
        hooks,
        traffic,
        new BlueGreen.Change(
            revision.serviceRevisionArn(),
            sources.stream().map(ServiceRevision::serviceRevisionArn).toList(),
            versions.fleet(revision),
            sources.stream().findFirst().map(versions::fleet),
            previous));
  }

  /** Told when hooks have changed; the hooks come after it. */
  private static final class HookReport implements Runnable {
    private final Report report;
    private volatile @Nullable Hooks hooks;

    HookReport(Report report) {
      this.report = report;
    }

    void of(Hooks given) {
      hooks = given;
    }

    @Override
    public void run() {
      Hooks told = hooks;
      if (told != null) {
        report.hooks(told.described());
      }
    }
  }

  /** The deployment is through: it is what the service is now. */
  void completed(Report report, String id) {
    synchronized (steward) {
      if (isPast(report)) {
        return;
      }
      versions.completed(id);
      steward.say("has reached a steady state.");
      versions.tell("SERVICE_DEPLOYMENT_COMPLETED", id, "completed.");
    }
  }

  void failed(Report report, String id, String reason) {
    if (isPast(report)) {
      return;
    }
    versions.failed(id, reason);
    versions.tell("SERVICE_DEPLOYMENT_FAILED", id, "failed: " + reason);
  }

  /** What becomes of a deployment that has been replaced by a newer one changes nothing more. */
  private boolean isPast(Report report) {
    Rollout newest = current;
    return newest != null && newest.report() != report;
  }

  void goingBack(Report report, String reason, String revision) {
    report.change(it ->
        it.status(ServiceDeploymentStatus.ROLLBACK_IN_PROGRESS)
            .statusReason(reason)
            .rollback(
                Rollback.builder()
                    .reason(reason)
                    .startedAt(yard.clock().instant())
                    .serviceRevisionArn(revision)
                    .build()));
    steward.say("rolling back to " + revision + ": " + reason);
    versions.tell(
        "SERVICE_DEPLOYMENT_IN_PROGRESS", Revisions.fleet(revision), "rolling back: " + reason);
  }

  void wentBack(Report report, String id, String reason) {
    synchronized (steward) {
      if (isPast(report)) {
        return;
      }
      versions.completed(id);
      versions.tell("SERVICE_DEPLOYMENT_COMPLETED", id, "rolled back: " + reason);
    }
  }

  /** Of a rolling deployment: the tasks of the revision before roll in again. */
  void rollBack(Report report, String id, String reason) {
    Optional<ServiceRevision> stable = versions.stable();
    if (stable.isEmpty()) {
      report.finished(
          ServiceDeploymentStatus.ROLLBACK_FAILED,
          reason + " No rollback candidate was found to run the rollback.");
      failed(report, id, reason);
      return;
    }
    goingBack(report, reason, stable.get().serviceRevisionArn());
    versions.primary(Revisions.fleet(stable.get().serviceRevisionArn()));
    Strategy strategy = Strategy.of(steward.configuration());
    Fleet fleet = versions.fleet(stable.get());
    current =
        new Rolling(
            steward, this, report, new Guard(yard, steward, strategy, report, fleet), fleet, true);
  }

  /** What a stop of {@code local} has cut off goes back to what was there before, if any was. */
  @Override
  public void resume() {
    Optional.ofNullable(steward.model().currentServiceDeployment())
        .filter(it -> current == null && !versions.isSettled())
        .ifPresent(this::takeUp);
    versions.all().forEach(versions::fleet);
  }

  private void takeUp(String deployment) {
    yard.deployments().cutOff(deployment);
    ServiceRevision newest = versions.all().getFirst();
    Optional<ServiceRevision> stable = versions.stable();
    if (stable.isEmpty()) {
      launch(Strategy.of(steward.configuration()), newest, List.of());
      return;
    }
    Traffic traffic =
        new Traffic(
            yard.balancers(), Revisions.balancers(stable.get()), Revisions.balancers(newest));
    traffic.production(0);
    traffic.test(0);
    versions.completed(Revisions.fleet(stable.get().serviceRevisionArn()));
  }

  @Override
  public void look() {
    if (!steward.isActive()) {
      return;
    }
    Optional<Rollout> rollout = Optional.ofNullable(current).filter(it -> !it.isOver());
    rollout.ifPresent(Rollout::look);
    if (rollout.isEmpty() && versions.isSettled()) {
      versions.stable().ifPresent(it -> versions.fleet(it).want(steward.model().desiredCount()));
    }
    Rollout left = leaving;
    if (left == null || left.isOver()) {
      versions.sweep();
    }
  }

  /** The deployment of that ARN, if it is under way. */
  Optional<Rollout> underWay(String arn) {
    return Optional.ofNullable(current).filter(it -> !it.isOver() && it.report().arn().equals(arn));
  }

  @Override
  public void rescaled() {
    steward.nudge();
  }

  @Override
  public Service.Builder described(Service.Builder service) {
    List<Deployment> shown = versions.described();
    return service.deployments(shown).currentServiceRevisions(versions.current());
  }

  @Override
  public void end() {
    Optional.ofNullable(current)
        .ifPresent(it -> it.halt(new Halt(Halt.Kind.CLOSED, "The service ends.")));
  }
}
