package dev.signalbox.core.start;

import dev.signalbox.core.ephemeral.Keeper;
import dev.signalbox.core.ledger.Ledger;
import dev.signalbox.core.release.Cause;
import dev.signalbox.core.release.Event;
import dev.signalbox.core.release.Push;
import dev.signalbox.core.route.Decider;
import dev.signalbox.core.route.Decisions;
import dev.signalbox.core.route.Definition;
import dev.signalbox.core.route.Progress;
import dev.signalbox.core.route.Sources;
import dev.signalbox.core.route.WatchedRepository;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** Takes events, decides about them and carries the decisions out. */
public final class Router {
  private final Definitions definitions;
  private final Sources sources;
  private final Buses buses;
  private final Ledger ledger;
  private final Starter starter;
  private final Progress progress;
  private final InstantSource clock;
  private final Patience patience;
  private final Optional<BranchStarts> branches;
  private Optional<Definition> known = Optional.empty();
  private Optional<Decider> decider = Optional.empty();

  /**
   * What a router works with.
   *
   * @param runs what the pipelines have made of each ref so far; with none every push is compared
   *     with what its event says
   * @param keeper of the pipelines that branches have of their own, if they may have some
   * @param patience with whoever is busy
   */
  public record Parts(
      Definitions definitions,
      Sources sources,
      Pipelines pipelines,
      Buses buses,
      Ledger ledger,
      Runs runs,
      Optional<Keeper> keeper,
      Patience patience) {
    public Parts(
        Definitions definitions, Sources sources, Pipelines pipelines, Buses buses, Ledger ledger) {
      this(
          definitions,
          sources,
          pipelines,
          buses,
          ledger,
          Runs.NONE,
          Optional.empty(),
          Patience.NONE);
    }

    public Parts with(Runs known) {
      return new Parts(definitions, sources, pipelines, buses, ledger, known, keeper, patience);
    }

    public Parts with(Keeper ofBranches) {
      return new Parts(
          definitions, sources, pipelines, buses, ledger, runs, Optional.of(ofBranches), patience);
    }

    public Parts with(Patience withTheBusy) {
      return new Parts(definitions, sources, pipelines, buses, ledger, runs, keeper, withTheBusy);
    }
  }

  public Router(Parts parts, InstantSource clock) {
    this.patience = parts.patience();
    this.branches = parts.keeper().map(BranchStarts::new);
    this.progress = parts.runs().progress();
    this.definitions = parts.definitions();
    this.sources = parts.sources();
    this.buses = parts.buses();
    this.ledger = parts.ledger();
    this.clock = clock;
    this.starter = new Starter(parts.pipelines(), ledger, parts.runs(), clock);
  }

  /**
   * Routes one event; the same event again ends in the same executions.
   *
   * @param deadline when this process will have stopped, done or not
   */
  public Routed accept(Event event, Instant deadline) {
    if (event instanceof Event.Irrelevant) {
      return new Routed(new Decisions(event, "", List.of()), Optional.empty());
    }
    Decisions decisions = decider().decide(event);
    return event
        .cause()
        .map(cause -> carryOut(decisions, cause, deadline))
        .orElseGet(() -> recorded(new Routed(decisions, Optional.empty())));
  }

  private Decider decider() {
    Definition inForce = definitions.inForce();
    if (!known.equals(Optional.of(inForce))) {
      known = Optional.of(inForce);
      decider = Optional.of(new Decider(inForce, sources, progress));
    }
    return decider.orElseThrow();
  }

  private Routed carryOut(Decisions decisions, Cause cause, Instant deadline) {
    Optional<WatchedRepository> watched =
        cause instanceof Push push
            ? known.orElseThrow().routes().watched(push.repository())
            : Optional.empty();
    var forwarding = new Forwarding(buses, cause, decisions.event().relay());
    var errand = new Errand(starter, branches, progress, forwarding, cause, watched, deadline);
    return recorded(new Dispatch(errand::carryOut, patience).all(decisions, time(deadline)));
  }

  private Duration time(Instant deadline) {
    return Duration.between(clock.instant(), deadline);
  }

  private Routed recorded(Routed routed) {
    ledger.record(routed.decisions());
    return routed;
  }
}
