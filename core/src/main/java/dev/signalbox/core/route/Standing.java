package dev.signalbox.core.route;

import dev.signalbox.core.release.CommitId;
import dev.signalbox.core.release.TriggerId;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How far one pipeline has come with one ref.
 *
 * <p>Facts may be told late, twice and in any order of executions: what is greater stays.
 *
 * @param open the runs whose end nobody has told yet, oldest first
 * @param failed the runs since the last success that ended otherwise, oldest first: a stage that is
 *     tried again may still save them
 * @param green the newest run that succeeded
 * @param last the newest run
 * @param owed what the oldest run since the last success was compared with
 */
public record Standing(
    List<Run> open,
    List<Run> failed,
    Optional<Run> green,
    Optional<Run> last,
    Optional<Owed> owed) {
  public static final Standing NONE =
      new Standing(List.of(), List.of(), Optional.empty(), Optional.empty(), Optional.empty());

  /** Of many runs at once, the oldest are past caring for. */
  private static final int MOST = 20;

  private static final Comparator<Run> BY_NUMBER = Comparator.comparingInt(Run::number);

  /** One run of the pipeline, numbered in the order in which they were started. */
  public record Run(TriggerId trigger, Baseline baseline, int number) {
    public CommitId commit() {
      return baseline.to();
    }
  }

  /** Changes since that commit have not been in a run that succeeded; absent for all there are. */
  public record Owed(Optional<CommitId> from) {}

  public Standing {
    open = List.copyOf(open);
    failed = List.copyOf(failed);
  }

  /** The pipeline was started for what a push, compared with its baseline, has changed. */
  public Standing started(TriggerId trigger, Baseline baseline) {
    if (run(trigger).isPresent()) {
      return this;
    }
    var run = new Run(trigger, baseline, last.map(Run::number).orElse(0) + 1);
    return new Standing(
        and(open, run),
        failed,
        green,
        Optional.of(run),
        owed.or(() -> Optional.of(new Owed(baseline.from()))));
  }

  private static List<Run> and(List<Run> runs, Run newest) {
    return Stream.concat(
            runs.subList(Math.max(0, runs.size() - MOST + 1), runs.size()).stream(),
            Stream.of(newest))
        .sorted(BY_NUMBER)
        .toList();
  }

  /** The run of a trigger, as far as it is remembered. */
  public Optional<Run> run(TriggerId trigger) {
    return Stream.of(open.stream(), failed.stream(), green.stream(), last.stream())
        .flatMap(runs -> runs)
        .filter(run -> run.trigger().equals(trigger))
        .findFirst();
  }

  /** A run succeeded, be it only when it was tried again: what was open before it is in it. */
  public Standing succeeded(TriggerId trigger) {
    return Stream.concat(open.stream(), failed.stream())
        .filter(run -> run.trigger().equals(trigger))
        .findFirst()
        .map(this::succeeded)
        .orElse(this);
  }

  private Standing succeeded(Run run) {
    boolean overtaken = last.filter(newer -> newer.number() > run.number()).isPresent();
    return new Standing(
        after(run, open),
        after(run, failed),
        newest(green, Optional.of(run)),
        last,
        overtaken ? Optional.of(new Owed(Optional.of(run.commit()))) : Optional.empty());
  }

  private static List<Run> after(Run run, List<Run> runs) {
    return runs.stream().filter(other -> other.number() > run.number()).toList();
  }

  private static List<Run> without(TriggerId trigger, List<Run> runs) {
    return runs.stream().filter(run -> !run.trigger().equals(trigger)).toList();
  }

  /** A run ended in any other way: its changes stay owed. */
  public Standing failed(TriggerId trigger) {
    return open.stream()
        .filter(run -> run.trigger().equals(trigger))
        .findFirst()
        .map(run -> new Standing(without(trigger, open), and(failed, run), green, last, owed))
        .orElse(this);
  }

  /**
   * A run that was announced did not come to be: its changes stay owed, and it overtakes nothing.
   */
  public Standing abandoned(TriggerId trigger) {
    List<Run> others = without(trigger, open);
    boolean wasLast = last.filter(run -> run.trigger().equals(trigger)).isPresent();
    return new Standing(
        others,
        failed,
        green,
        wasLast ? newest(newest(newest(others), newest(failed)), green) : last,
        owed);
  }

  /** What has changed up to a commit counts as done, though nothing ran. */
  public Standing forgotten(TriggerId trigger, CommitId commit) {
    var nothing = new Baseline(Baseline.Rung.EVERYTHING, Optional.empty(), commit, false);
    return started(trigger, nothing).succeeded(trigger);
  }

  /** The run that has, or is about to have, dealt with the newest changes. */
  Optional<Run> newest() {
    return newest(newest(open), green);
  }

  private static Optional<Run> newest(List<Run> runs) {
    return runs.isEmpty() ? Optional.empty() : Optional.of(runs.getLast());
  }

  private static Optional<Run> newest(Optional<Run> one, Optional<Run> other) {
    return Stream.concat(one.stream(), other.stream()).max(BY_NUMBER);
  }
}
