package dev.signalbox.local.ecs.task;

import dev.signalbox.local.api.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import software.amazon.awssdk.services.ecs.model.Connectivity;
import software.amazon.awssdk.services.ecs.model.HealthStatus;
import software.amazon.awssdk.services.ecs.model.LaunchType;
import software.amazon.awssdk.services.ecs.model.Task;

/** What the API shows of one task. */
public final class TaskStatus {
  /** Told after each change. */
  @FunctionalInterface
  public interface Changed {
    void to(Task task);
  }

  private static final Set<String> STARTING = Set.of("PROVISIONING", "PENDING", "ACTIVATING");

  private final Clock clock;
  private final List<Container> containers;
  private final ContainerStatus shown;
  private final Changed changed;
  private final Object telling = new Object();
  private volatile Task task;

  TaskStatus(Plan plan, Clock clock, List<Container> containers, Changed changed) {
    this.clock = clock;
    this.containers = containers;
    this.changed = changed;
    this.shown = new ContainerStatus(plan);
    this.task =
        Task.builder()
            .taskArn(plan.arn())
            .clusterArn(plan.clusterArn())
            .taskDefinitionArn(plan.definition().taskDefinitionArn())
            .group(plan.group())
            .startedBy(plan.startedBy())
            .launchType(plan.launchType())
            .overrides(plan.overrides())
            .cpu(plan.definition().cpu())
            .memory(plan.definition().memory())
            .platformVersion(plan.launchType().equals("FARGATE") ? "1.4.0" : null)
            .platformFamily(plan.launchType().equals("FARGATE") ? "Linux" : null)
            .availabilityZone(plan.place().region() + "a")
            .connectivity(Connectivity.CONNECTED)
            .createdAt(clock.instant())
            .desiredStatus("RUNNING")
            .lastStatus("PROVISIONING")
            .healthStatus(HealthStatus.UNKNOWN)
            .containers(shown.all(containers, "PENDING"))
            .version(1L)
            .build();
  }

  public Task task() {
    return task;
  }

  private void change(UnaryOperator<Task.Builder> change) {
    synchronized (this) {
      task = change.apply(task.toBuilder().version(task.version() + 1)).build();
    }
    // Of two changes at once nobody may be told the older one last.
    synchronized (telling) {
      changed.to(task);
    }
  }

  void become(String lastStatus) {
    change(it ->
        it.lastStatus(lastStatus)
            .stoppingAt(lastStatus.equals("STOPPING") ? clock.instant() : task.stoppingAt()));
  }

  void pullStarted() {
    change(it -> it.pullStartedAt(clock.instant()).connectivityAt(clock.instant()));
  }

  void pullStopped() {
    change(it -> it.pullStoppedAt(clock.instant()));
  }

  void bound(Ports ports) {
    shown.bound(ports);
  }

  void running() {
    change(it ->
        it.lastStatus("RUNNING")
            .startedAt(clock.instant())
            .healthStatus(overall())
            .containers(shown.all(containers, "RUNNING")));
  }

  void healthChanged() {
    change(it -> it.healthStatus(overall()).containers(shown.all(containers, task.lastStatus())));
  }

  void exited(Container container) {
    change(it -> it.containers(shown.all(containers, task.lastStatus())));
  }

  void broken(String container, String reason) {
    shown.broken(container, reason);
  }

  void toStop() {
    change(it -> it.desiredStatus("STOPPED"));
  }

  void stopped(TaskRun.Stop end) {
    change(it ->
        it.lastStatus("STOPPED")
            .desiredStatus("STOPPED")
            .stopCode(end.code())
            .stoppedReason(end.reason())
            .executionStoppedAt(clock.instant())
            .stoppedAt(clock.instant())
            .containers(shown.all(containers, "STOPPED")));
  }

  /** A task is as healthy as the worst of its essential containers. */
  private HealthStatus overall() {
    List<HealthStatus> all =
        containers.stream()
            .filter(it -> it.essential() && it.definition().healthCheck() != null)
            .map(Container::health)
            .toList();
    if (all.contains(HealthStatus.UNHEALTHY)) {
      return HealthStatus.UNHEALTHY;
    }
    return all.isEmpty() || all.contains(HealthStatus.UNKNOWN)
        ? HealthStatus.UNKNOWN
        : HealthStatus.HEALTHY;
  }

  HealthStatus health() {
    return task.healthStatus();
  }

  /** Whether some container says by a check of its own how it feels. */
  boolean isChecked() {
    return containers.stream().anyMatch(it -> it.definition().healthCheck() != null);
  }

  public boolean isRunning() {
    return task.lastStatus().equals("RUNNING") && !isEnding();
  }

  /** Whether it will run but does not yet. */
  public boolean isStarting() {
    return STARTING.contains(task.lastStatus()) && !isEnding();
  }

  public boolean isEnding() {
    return task.desiredStatus().equals("STOPPED");
  }

  public boolean isStopped() {
    return task.lastStatus().equals("STOPPED");
  }

  public Optional<LaunchType> launchType() {
    return Optional.ofNullable(task.launchType());
  }
}
