package dev.signalbox.local.ecs.service;

import dev.signalbox.local.ecs.task.EcsError;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.UnaryOperator;
import software.amazon.awssdk.services.ecs.model.DeploymentControllerType;
import software.amazon.awssdk.services.ecs.model.Scale;
import software.amazon.awssdk.services.ecs.model.ScaleUnit;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.ecs.model.StabilityStatus;
import software.amazon.awssdk.services.ecs.model.TaskSet;

/** The task sets of a service that others deploy: CodeDeploy, or whoever else is outside. */
final class TaskSetKeeper implements Manner {
  private static final String PRIMARY = "PRIMARY";
  private static final String ACTIVE = "ACTIVE";
  private static final String DRAINING = "DRAINING";

  private final Steward steward;
  private final Yard yard;

  TaskSetKeeper(Steward steward, Yard yard) {
    this.steward = steward;
    this.yard = yard;
  }

  /** CodeDeploy needs something to replace; others begin with nothing. */
  @Override
  public void created(Asked asked) {
    if (steward.model().deploymentController().type() == DeploymentControllerType.CODE_DEPLOY) {
      create(asked, PRIMARY);
    }
  }

  TaskSet create(Asked asked) {
    synchronized (steward) {
      if (asked.externalId().isEmpty()
          || sets().stream().noneMatch(it -> asked.externalId().equals(it.externalId()))) {
        return create(asked, ACTIVE);
      }
      throw EcsError.invalid("A task set with the external id " + asked.externalId() + " exists.");
    }
  }

  private TaskSet create(Asked asked, String status) {
    String id =
        "ecs-svc/"
            + ThreadLocalRandom.current().nextLong(1_000_000_000_000_000_000L, Long.MAX_VALUE);
    Instant now = yard.clock().instant();
    String path = steward.cluster() + "/" + steward.model().serviceName();
    TaskSet set =
        TaskSet.builder()
            .id(id)
            .taskSetArn(steward.place().arn("ecs", "task-set/" + path + "/" + id))
            .serviceArn(steward.model().serviceArn())
            .clusterArn(steward.model().clusterArn())
            .startedBy(asked.startedBy().isEmpty() ? null : asked.startedBy())
            .externalId(asked.externalId().isEmpty() ? null : asked.externalId())
            .status(status)
            .taskDefinition(asked.taskDefinitionArn())
            .launchType(asked.launchType())
            .networkConfiguration(steward.model().networkConfiguration())
            .loadBalancers(asked.balancers())
            .scale(Scale.builder().unit(ScaleUnit.PERCENT).value(asked.scale()).build())
            .createdAt(now)
            .updatedAt(now)
            .build();
    List<TaskSet> sets = new ArrayList<>(sets());
    sets.add(set);
    keep(sets);
    tend(set);
    return described(set);
  }

  private List<TaskSet> sets() {
    return steward.model().taskSets();
  }

  private void keep(List<TaskSet> sets) {
    List<TaskSet> ordered =
        sets.stream()
            .sorted(
                Comparator.comparing((TaskSet it) -> !it.status().equals(PRIMARY))
                    .thenComparing(Comparator.comparing(TaskSet::createdAt).reversed()))
            .toList();
    steward.change(it -> it.taskSets(ordered));
  }

  private Fleet fleet(TaskSet set) {
    return steward.fleet(
        set.id(), set.taskDefinition(), set.loadBalancers(), set.launchTypeAsString());
  }

  private void tend(TaskSet set) {
    fleet(set).want(set.status().equals(DRAINING) ? 0 : computed(set));
  }

  private int computed(TaskSet set) {
    return (int) Math.ceil(steward.model().desiredCount() * set.scale().value() / 100);
  }

  @Override
  public void resume() {
    sets().forEach(this::tend);
  }

  @Override
  public void look() {
    List<TaskSet> left =
        sets().stream()
            .filter(it -> !it.status().equals(DRAINING) || !fleet(it).isEmpty())
            .toList();
    if (left.size() < sets().size()) {
      sets().stream().filter(it -> !left.contains(it)).forEach(it -> steward.dismiss(it.id()));
      keep(left);
    }
  }

  @Override
  public void rescaled() {
    sets().forEach(this::tend);
  }

  @Override
  public Service.Builder described(Service.Builder service) {
    return service.taskSets(all());
  }

  List<TaskSet> all() {
    return sets().stream().map(this::described).toList();
  }

  private TaskSet described(TaskSet set) {
    Optional<Fleet> fleet = steward.fleet(set.id());
    return set.toBuilder()
        .computedDesiredCount(set.status().equals(DRAINING) ? 0 : computed(set))
        .runningCount(fleet.map(Fleet::running).orElse(0))
        .pendingCount(fleet.map(Fleet::pending).orElse(0))
        .stabilityStatus(
            fleet.filter(Fleet::isSteady).isPresent()
                ? StabilityStatus.STEADY_STATE
                : StabilityStatus.STABILIZING)
        .stabilityStatusAt(fleet.map(Fleet::steadySince).orElse(set.createdAt()))
        .build();
  }

  /** By id or ARN. */
  TaskSet existing(String idOrArn) {
    return sets().stream()
        .filter(it -> it.id().equals(idOrArn) || it.taskSetArn().equals(idOrArn))
        .findFirst()
        .map(this::described)
        .orElseThrow(EcsError::taskSetNotFound);
  }

  TaskSet scale(String idOrArn, double percent) {
    synchronized (steward) {
      Scale scale = Scale.builder().unit(ScaleUnit.PERCENT).value(percent).build();
      return change(existing(idOrArn).id(), it -> it.scale(scale));
    }
  }

  /** The service shows the primary's task definition and load balancers as its own. */
  TaskSet makePrimary(String idOrArn) {
    synchronized (steward) {
      TaskSet chosen = existing(idOrArn);
      if (chosen.status().equals(DRAINING)) {
        throw EcsError.invalid("The task set " + chosen.id() + " is draining.");
      }
      sets().stream()
          .filter(it -> it.status().equals(PRIMARY) && !it.id().equals(chosen.id()))
          .forEach(it -> change(it.id(), old -> old.status(ACTIVE)));
      TaskSet primary = change(chosen.id(), it -> it.status(PRIMARY));
      steward.change(
          it -> it.taskDefinition(primary.taskDefinition()).loadBalancers(primary.loadBalancers()));
      return primary;
    }
  }

  /**
   * @param force also the primary
   */
  TaskSet delete(String idOrArn, boolean force) {
    synchronized (steward) {
      TaskSet set = existing(idOrArn);
      if (set.status().equals(PRIMARY) && !force) {
        throw EcsError.invalid("The primary task set cannot be deleted.");
      }
      return change(set.id(), it -> it.status(DRAINING));
    }
  }

  private TaskSet change(String id, UnaryOperator<TaskSet.Builder> change) {
    List<TaskSet> sets = new ArrayList<>();
    for (TaskSet set : sets()) {
      sets.add(
          set.id().equals(id)
              ? change.apply(set.toBuilder()).updatedAt(yard.clock().instant()).build()
              : set);
    }
    keep(sets);
    TaskSet changed = sets().stream().filter(it -> it.id().equals(id)).findFirst().orElseThrow();
    tend(changed);
    return described(changed);
  }

  @Override
  public void end() {}
}
