package dev.signalbox.functions.router;

import dev.signalbox.core.Refused;
import dev.signalbox.core.ledger.LedgerInMemory;
import dev.signalbox.core.reconcile.Branches;
import dev.signalbox.core.reconcile.HeadsInMemory;
import dev.signalbox.core.reconcile.Reconciler;
import dev.signalbox.core.release.CommitId;
import dev.signalbox.core.release.ExecutionId;
import dev.signalbox.core.route.Change;
import dev.signalbox.core.route.Definition;
import dev.signalbox.core.route.Source;
import dev.signalbox.core.route.WatchedRepository;
import dev.signalbox.core.start.Desk;
import dev.signalbox.core.start.Pipeline;
import dev.signalbox.core.start.Pipelines;
import dev.signalbox.core.start.Router;
import dev.signalbox.core.start.SourceAction;
import dev.signalbox.core.start.StartRequest;
import dev.signalbox.core.start.Trigger;
import dev.signalbox.core.start.Turnstile;
import dev.signalbox.core.turn.TurnsInMemory;
import dev.signalbox.core.turn.WaitingRoomInMemory;
import dev.signalbox.definitions.yaml.DefinitionFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The example's shop, of which every push changes the library that both services use. */
final class Shop implements Pipelines, Source, Branches {
  /** The samples were recorded once. */
  private static final Duration MAX_AGE = Duration.ofDays(36_500);

  static final Path EXAMPLE = Path.of("../../examples/shop/signalbox.yaml");

  final Preview preview = new Preview();
  final List<String> started = new ArrayList<>();
  final TurnsInMemory turns = new TurnsInMemory();
  final Set<String> missing = new HashSet<>();
  final Map<String, CommitId> branches = new HashMap<>();

  Desk desk(InstantSource clock) {
    Definition definition = definition();
    var ledger = new LedgerInMemory();
    var heads = new HeadsInMemory();
    var router =
        new Router(
            new Router.Parts(() -> definition, _ -> this, this, (_, _, _) -> {}, ledger), clock);
    var reconciler = new Reconciler(this, heads, _ -> {}, Duration.ZERO, clock);
    var turnstile = new Turnstile(turns, new WaitingRoomInMemory(), clock);
    return new Desk(
        () -> definition,
        router,
        ledger,
        heads,
        reconciler,
        preview.sweep(clock),
        turnstile,
        MAX_AGE,
        clock);
  }

  @Override
  public List<String> names(WatchedRepository repository) {
    return List.copyOf(branches.keySet());
  }

  @Override
  public Optional<CommitId> head(WatchedRepository repository, String branch) {
    return Optional.ofNullable(branches.get(branch));
  }

  private static Definition definition() {
    try {
      return DefinitionFile.check(EXAMPLE.toString(), Files.readAllBytes(EXAMPLE))
          .definition()
          .orElseThrow();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public Pipeline describe(Trigger trigger) {
    if (missing.contains(trigger.pipeline().name())) {
      throw new Refused("there is no pipeline " + trigger.pipeline());
    }
    return new Pipeline(
        trigger.pipeline(),
        true,
        List.of(SourceAction.codeCommit("Checkout", "shop", Optional.of("main"))));
  }

  @Override
  public ExecutionId start(StartRequest request) {
    started.add(request.trigger().pipeline().name());
    return new ExecutionId("execution-" + started.size());
  }

  @Override
  public Optional<ExecutionId> startedBy(Trigger trigger, Instant since) {
    return Optional.empty();
  }

  @Override
  public Iterable<List<Change>> changes(Optional<CommitId> from, CommitId to) {
    return List.of(List.of(new Change(Change.Kind.MODIFIED, "libs/pricing/Price.java")));
  }

  @Override
  public Optional<CommitId> mergeBase(CommitId one, CommitId other) {
    return Optional.of(one);
  }

  @Override
  public Optional<CommitId> head(String branch) {
    return Optional.empty();
  }
}
