package dev.signalbox.core.route;

import dev.signalbox.core.release.CommitId;
import dev.signalbox.core.release.TriggerId;
import java.util.ArrayList;
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
 * @param green the newest run that succeeded
 * @param last the newest run
 * @param owed what the oldest run since the last success was compared with
 */
public record Standing(
    List<Run> open, Optional<Run> green, Optional<Run> last, Optional<Owed> owed) {
  public static final Standing NONE =
      new Standing(List.of(), Optional.empty(), Optional.empty(), Optional.empty());

  /** Of many runs at once, the oldest are past caring for. */
  private static final int MOST_OPEN = 20;

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
  }

  /** The pipeline was started for what a push, compared with its baseline, has changed. */
  public Standing started(TriggerId trigger, Baseline baseline) {
    if (run(trigger).isPresent()) {
      return this;
    }
    var run = new Run(trigger, baseline, last.map(Run::number).orElse(0) + 1);
    List<Run> more =
        new ArrayList<>(open.subList(Math.max(0, open.size() - MOST_OPEN + 1), open.size()));
    more.add(run);
    return new Standing(
        more, green, Optional.of(run), owed.or(() -> Optional.of(new Owed(baseline.from()))));
  }

  /** The run of a trigger, as far as it is remembered. */
  Optional<Run> run(TriggerId trigger) {
    return Stream.concat(open.stream(), Stream.concat(green.stream(), last.stream()))
        .filter(run -> run.trigger().equals(trigger))
        .findFirst();
  }

  /** A run succeeded: what was open before it is in it. */
  public Standing succeeded(TriggerId trigger) {
    return open.stream()
        .filter(run -> run.trigger().equals(trigger))
        .findFirst()
        .map(run -> {
          List<Run> newer = open.stream().filter(o -> o.number() > run.number()).toList();
          Optional<Owed> stillOwed =
              newer.isEmpty() && last.filter(l -> l.number() > run.number()).isEmpty()
                  ? Optional.empty()
                  : Optional.of(new Owed(Optional.of(run.commit())));
          return new Standing(newer, newest(green, Optional.of(run)), last, stillOwed);
        })
        .orElse(this);
  }

  /** A run ended in any other way: its changes stay owed. */
  public Standing failed(TriggerId trigger) {
    return new Standing(
        open.stream().filter(run -> !run.trigger().equals(trigger)).toList(), green, last, owed);
  }

  /**
   * A run that was announced did not come to be: its changes stay owed, and it overtakes nothing.
   */
  public Standing abandoned(TriggerId trigger) {
    List<Run> others = open.stream().filter(run -> !run.trigger().equals(trigger)).toList();
    boolean wasLast = last.filter(run -> run.trigger().equals(trigger)).isPresent();
    return new Standing(others, green, wasLast ? newest(newest(others), green) : last, owed);
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
    return Stream.concat(one.stream(), other.stream()).max(Comparator.comparingInt(Run::number));
  }
}
