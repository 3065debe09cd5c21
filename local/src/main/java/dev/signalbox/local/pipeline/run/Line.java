package dev.signalbox.local.pipeline.run;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.stream.Stream;

/**
 * The executions of a pipeline that have not ended, in front of its stages and in them: decides who
 * goes on next.
 *
 * @param stages how many there are
 * @param closed whether the door in front of a stage is closed
 */
public record Line(String mode, int stages, IntPredicate closed, List<Execution> open) {

  /** What happens next. */
  public sealed interface Step {
    Execution execution();
  }

  /** The execution goes into the stage it waited for. */
  public record Enter(Execution execution) implements Step {}

  /** A newer execution waits in the same place. */
  public record Supersede(Execution execution, Execution by) implements Step {}

  /** Empty when nobody can move. */
  public Optional<Step> next() {
    // The furthest first: whoever leaves a stage makes room for who comes after.
    for (int stage = stages - 1; stage >= 0; stage--) {
      Optional<Step> step = next(stage);
      if (step.isPresent()) {
        return step;
      }
    }
    return Optional.empty();
  }

  private Optional<Step> next(int stage) {
    List<Execution> waiting =
        waiting(stage).sorted(Comparator.comparingLong(Execution::number)).toList();
    if (waiting.isEmpty()) {
      return Optional.empty();
    }
    if (mode.equals("SUPERSEDED") && waiting.size() > 1) {
      return Optional.of(new Supersede(waiting.getFirst(), waiting.getLast()));
    }
    boolean taken = !mode.equals("PARALLEL") && open.stream().anyMatch(it -> it.inside(stage));
    if (taken || closed.test(stage)) {
      return Optional.empty();
    }
    return Optional.of(new Enter(waiting.getFirst()));
  }

  private Stream<Execution> waiting(int stage) {
    return open.stream()
        .filter(it -> it.status() == Status.IN_PROGRESS && it.waiting() && it.stage() == stage);
  }
}
