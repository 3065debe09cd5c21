package dev.signalbox.local.ecs.service;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.signalbox.local.ecs.deployment.Revisions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import software.amazon.awssdk.services.ecs.model.Deployment;
import software.amazon.awssdk.services.ecs.model.DeploymentRolloutState;
import software.amazon.awssdk.services.ecs.model.ServiceCurrentRevisionSummary;
import software.amazon.awssdk.services.ecs.model.ServiceRevision;

/** The revisions a service is made of: the one it has come to, and the one it is coming to. */
record Versions(Steward steward, Yard yard) {
  private static final String PRIMARY = "PRIMARY";
  private static final String ACTIVE = "ACTIVE";

  private List<Deployment> deployments() {
    return steward.model().deployments();
  }

  private Optional<ServiceRevision> revision(Deployment deployment) {
    String number = deployment.id().substring(deployment.id().indexOf('/') + 1);
    return yard.revisions()
        .find(
            steward
                .place()
                .arn(
                    "ecs",
                    "service-revision/"
                        + steward.cluster()
                        + "/"
                        + steward.model().serviceName()
                        + "/"
                        + number));
  }

  /** The newest first. */
  List<ServiceRevision> all() {
    return deployments().stream().flatMap(it -> revision(it).stream()).toList();
  }

  /** What the last deployment that came through has brought. */
  Optional<ServiceRevision> stable() {
    return deployments().stream()
        .filter(it -> it.rolloutState() == DeploymentRolloutState.COMPLETED)
        .findFirst()
        .flatMap(this::revision);
  }

  /** Whether no deployment is under way. */
  boolean isSettled() {
    return deployments().stream()
        .allMatch(it -> it.rolloutState() == DeploymentRolloutState.COMPLETED);
  }

  Fleet fleet(ServiceRevision revision) {
    return steward.fleet(
        Revisions.fleet(revision.serviceRevisionArn()),
        revision.taskDefinition(),
        Revisions.balancers(revision),
        revision.launchTypeAsString());
  }

  /** What it replaces is what had come through before; what has not is no more. */
  void begin(ServiceRevision revision) {
    Instant now = yard.clock().instant();
    String id = Revisions.fleet(revision.serviceRevisionArn());
    Deployment next =
        Deployment.builder()
            .id(id)
            .status(PRIMARY)
            .taskDefinition(revision.taskDefinition())
            .launchType(revision.launchType())
            .networkConfiguration(revision.networkConfiguration())
            .createdAt(now)
            .updatedAt(now)
            .rolloutState(DeploymentRolloutState.IN_PROGRESS)
            .rolloutStateReason("ECS deployment " + id + " in progress.")
            .build();
    List<Deployment> kept = new ArrayList<>(List.of(next));
    deployments().stream()
        .filter(it -> it.rolloutState() == DeploymentRolloutState.COMPLETED)
        .forEach(it -> kept.add(it.toBuilder().status(ACTIVE).build()));
    steward.change(it -> it.deployments(kept));
  }

  void completed(String id) {
    steward.change(it ->
        it.deployments(
            deployments().stream()
                .filter(d -> d.id().equals(id))
                .map(d ->
                    with(
                            d,
                            DeploymentRolloutState.COMPLETED,
                            "ECS deployment " + id + " completed.")
                        .toBuilder()
                        .status(PRIMARY)
                        .build())
                .toList()));
    revisionIsShown();
  }

  /** The service shows what it has come to, also when that is what it was before. */
  private void revisionIsShown() {
    stable()
        .ifPresent(revision ->
            steward.change(it ->
                it.taskDefinition(revision.taskDefinition())
                    .loadBalancers(revision.loadBalancers())));
  }

  void failed(String id, String reason) {
    change(id, it -> with(it, DeploymentRolloutState.FAILED, reason));
  }

  void primary(String id) {
    List<Deployment> turned =
        deployments().stream()
            .map(it -> it.toBuilder().status(it.id().equals(id) ? PRIMARY : ACTIVE).build())
            .toList();
    steward.change(it -> it.deployments(turned));
  }

  private void change(String id, UnaryOperator<Deployment> change) {
    List<Deployment> changed =
        deployments().stream().map(it -> it.id().equals(id) ? change.apply(it) : it).toList();
    steward.change(it -> it.deployments(changed));
  }

  private Deployment with(Deployment deployment, DeploymentRolloutState state, String reason) {
    return deployment.toBuilder()
        .rolloutState(state)
        .rolloutStateReason(reason)
        .updatedAt(yard.clock().instant())
        .build();
  }

  /** Ends the tasks of revisions that are neither of the two any more. */
  void sweep() {
    List<String> ids = deployments().stream().map(Deployment::id).toList();
    for (Fleet fleet : List.copyOf(steward.fleets())) {
      if (!ids.contains(fleet.crew().id())) {
        fleet.want(0);
        if (fleet.isEmpty()) {
          steward.dismiss(fleet.crew().id());
        }
      }
    }
  }

  List<Deployment> described() {
    return deployments().stream().map(this::described).toList();
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

  List<ServiceCurrentRevisionSummary> current() {
    return all().stream()
        .map(it ->
            ServiceCurrentRevisionSummary.builder()
                .arn(it.serviceRevisionArn())
                .requestedTaskCount(fleet(it).desired())
                .runningTaskCount(fleet(it).running())
                .pendingTaskCount(fleet(it).pending())
                .build())
        .toList();
  }

  void tell(String name, String id, String what) {
    steward.say("(deployment " + id + ") deployment " + what);
    yard.events()
        .emit(
            steward.place(),
            "aws.ecs",
            "ECS Deployment State Change",
            List.of(steward.model().serviceArn()),
            JsonNodeFactory.instance
                .objectNode()
                .put("eventType", name.endsWith("FAILED") ? "ERROR" : "INFO")
                .put("eventName", name)
                .put("deploymentId", id)
                .put("updatedAt", yard.clock().instant().toString())
                .put("reason", "ECS deployment " + id + " " + what));
  }
}
