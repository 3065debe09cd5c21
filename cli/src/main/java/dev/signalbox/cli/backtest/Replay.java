package dev.signalbox.cli.backtest;

import dev.signalbox.core.release.CommitId;
import dev.signalbox.core.release.Event;
import dev.signalbox.core.release.PipelineId;
import dev.signalbox.core.release.Push;
import dev.signalbox.core.release.Ref;
import dev.signalbox.core.route.Change;
import dev.signalbox.core.route.Decider;
import dev.signalbox.core.route.Decision;
import dev.signalbox.core.route.Definition;
import dev.signalbox.core.route.Ephemeral;
import dev.signalbox.core.route.Outcome;
import dev.signalbox.core.route.Source;
import dev.signalbox.core.route.Start;
import dev.signalbox.core.route.WatchedRepository;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** One definition, asked about one push after the other of a branch that has been. */
final class Replay {
  private final WatchedRepository repository;
  private final Ref branch;
  private final Decider decider;
  private Optional<GitLog.Step> now = Optional.empty();

  Replay(Definition definition, WatchedRepository repository, Ref branch) {
    this.repository = repository;
    this.branch = branch;
    this.decider = new Decider(definition, _ -> new Stepping());
  }

  /** The pipelines that this step would have started, had it been pushed by itself. */
  Set<PipelineId> starts(GitLog.Step step) {
    now = Optional.of(step);
    var push =
        new Push(
            "backtest",
            repository.repository(),
            branch,
            step.parent(),
            Optional.of(step.commit()),
            Instant.ofEpochSecond(step.seconds()));
    return decider.decide(new Event.Pushed(push)).all().stream()
        .filter(Replay::starts)
        .flatMap(decision -> decision.route().stream())
        .map(route -> counted(route.start()))
        .collect(Collectors.toSet());
  }

  /** The pipelines of branches count as the template that they are like. */
  private static PipelineId counted(Start start) {
    return start.ephemeral().map(Ephemeral::template).orElse(start.target().pipeline());
  }

  private static boolean starts(Decision decision) {
    return decision.outcome() instanceof Outcome.Started
        || decision.outcome() instanceof Outcome.Forwarded;
  }

  /** Knows the step at hand and nothing else. */
  private final class Stepping implements Source {
    @Override
    public Iterable<List<Change>> changes(Optional<CommitId> from, CommitId to) {
      return List.of(now.orElseThrow().changes());
    }

    @Override
    public Iterable<List<Change>> changesOfEach(Optional<CommitId> from, CommitId to) {
      return changes(from, to);
    }

    @Override
    public Optional<CommitId> mergeBase(CommitId one, CommitId other) {
      return Optional.of(one);
    }

    @Override
    public Optional<CommitId> head(String name) {
      return Optional.empty();
    }

    @Override
    public Optional<String> message(CommitId commit) {
      return now.map(GitLog.Step::message);
    }
  }
}
