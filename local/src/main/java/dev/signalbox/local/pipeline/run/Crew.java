package dev.signalbox.local.pipeline.run;

import dev.signalbox.local.api.AwsError;
import dev.signalbox.local.api.Clock;
import dev.signalbox.local.api.Clock.Wait;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Function;
import java.util.function.Supplier;
import software.amazon.awssdk.services.codepipeline.model.ActionDeclaration;
import software.amazon.awssdk.services.codepipeline.model.ActionTypeId;
import software.amazon.awssdk.services.codepipeline.model.StageDeclaration;

/** Has actions done, each on a thread of its own, and brings back how they ended. */
final class Crew {
  private final Function<ActionTypeId, Provider> providers;
  private final Clock clock;
  private final ExecutorService threads;
  private final Map<String, Wait> waits = new ConcurrentHashMap<>();
  private volatile boolean dismissed;

  Crew(Function<ActionTypeId, Provider> providers, Clock clock, ExecutorService threads) {
    this.providers = providers;
    this.clock = clock;
    this.threads = threads;
  }

  /** Starts the named actions of the stage the execution is in. */
  void start(Track track, Execution execution, StageDeclaration stage, List<String> names) {
    Values values = new Values(track.declaration(execution), execution);
    List<ActionRun> runs = new ArrayList<>();
    for (ActionDeclaration action : stage.actions()) {
      if (names.contains(action.name())) {
        runs.add(run(track, values, action));
      }
    }
    Execution busy = execution;
    for (ActionRun run : runs) {
      busy = busy.with(stage.name(), track.now(), it -> it.with(run));
    }
    track.save(busy);
    for (ActionRun run : runs) {
      ActionDeclaration action = track.action(busy, stage.name(), run);
      track.announcements().action(track.pipeline(), busy, stage.name(), action, run);
    }
    for (ActionRun run : runs) {
      Optional<Outcome> impossible = impossible(track, values, busy, stage.name(), run);
      if (impossible.isPresent()) {
        track.finish(busy.id(), stage.name(), run.id(), impossible.get());
      } else {
        perform(track, work(track, busy, stage.name(), run), Provider::begin);
      }
    }
  }

  private ActionRun run(Track track, Values values, ActionDeclaration action) {
    boolean asks = providers.apply(action.actionTypeId()).asksForToken();
    return ActionRun.started(
        UUID.randomUUID().toString(),
        action.name(),
        track.now(),
        values.resolved(action.configuration()).orElse(action.configuration()),
        values.inputs(action),
        asks ? Optional.of(UUID.randomUUID().toString()) : Optional.empty());
  }

  private static Optional<Outcome> impossible(
      Track track, Values values, Execution execution, String stage, ActionRun run) {
    ActionDeclaration action = track.action(execution, stage, run);
    if (values.resolved(action.configuration()).isEmpty()) {
      return Optional.of(
          Outcome.failed(
              "ConfigurationError",
              "An action in this pipeline failed because one or more variables could not be"
                  + " resolved: Action name="
                  + action.name()
                  + ". This can result when a variable is referenced that does not exist. Validate"
                  + " the pipeline variables and the action configuration."));
    }
    if (run.inputs().size() < action.inputArtifacts().size()) {
      return Optional.of(
          Outcome.failed(
              "ConfigurationError",
              "Not every input artifact of action %s was made by the actions before it"
                  .formatted(action.name())));
    }
    return Optional.empty();
  }

  void resume(Track track, Execution execution, String stage, ActionRun run) {
    perform(track, work(track, execution, stage, run), Provider::resume);
  }

  void abandon(Track track, Execution execution, String stage, ActionRun run) {
    settled(run.id());
    Work work = work(track, execution, stage, run);
    submit(() -> providers.apply(work.action().actionTypeId()).abandon(work));
  }

  /** The action has ended: nothing is waited for any more. */
  void settled(String actionRun) {
    Wait wait = waits.remove(actionRun);
    if (wait != null) {
      wait.cancel();
    }
  }

  /** From now on nothing that actions report is heard. */
  void dismiss() {
    dismissed = true;
    waits.values().forEach(Wait::cancel);
  }

  boolean dismissed() {
    return dismissed;
  }

  static Work work(Track track, Execution execution, String stage, ActionRun run) {
    return new Work(
        track.pipeline(),
        track.declaration(execution),
        execution,
        stage,
        track.action(execution, stage, run),
        run);
  }

  @FunctionalInterface
  interface Way {
    void go(Provider provider, Work work, Report report);
  }

  void perform(Track track, Work work, Way way) {
    Report report = report(track, work);
    submit(() -> {
      try {
        way.go(providers.apply(work.action().actionTypeId()), work, report);
      } catch (AwsError e) {
        report.ended(Outcome.failed("JobFailed", e.code() + ": " + e.getMessage()));
      } catch (RuntimeException e) {
        report.ended(Outcome.failed("SystemUnavailable", "The action could not be run: " + e));
        throw e;
      }
    });
  }

  private void submit(Runnable task) {
    try {
      threads.execute(task);
    } catch (RejectedExecutionException e) {
      // Being closed: what was under way is taken up, or fails, at the next start.
      return;
    }
  }

  private Report report(Track track, Work work) {
    String execution = work.execution().id();
    String stage = work.stage();
    String run = work.run().id();
    return new Report() {
      @Override
      public void progress(External external) {
        heard(() -> track.progress(execution, stage, run, external));
      }

      @Override
      public void ended(Outcome outcome) {
        heard(() -> track.finish(execution, stage, run, outcome));
      }

      @Override
      public void unlessWithin(Duration time, Outcome outcome) {
        heard(() -> {
          settled(run);
          if (track.running(execution, stage, run).isPresent()) {
            waits.put(run, clock.after(time, () -> ended(outcome)));
          }
          return true;
        });
      }

      private void heard(Supplier<Boolean> change) {
        track.change(() -> !dismissed && change.get());
      }
    };
  }
}
