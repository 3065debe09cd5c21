package dev.signalbox.local.pipeline.run;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * An execution's way through the actions of one stage: decides what is to be done next there.
 *
 * @param orders the actions by run order, each with its order
 * @param most how many may run at once
 */
public record Progress(Map<String, Integer> orders, int most) {

  /** What comes next. */
  public sealed interface Step {}

  /** These actions are to be started. */
  public record Start(List<String> actions) implements Step {}

  /** Actions run: nothing to do until one ends. */
  public record Await() implements Step {}

  /** The stage ends so. */
  public record End(Status status) implements Step {}

  public Step next(StageRun run, Status execution) {
    boolean running = !run.running().isEmpty();
    if (execution == Status.STOPPING) {
      return running ? new Await() : new End(Status.STOPPED);
    }
    if (anyFailed(run)) {
      return running ? new Await() : new End(Status.FAILED);
    }
    for (List<String> together : groups()) {
      List<String> unstarted =
          together.stream().filter(action -> run.current(action).isEmpty()).toList();
      int room = most - run.running().size();
      if (!unstarted.isEmpty() && room > 0) {
        return new Start(unstarted.subList(0, Math.min(room, unstarted.size())));
      }
      if (!together.stream().allMatch(action -> succeeded(run, action))) {
        return new Await();
      }
    }
    return new End(Status.SUCCEEDED);
  }

  /** The actions that a retry of what failed starts anew. */
  public List<String> failed(StageRun run) {
    return orders.keySet().stream()
        .filter(action -> run.current(action).filter(it -> it.is(Status.FAILED)).isPresent())
        .sorted()
        .toList();
  }

  private boolean anyFailed(StageRun run) {
    return orders.keySet().stream()
        .map(run::current)
        .flatMap(Optional::stream)
        .anyMatch(it -> it.is(Status.FAILED) || it.is(Status.ABANDONED));
  }

  private static boolean succeeded(StageRun run, String action) {
    return run.current(action).filter(it -> it.is(Status.SUCCEEDED)).isPresent();
  }

  private Iterable<List<String>> groups() {
    Map<Integer, List<String>> groups = new TreeMap<>();
    orders.forEach((action, order) -> groups.merge(order, List.of(action), Progress::joined));
    return groups.values();
  }

  private static List<String> joined(List<String> some, List<String> more) {
    return Stream.concat(some.stream(), more.stream()).toList();
  }
}
