package dev.signalbox.local.ecs.service;

import dev.signalbox.local.api.Clock;
import dev.signalbox.local.ecs.task.Registration.Registered;
import dev.signalbox.local.ecs.task.TaskRun;
import dev.signalbox.local.ecs.task.Tasks;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import software.amazon.awssdk.services.ecs.model.TaskStopCode;

/**
 * The tasks of one version of a service: started, replaced and ended until they are as many as
 * wished.
 */
final class Fleet {
  private final Crew crew;
  private final Tasks tasks;
  private final Clock clock;
  private final Runnable changed;
  private final Consumer<String> said;
  private final Restarts restarts;
  private final List<TaskRun> runs = new CopyOnWriteArrayList<>();
  private volatile int desired;
  private volatile boolean steady;
  private volatile Instant steadySince;
  private final AtomicInteger failed = new AtomicInteger();

  /**
   * @param changed told after each change of one of its tasks
   * @param said told what the service's events are to say
   */
  Fleet(Crew crew, Tasks tasks, Clock clock, Runnable changed, Consumer<String> said) {
    this.crew = crew;
    this.tasks = tasks;
    this.clock = clock;
    this.changed = changed;
    this.said = said;
    this.restarts = new Restarts(clock);
    this.steadySince = clock.instant();
  }

  Crew crew() {
    return crew;
  }

  void want(int count) {
    if (count != desired && steady) {
      steady = false;
      steadySince = clock.instant();
    }
    desired = count;
  }

  int desired() {
    return desired;
  }

  int running() {
    return (int) runs.stream().filter(it -> it.status().isRunning()).count();
  }

  int pending() {
    return (int) runs.stream().filter(it -> it.status().isStarting()).count();
  }

  /** Those that may be counted on: running, and well in the eyes of all who check them. */
  int healthy() {
    return (int) runs.stream().filter(TaskRun::healthy).count();
  }

  /** How many of its tasks have ended without having been told to. */
  int failed() {
    return failed.get();
  }

  boolean isSteady() {
    return steady;
  }

  Instant steadySince() {
    return steadySince;
  }

  /** Whether nothing is left of it, those that drain included. */
  boolean isEmpty() {
    return runs.isEmpty();
  }

  /** One look at its tasks, and what follows from it. */
  void tend() {
    boolean lost = bury();
    stopUnhealthy();
    List<TaskRun> alive = runs.stream().filter(it -> !it.status().isEnding()).toList();
    if (alive.size() > desired) {
      stopSurplus(alive);
    }
    boolean settled = !lost && alive.size() == desired && pending() == 0 && healthy() == desired;
    if (settled != steady) {
      steady = settled;
      steadySince = clock.instant();
    }
    restarts.look(settled, steadySince);
    if (alive.size() < desired && restarts.allowed()) {
      start(desired - alive.size());
    }
  }

  /** Whether one has ended that should not have. */
  private boolean bury() {
    boolean lost = false;
    List<TaskRun> dead = runs.stream().filter(it -> it.status().isStopped()).toList();
    runs.removeAll(dead);
    for (TaskRun run : dead) {
      if (run.status().task().stopCode() != TaskStopCode.SERVICE_SCHEDULER_INITIATED
          || failedChecks(run)) {
        lost = true;
        failed.incrementAndGet();
        restarts.failed();
      }
    }
    return lost;
  }

  private static boolean failedChecks(TaskRun run) {
    return run.status().task().stoppedReason().startsWith("Task failed");
  }

  private void stopUnhealthy() {
    for (TaskRun run : runs) {
      if (run.status().isRunning() && run.registration().olderThan(crew.grace())) {
        run.complaint()
            .ifPresent(complaint -> {
              said.accept("(task %s) %s".formatted(run.plan().id(), complaint));
              run.stop(
                  new TaskRun.Stop(TaskStopCode.SERVICE_SCHEDULER_INITIATED, "Task " + complaint));
            });
      }
    }
  }

  /** Those first that do not serve yet, then the youngest. */
  private void stopSurplus(List<TaskRun> alive) {
    List<TaskRun> surplus =
        alive.stream()
            .sorted(
                Comparator.comparing((TaskRun it) -> it.healthy())
                    .thenComparing(
                        Comparator.comparing((TaskRun it) -> it.status().task().createdAt())
                            .reversed()))
            .limit(alive.size() - (long) desired)
            .toList();
    for (TaskRun run : surplus) {
      run.stop(
          new TaskRun.Stop(
              TaskStopCode.SERVICE_SCHEDULER_INITIATED,
              "Scaling activity initiated by (deployment " + crew.id() + ")"));
    }
    said.accept("has stopped %d running tasks: %s.".formatted(surplus.size(), named(surplus)));
  }

  private void start(int count) {
    List<TaskRun> started = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      started.add(tasks.run(crew.nextTask(), changed));
    }
    runs.addAll(started);
    said.accept("has started %d tasks: %s.".formatted(count, named(started)));
  }

  private static String named(List<TaskRun> runs) {
    return String.join(" ", runs.stream().map(it -> "(task " + it.plan().id() + ")").toList());
  }

  /** Where its tasks are reached. */
  List<Registered> targets() {
    return runs.stream().flatMap(it -> it.registration().all().stream()).toList();
  }
}
