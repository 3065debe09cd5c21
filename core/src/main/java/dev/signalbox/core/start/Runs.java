package dev.signalbox.core.start;

import dev.signalbox.core.ledger.End;
import dev.signalbox.core.ledger.Executions;
import dev.signalbox.core.release.ExecutionId;
import dev.signalbox.core.release.Push;
import dev.signalbox.core.route.Baseline;
import dev.signalbox.core.route.Progress;
import java.util.Optional;

/** Keeps account of what runs for which push, until it has ended. */
public final class Runs {
  /** Knows nothing and keeps nothing. */
  public static final Runs NONE = new Runs(Progress.NONE, Executions.NONE);

  private final Progress progress;
  private final Executions executions;

  public Runs(Progress progress, Executions executions) {
    this.progress = progress;
    this.executions = executions;
  }

  /** How far pipelines have come with refs. */
  public Progress progress() {
    return progress;
  }

  static Optional<Progress.Line> line(Trigger trigger) {
    return trigger.cause() instanceof Push push
        ? Optional.of(new Progress.Line(trigger.pipeline(), push.repository(), push.ref()))
        : Optional.empty();
  }

  /**
   * Notes a start before it is made, so that no crash loses it.
   *
   * @return whether that is news: what another delivery has noted is for that one to take back
   */
  boolean announce(Trigger trigger, Baseline baseline) {
    return line(trigger).filter(line -> progress.started(line, trigger.id(), baseline)).isPresent();
  }

  void abandon(Trigger trigger) {
    line(trigger).ifPresent(line -> progress.abandoned(line, trigger.id()));
  }

  /** A trigger runs as this execution, which may have ended by now. */
  void note(Trigger trigger, ExecutionId execution) {
    settle(
        executions.runsFor(
            new Executions.Execution(trigger.pipeline(), execution),
            new Executions.Purpose(line(trigger), trigger.id())));
  }

  /**
   * An execution has ended, which may be told before who started it has said what for.
   *
   * @return all that is known of it
   */
  public Executions.Known ended(Executions.Execution execution, End end) {
    Executions.Known known = executions.ended(execution, end);
    settle(known);
    return known;
  }

  private void settle(Executions.Known known) {
    known
        .purpose()
        .ifPresent(purpose ->
            purpose
                .line()
                .ifPresent(line ->
                    known
                        .end()
                        .ifPresent(
                            end -> progress.ended(line, purpose.trigger(), end.isSuccess()))));
  }
}
