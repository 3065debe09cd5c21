package dev.signalbox.local.ecs.service;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.UnaryOperator;
import software.amazon.awssdk.services.ecs.model.Deployment;
import software.amazon.awssdk.services.ecs.model.DeploymentConfiguration;
import software.amazon.awssdk.services.ecs.model.DeploymentRolloutState;
import software.amazon.awssdk.services.ecs.model.Service;

/** Rolling deployments: new tasks come and old ones go, never fewer nor more than allowed. */
final class Rollouts implements Manner {
  private static final String PRIMARY = "PRIMARY";
  private static final String ACTIVE = "ACTIVE";

  private final Steward steward;
  private final Yard yard;

  Rollouts(Steward steward, Yard yard) {
    this.steward = steward;
    this.yard = yard;
  }

  @Override
  public void created(Asked asked) {
    deploy(asked);
  }

  /** The deployment under way, if any, goes on only as one to be replaced. */
  void deploy(Asked asked) {
    String id =
        "ecs-svc/"
            + ThreadLocalRandom.current().nextLong(1_000_000_000_000_000_000L, Long.MAX_VALUE);
    Instant now = yard.clock().instant();
    Deployment next =
        Deployment.builder()
            .id(id)
            .status(PRIMARY)
            .taskDefinition(asked.taskDefinitionArn())
            .launchType(asked.launchType())
            .networkConfiguration(steward.model().networkConfiguration())
            .createdAt(now)
            .updatedAt(now)
            .rolloutState(DeploymentRolloutState.IN_PROGRESS)
            .rolloutStateReason("ECS deployment " + id + " in progress.")
            .build();
    List<Deployment> deployments = new ArrayList<>(List.of(next));
    steward
        .model()
        .deployments()
        .forEach(it -> deployments.add(it.toBuilder().status(ACTIVE).build()));
    steward.change(it ->
        it.deployments(deployments)
            .taskDefinition(asked.taskDefinitionArn())
            .loadBalancers(asked.balancers()));
    fleet(next);
  }

  private Fleet fleet(Deployment deployment) {
    return steward.fleet(
        deployment.id(),
        deployment.taskDefinition(),
        steward.model().loadBalancers(),
        deployment.launchTypeAsString());
  }

  @Override
  public void resume() {
    deployments().forEach(this::fleet);
  }

  private List<Deployment> deployments() {
    return steward.model().deployments();
  }

  @Override
  public void look() {
    if (!steward.isActive() || deployments().isEmpty()) {
      return;
    }
    Deployment primary = deployments().getFirst();
    List<Fleet> old = deployments().stream().skip(1).map(this::fleet).toList();
    roll(fleet(primary), old);
    if (fleet(primary).isSteady()
        && fleet(primary).desired() == steward.model().desiredCount()
        && old.stream().allMatch(Fleet::isEmpty)) {
      complete(primary);
    }
  }

  private void roll(Fleet next, List<Fleet> old) {
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

  private void complete(Deployment primary) {
    if (primary.rolloutState() != DeploymentRolloutState.COMPLETED) {
      deployments().stream().skip(1).forEach(it -> steward.dismiss(it.id()));
      steward.say("(deployment " + primary.id() + ") deployment completed.");
      steward.say("has reached a steady state.");
      replace(
          primary.id(),
          it ->
              it.rolloutState(DeploymentRolloutState.COMPLETED)
                  .rolloutStateReason("ECS deployment " + primary.id() + " completed."));
    }
  }

  private void replace(String id, UnaryOperator<Deployment.Builder> change) {
    List<Deployment> kept =
        deployments().stream()
            .filter(it -> it.id().equals(id))
            .map(it -> change.apply(it.toBuilder().updatedAt(yard.clock().instant())).build())
            .toList();
    steward.change(it -> it.deployments(kept));
  }

  @Override
  public void rescaled() {
    steward.nudge();
  }

  @Override
  public Service.Builder described(Service.Builder service) {
    return service.deployments(deployments().stream().map(this::described).toList());
  }

  private Deployment described(Deployment deployment) {
    Optional<Fleet> fleet = steward.fleet(deployment.id());
    return deployment.toBuilder()
        .desiredCount(fleet.map(Fleet::desired).orElse(0))
        .runningCount(fleet.map(Fleet::running).orElse(0))
        .pendingCount(fleet.map(Fleet::pending).orElse(0))
        .failedTasks(fleet.map(Fleet::failed).orElse(0))
        .build();
  }

  @Override
  public void end() {}
}
