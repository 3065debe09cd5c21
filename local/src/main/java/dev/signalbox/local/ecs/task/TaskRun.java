package dev.signalbox.local.ecs.task;

import dev.signalbox.local.api.AwsError;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import software.amazon.awssdk.services.ecs.model.ContainerCondition;
import software.amazon.awssdk.services.ecs.model.ContainerDependency;
import software.amazon.awssdk.services.ecs.model.HealthStatus;
import software.amazon.awssdk.services.ecs.model.TaskStopCode;

/** One task from its beginning to its end: what AWS's task life cycle has, with real processes. */
public final class TaskRun {
  private static final long LOOK_EVERY_MILLISECONDS = 50;

  /** Why a task is to end. */
  public record Stop(TaskStopCode code, String reason) {}

  private final Dock dock;
  private final Plan plan;
  private final Path directory;
  private final List<Container> containers;
  private final TaskStatus status;
  private final Registration registration;
  private final CompletableFuture<Stop> stop = new CompletableFuture<>();
  private final CompletableFuture<Void> gone = new CompletableFuture<>();
  private volatile boolean hurried;

  /**
   * @param changed told after each change of the task, with the task as the API shows it
   */
  public TaskRun(Dock dock, Plan plan, TaskStatus.Changed changed) {
    this.dock = dock;
    this.plan = plan;
    this.directory = dock.directory().resolve(plan.id());
    this.containers =
        plan.definition().containerDefinitions().stream()
            .map(it -> new Container(dock, plan, it, directory))
            .toList();
    this.status = new TaskStatus(plan, dock.clock(), containers, changed);
    this.registration = new Registration(dock, plan);
  }

  public Plan plan() {
    return plan;
  }

  public TaskStatus status() {
    return status;
  }

  public Registration registration() {
    return registration;
  }

  public void start() {
    status.become("PROVISIONING");
    Thread.ofVirtual().name("task " + plan.id()).start(this::live);
  }

  /** Begins its end: drained, asked to end, killed in the end. Only the first reason counts. */
  public void stop(Stop reason) {
    if (stop.complete(reason)) {
      status.toStop();
    }
  }

  /** The same at once, and returns when nothing is left of it. */
  public void kill(Stop reason) {
    hurried = true;
    stop(reason);
    containers.forEach(Container::kill);
    gone.completeOnTimeout(null, 30, TimeUnit.SECONDS).join();
  }

  private void live() {
    Stop end;
    try {
      rise();
      end = stop.get();
    } catch (CannotStart e) {
      status.broken(e.container(), e.reason());
      end = new Stop(TaskStopCode.TASK_FAILED_TO_START, e.reason());
    } catch (AwsError | UncheckedIOException e) {
      end = new Stop(TaskStopCode.TASK_FAILED_TO_START, String.valueOf(e.getMessage()));
    } catch (InterruptedException | ExecutionException | RuntimeException e) {
      end = new Stop(TaskStopCode.TASK_FAILED_TO_START, "InternalError: " + e.getMessage());
    }
    fall(stop.getNow(end));
  }

  private void rise() throws CannotStart, InterruptedException {
    status.become("PENDING");
    status.pullStarted();
    for (Container container : containers) {
      container.pull();
    }
    status.pullStopped();
    Ports ports = ports();
    status.bound(ports);
    Surroundings surroundings = new Surroundings(dock, plan, ports);
    for (Container container : Order.of(containers)) {
      awaitDependencies(container);
      if (stop.isDone()) {
        return;
      }
      container.start(surroundings, status::healthChanged, () -> exited(container));
    }
    status.become("ACTIVATING");
    registration.register(ports);
    status.running();
  }

  private Ports ports() {
    try {
      return Ports.of(plan.definition());
    } catch (IOException e) {
      throw new UncheckedIOException("RESOURCE:PORTS", e);
    }
  }

  private void exited(Container container) {
    status.exited(container);
    if (container.essential()) {
      stop(new Stop(TaskStopCode.ESSENTIAL_CONTAINER_EXITED, "Essential container in task exited"));
    }
  }

  private void awaitDependencies(Container container) throws CannotStart, InterruptedException {
    for (ContainerDependency dependency : container.definition().dependsOn()) {
      Container other =
          containers.stream()
              .filter(it -> it.definition().name().equals(dependency.containerName()))
              .findFirst()
              .orElseThrow();
      while (!stop.isDone() && !met(dependency.condition(), container, other)) {
        TimeUnit.MILLISECONDS.sleep(LOOK_EVERY_MILLISECONDS);
      }
    }
  }

  private static boolean met(ContainerCondition condition, Container container, Container other)
      throws CannotStart {
    Optional<Integer> exit = Optional.ofNullable(other.exit().getNow(null));
    return switch (condition) {
      case START -> other.started();
      case COMPLETE -> exit.isPresent();
      case SUCCESS -> {
        if (exit.isPresent() && exit.get() != 0) {
          throw new CannotStart(
              container.definition().name(),
              "TaskFailedToStart: dependency "
                  + other.definition().name()
                  + " exited with "
                  + exit.get());
        }
        yield exit.isPresent();
      }
      case HEALTHY -> {
        if (other.health() == HealthStatus.UNHEALTHY || exit.isPresent()) {
          throw new CannotStart(
              container.definition().name(),
              "TaskFailedToStart: dependency " + other.definition().name() + " is unhealthy");
        }
        yield other.health() == HealthStatus.HEALTHY;
      }
      default -> throw new IllegalStateException("Unknown condition " + condition);
    };
  }

  private void fall(Stop end) {
    stop.complete(end);
    status.toStop();
    try {
      status.become("DEACTIVATING");
      registration.deregister();
      if (end.code() != TaskStopCode.ESSENTIAL_CONTAINER_EXITED) {
        registration.awaitDrained(() -> hurried);
      }
      status.become("STOPPING");
      stopContainers();
      status.become("DEPROVISIONING");
      TaskFiles.remove(directory);
    } finally {
      status.stopped(end);
      gone.complete(null);
    }
  }

  private void stopContainers() {
    List<Thread> stopping =
        containers.reversed().stream()
            .map(it -> Thread.ofVirtual().start(hurried ? it::kill : it::stop))
            .toList();
    try {
      for (Thread thread : stopping) {
        thread.join();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public String toString() {
    return plan.arn();
  }

  /** When nothing is left of it. */
  public CompletableFuture<Void> gone() {
    return gone;
  }

  /** Whether what its targets and containers are asked for is well answered. */
  public boolean healthy() {
    return status.isRunning()
        && status.health() != HealthStatus.UNHEALTHY
        && (status.health() == HealthStatus.HEALTHY || !status.isChecked())
        && registration.healthy();
  }

  /** Empty while it may be, else which of its checks found it unhealthy. */
  public Optional<String> complaint() {
    if (status.health() == HealthStatus.UNHEALTHY) {
      return Optional.of("failed container health checks.");
    }
    return registration.complaint();
  }
}
