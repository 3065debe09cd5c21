package dev.signalbox.aws.gate;

import dev.signalbox.core.Refused;
import dev.signalbox.core.gate.Asked;
import dev.signalbox.core.gate.Guarded;
import dev.signalbox.core.gate.Hook;
import dev.signalbox.core.gate.Moment;
import dev.signalbox.core.gate.Subject;
import dev.signalbox.core.release.AccountId;
import dev.signalbox.core.release.Region;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.codedeploy.model.DeploymentInfo;
import software.amazon.awssdk.services.codedeploy.model.DeploymentTarget;
import software.amazon.awssdk.services.codedeploy.model.ECSTarget;
import software.amazon.awssdk.services.codedeploy.model.ECSTaskSet;
import software.amazon.awssdk.services.codedeploy.model.LambdaFunctionInfo;
import software.amazon.awssdk.services.codedeploy.model.LambdaTarget;
import software.amazon.awssdk.services.codedeploy.model.LifecycleEvent;
import software.amazon.awssdk.services.codedeploy.model.LifecycleEventStatus;
import software.amazon.awssdk.services.codedeploy.model.TargetGroupPairInfo;
import software.amazon.awssdk.services.codedeploy.model.TrafficRoute;

/**
 * Finds out of a deployment what a hook of its is about.
 *
 * @param function the name that AppSpecs know us by
 * @param patience how long CodeDeploy waits for a hook
 * @param appSpecs asked where the deployment itself does not tell which of its hooks runs
 */
public record Lookup(
    AccountId account,
    Region region,
    String function,
    Duration patience,
    AppSpecs appSpecs,
    InstantSource clock) {
  static final DeploymentTarget NO_TARGET = DeploymentTarget.builder().build();

  /** In which time the verdict has to reach CodeDeploy. */
  private static final Duration RESERVE = Duration.ofSeconds(60);

  Asked asked(Hook.CodeDeploy hook, DeploymentInfo deployment, DeploymentTarget target) {
    List<LifecycleEvent> events = events(target);
    List<LifecycleEvent> running =
        events.stream()
            .filter(e -> e.status() == LifecycleEventStatus.IN_PROGRESS)
            .filter(e -> moment(e).isPresent())
            .toList();
    if (running.size() == 1) {
      return open(hook, deployment, target, running.getFirst());
    }
    String unclear =
        "Cannot tell the lifecycle event: %d hooks of %s are in progress, and "
            .formatted(running.size(), hook.deployment());
    List<String> ours;
    try {
      ours =
          appSpecs.text(deployment.revision()).stream()
              .flatMap(appSpec -> AppSpecHooks.of(appSpec, function).stream())
              .filter(event -> running.isEmpty() || named(running, event).isPresent())
              .toList();
    } catch (Refused e) {
      return new Asked.Unclear(unclear + "its AppSpec cannot be read: " + e.reason());
    }
    return ours.size() == 1
        ? open(hook, deployment, target, event(events, ours.getFirst()))
        : new Asked.Unclear(
            unclear + "its AppSpec names '%s' for %d".formatted(function, ours.size()));
  }

  private static Optional<LifecycleEvent> named(List<LifecycleEvent> events, String name) {
    return events.stream().filter(e -> name.equals(e.lifecycleEventName())).findFirst();
  }

  private static LifecycleEvent event(List<LifecycleEvent> events, String name) {
    return named(events, name)
        .orElseGet(() -> LifecycleEvent.builder().lifecycleEventName(name).build());
  }

  static Optional<Moment> moment(LifecycleEvent event) {
    return Optional.ofNullable(event.lifecycleEventName()).flatMap(Moment::ofLifecycleEvent);
  }

  static List<LifecycleEvent> events(DeploymentTarget target) {
    if (target.ecsTarget() != null) {
      return target.ecsTarget().lifecycleEvents();
    }
    return target.lambdaTarget() == null ? List.of() : target.lambdaTarget().lifecycleEvents();
  }

  private Asked open(
      Hook.CodeDeploy hook, DeploymentInfo deployment, DeploymentTarget target, LifecycleEvent e) {
    Instant since = since(e);
    var subject =
        new Subject(
            hook,
            account,
            region,
            new Guarded.DeploymentGroup(
                deployment.applicationName(), deployment.deploymentGroupName()),
            moment(e).orElseThrow(),
            workload(target),
            version(target, "Blue", LambdaFunctionInfo::currentVersion),
            version(target, "Green", LambdaFunctionInfo::targetVersion),
            listeners(deployment),
            since,
            since.plus(patience).minus(reserve()));
    return new Asked.Open(subject);
  }

  private Duration reserve() {
    Duration tenth = patience.dividedBy(10);
    return tenth.compareTo(RESERVE) < 0 ? tenth : RESERVE;
  }

  /** Two clocks never agree: nothing begins in the future. */
  private Instant since(LifecycleEvent event) {
    Instant now = clock.instant();
    Instant start = event.startTime();
    return start == null || start.isAfter(now) ? now : start;
  }

  private static Subject.Workload workload(DeploymentTarget target) {
    LambdaTarget lambda = target.lambdaTarget();
    if (lambda != null && lambda.lambdaFunctionInfo() != null) {
      return new Subject.Function(
          lambda.lambdaFunctionInfo().functionName(), lambda.lambdaFunctionInfo().functionAlias());
    }
    ECSTarget ecs = target.ecsTarget();
    String[] names = ecs == null ? new String[0] : ecs.targetId().split(":", -1);
    return names.length == 2
        ? new Subject.Service(names[0], names[1])
        : new Subject.Service("unknown", "unknown");
  }

  private static Optional<Subject.Version> version(
      DeploymentTarget target, String label, Function<LambdaFunctionInfo, String> ofLambda) {
    LambdaTarget lambda = target.lambdaTarget();
    if (lambda != null && lambda.lambdaFunctionInfo() != null) {
      return Optional.ofNullable(ofLambda.apply(lambda.lambdaFunctionInfo()))
          .map(version -> new Subject.Version(version, Optional.empty(), Optional.empty()));
    }
    return Optional.ofNullable(target.ecsTarget()).stream()
        .flatMap(ecs -> ecs.taskSetsInfo().stream())
        .filter(set -> label.equalsIgnoreCase(set.taskSetLabelAsString()))
        .findFirst()
        .map(Lookup::version);
  }

  private static Subject.Version version(ECSTaskSet set) {
    return new Subject.Version(
        set.identifer(),
        Optional.ofNullable(set.targetGroup()).map(group -> group.name()),
        Optional.ofNullable(set.trafficWeight()));
  }

  private static Subject.Listeners listeners(DeploymentInfo deployment) {
    if (deployment.loadBalancerInfo() == null) {
      return Subject.Listeners.NONE;
    }
    Optional<TargetGroupPairInfo> pair =
        deployment.loadBalancerInfo().targetGroupPairInfoList().stream().findFirst();
    return new Subject.Listeners(
        pair.flatMap(p -> listener(p.prodTrafficRoute())),
        pair.flatMap(p -> listener(p.testTrafficRoute())));
  }

  private static Optional<String> listener(@Nullable TrafficRoute route) {
    return Optional.ofNullable(route).stream().flatMap(r -> r.listenerArns().stream()).findFirst();
  }
}
