package dev.signalbox.local.ecs.task;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.local.api.Arn;
import dev.signalbox.local.api.Events;
import dev.signalbox.local.api.Place;
import dev.signalbox.local.api.Shapes;
import dev.signalbox.local.api.Store;
import dev.signalbox.local.api.Table;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import software.amazon.awssdk.services.ecs.model.Task;
import software.amazon.awssdk.services.ecs.model.TaskStopCode;

/** Every task that runs, and for a while those that did. */
public final class Tasks implements AutoCloseable {
  /** As the API shows it. */
  record Kept(String cluster, ObjectNode task) {}

  private static final Duration STOPPED_SHOWN = Duration.ofHours(1);
  private static final TaskRun.Stop LOCAL_STOPPED =
      new TaskRun.Stop(TaskStopCode.TERMINATION_NOTICE, "signalbox local was stopped");

  private final Dock dock;
  private final Events events;
  private final Table<Kept> kept;
  private final Map<String, TaskRun> running = new ConcurrentHashMap<>();

  public Tasks(Store store, Events events, Dock dock) {
    this.dock = dock;
    this.events = events;
    this.kept = store.table("ecs-tasks", Kept.class);
  }

  public static String newId() {
    return UUID.randomUUID().toString().replace("-", "");
  }

  /**
   * Starts it.
   *
   * @param changed told after each of its changes
   */
  public TaskRun run(Plan plan, Runnable changed) {
    TaskRun run = new TaskRun(dock, plan, task -> changed(plan, task, changed));
    running.put(plan.arn(), run);
    run.start();
    return run;
  }

  private void changed(Plan plan, Task task, Runnable changed) {
    Optional<Task> before = find(plan.place(), plan.cluster(), plan.id());
    put(plan.place(), plan.cluster(), task);
    if (task.lastStatus().equals("STOPPED")) {
      running.remove(plan.arn());
      forget(plan.place(), plan.cluster());
    }
    if (before.isEmpty() || differs(before.get(), task)) {
      events.emit(
          plan.place(),
          "aws.ecs",
          "ECS Task State Change",
          List.of(task.taskArn()),
          Shapes.json(task));
    }
    changed.run();
  }

  private static boolean differs(Task before, Task after) {
    return !before.lastStatus().equals(after.lastStatus())
        || !before.desiredStatus().equals(after.desiredStatus());
  }

  private void put(Place place, String cluster, Task task) {
    kept.put(key(place, cluster, id(task.taskArn())), new Kept(cluster, Shapes.json(task)));
  }

  private void forget(Place place, String cluster) {
    Instant old = dock.clock().instant().minus(STOPPED_SHOWN);
    for (Task task : of(place, cluster)) {
      if (task.stoppedAt() != null && task.stoppedAt().isBefore(old)) {
        kept.remove(key(place, cluster, id(task.taskArn())));
      }
    }
  }

  private static String key(Place place, String cluster, String id) {
    return place.key(cluster + "/" + id);
  }

  /**
   * @param idOrArn of a task
   */
  public static String id(String idOrArn) {
    return idOrArn.substring(idOrArn.lastIndexOf('/') + 1);
  }

  public Optional<Task> find(Place place, String cluster, String idOrArn) {
    return kept.get(key(place, cluster, id(idOrArn))).map(Tasks::task);
  }

  public List<Task> of(Place place, String cluster) {
    return kept.startingWith(place.key(cluster + "/")).stream().map(Tasks::task).toList();
  }

  private static Task task(Kept kept) {
    return Shapes.fill(Task.builder(), kept.task()).build();
  }

  public Optional<TaskRun> running(Place place, String cluster, String idOrArn) {
    return Optional.ofNullable(
        running.get(place.arn("ecs", "task/" + cluster + "/" + id(idOrArn))));
  }

  /** Writes down the end of the tasks that a stop of {@code local} has cut off. */
  public void start() {
    for (Kept each : kept.all()) {
      Task task = task(each);
      Arn.parse(task.taskArn())
          .filter(it -> !task.lastStatus().equals("STOPPED"))
          .ifPresent(arn -> {
            put(arn.place(), each.cluster(), cutOff(task));
            TaskFiles.remove(dock.directory().resolve(id(task.taskArn())));
          });
    }
  }

  private Task cutOff(Task task) {
    return task.toBuilder()
        .lastStatus("STOPPED")
        .desiredStatus("STOPPED")
        .stopCode(LOCAL_STOPPED.code())
        .stoppedReason(LOCAL_STOPPED.reason())
        .stoppedAt(dock.clock().instant())
        .build();
  }

  /** Kills every task and waits until all are gone. */
  @Override
  public void close() {
    List<Thread> killing =
        running.values().stream()
            .map(it -> Thread.ofVirtual().start(() -> it.kill(LOCAL_STOPPED)))
            .toList();
    for (Thread thread : killing) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
