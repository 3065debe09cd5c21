package dev.signalbox.local.pipeline.run;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * What an execution did in a stage.
 *
 * @param since the oldest action run of the present attempt: what lies before counts for history
 *     alone
 * @param conditions what came of those that were asked, by their kind
 * @param actions every attempt at every action, in the order of their starts
 */
public record StageRun(
    String name,
    Status status,
    Instant started,
    int since,
    int manualRetries,
    int automaticRetries,
    Optional<Instant> lastRetry,
    Map<String, ConditionRun> conditions,
    List<ActionRun> actions) {

  public StageRun {
    conditions = Map.copyOf(conditions);
    actions = List.copyOf(actions);
  }

  public static StageRun started(String name, Instant now) {
    return new StageRun(
        name, Status.IN_PROGRESS, now, 0, 0, 0, Optional.empty(), Map.of(), List.of());
  }

  public StageRun with(Status newStatus) {
    return new StageRun(
        name,
        newStatus,
        started,
        since,
        manualRetries,
        automaticRetries,
        lastRetry,
        conditions,
        actions);
  }

  StageRun with(String kind, ConditionRun condition) {
    Map<String, ConditionRun> all = new HashMap<>(conditions);
    all.put(kind, condition);
    return new StageRun(
        name, status, started, since, manualRetries, automaticRetries, lastRetry, all, actions);
  }

  public StageRun with(ActionRun run) {
    return with(Stream.concat(actions.stream(), Stream.of(run)).toList());
  }

  private StageRun with(List<ActionRun> newActions) {
    return new StageRun(
        name,
        status,
        started,
        since,
        manualRetries,
        automaticRetries,
        lastRetry,
        conditions,
        newActions);
  }

  public StageRun with(String actionRun, UnaryOperator<ActionRun> change) {
    return with(
        actions.stream().map(run -> run.id().equals(actionRun) ? change.apply(run) : run).toList());
  }

  /** The same stage tried again: every action, or what has not succeeded. */
  public StageRun retried(boolean everything, boolean automatic, Instant now) {
    List<ActionRun> kept = new ArrayList<>(actions);
    return new StageRun(
        name,
        Status.IN_PROGRESS,
        started,
        everything ? kept.size() : since,
        manualRetries + (automatic ? 0 : 1),
        automaticRetries + (automatic ? 1 : 0),
        Optional.of(now),
        conditions,
        kept);
  }

  /** The newest run of an action in the present attempt. */
  public Optional<ActionRun> current(String action) {
    return actions.stream()
        .skip(since)
        .filter(run -> run.action().equals(action))
        .reduce((_, newer) -> newer);
  }

  /** The newest run of an action, in whatever attempt. */
  public Optional<ActionRun> latest(String action) {
    return actions.stream().filter(run -> run.action().equals(action)).reduce((_, newer) -> newer);
  }

  public List<ActionRun> running() {
    return actions.stream().filter(run -> run.is(Status.IN_PROGRESS)).toList();
  }
}
