package dev.signalbox.core.start;

import dev.signalbox.core.Refused;
import dev.signalbox.core.Unavailable;
import dev.signalbox.core.ephemeral.Keeper;
import dev.signalbox.core.ledger.Ledger;
import dev.signalbox.core.release.Cause;
import dev.signalbox.core.release.Event;
import dev.signalbox.core.release.Push;
import dev.signalbox.core.release.Reach;
import dev.signalbox.core.release.Target;
import dev.signalbox.core.route.Decider;
import dev.signalbox.core.route.Decision;
import dev.signalbox.core.route.Decisions;
import dev.signalbox.core.route.Definition;
import dev.signalbox.core.route.Grounds;
import dev.signalbox.core.route.Outcome;
import dev.signalbox.core.route.Progress;
import dev.signalbox.core.route.Route;
import dev.signalbox.core.route.Sources;
import dev.signalbox.core.route.WatchedRepository;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Takes events, decides about them and carries the decisions out. */
public final class Router {
  private static final String NOT_EXACT =
      "but the pipeline is of type V1: it takes no variables and runs its branch's newest commit";

  private final Definitions definitions;
  private final Sources sources;
  private final Buses buses;
  private final Ledger ledger;
  private final Starter starter;
  private final Progress progress;
  private final Optional<BranchStarts> branches;
  private Optional<Definition> known = Optional.empty();
  private Optional<Decider> decider = Optional.empty();

  /** Compares every push with what its event says. */
  public Router(
      Definitions definitions,
      Sources sources,
      Pipelines pipelines,
      Buses buses,
      Ledger ledger,
      InstantSource clock) {
    this(definitions, sources, pipelines, buses, ledger, Runs.NONE, clock);
  }

  /** Compares each push with what the pipelines have made of its ref so far. */
  public Router(
      Definitions definitions,
      Sources sources,
      Pipelines pipelines,
      Buses buses,
      Ledger ledger,
      Runs runs,
      InstantSource clock) {
    this(definitions, sources, pipelines, buses, ledger, runs, Optional.<Keeper>empty(), clock);
  }

  /** Besides, makes and deletes the pipelines that branches have of their own. */
  public Router(
      Definitions definitions,
      Sources sources,
      Pipelines pipelines,
      Buses buses,
      Ledger ledger,
      Runs runs,
      Optional<Keeper> keeper,
      InstantSource clock) {
    this.branches = keeper.map(BranchStarts::new);
    this.progress = runs.progress();
    this.definitions = definitions;
    this.sources = sources;
    this.buses = buses;
    this.ledger = ledger;
    this.starter = new Starter(pipelines, ledger, runs, clock);
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
        .orElseGet(() -> recorded(decisions, Optional.empty()));
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
    List<Decision> carriedOut = new ArrayList<>();
    Optional<Unavailable> unfinished = Optional.empty();
    for (Decision decision : decisions.all()) {
      try {
        carriedOut.add(carryOut(decision, cause, deadline));
      } catch (Refused e) {
        carriedOut.add(decision.with(new Outcome.Failed(e.reason(), false)));
      } catch (Unavailable e) {
        carriedOut.add(decision.with(new Outcome.Failed(e.reason(), true)));
        unfinished = unfinished.or(() -> Optional.of(e));
      }
    }
    return recorded(new Decisions(decisions.event(), decisions.version(), carriedOut), unfinished);
  }

  private Routed recorded(Decisions decisions, Optional<Unavailable> unfinished) {
    ledger.record(decisions);
    return new Routed(decisions, unfinished);
  }

  private Decision carryOut(Decision decision, Cause cause, Instant deadline) {
    return switch (decision.outcome()) {
      case Outcome.Started(String reason, var _) ->
          decision.with(start(decision, cause, reason, deadline));
      case Outcome.Forwarded forwarded -> {
        forward(decision.route().orElseThrow(), cause);
        yield decision.with(forwarded);
      }
      case Outcome.Skipped _ -> {
        forget(decision, cause);
        yield removed(decision, cause, deadline);
      }
      case Outcome.Stale _, Outcome.Rejected _, Outcome.Failed _, Outcome.NoRoute _ -> decision;
    };
  }

  /** What a marker skips is owed, but where the route says otherwise. */
  private void forget(Decision decision, Cause cause) {
    boolean marked =
        decision.grounds().filter(g -> g.clause() == Grounds.Clause.IGNORE_SKIP).isPresent();
    if (marked && cause instanceof Push push) {
      Route route = decision.route().orElseThrow();
      if (route.is(Route.Option.SKIP_FORGETS)) {
        progress.forgotten(line(route, push), route.trigger(push), push.after().orElseThrow());
      }
    }
  }

  private static Progress.Line line(Route route, Push push) {
    return new Progress.Line(route.start().target().pipeline(), push.repository(), push.ref());
  }

  /** A branch that is deleted takes its own pipeline with it. */
  private Decision removed(Decision decision, Cause cause, Instant deadline) {
    boolean own =
        decision.grounds().filter(g -> g.clause() == Grounds.Clause.EPHEMERAL).isPresent();
    return own && cause instanceof Push push && push.deletes()
        ? decision.with(
            branches().remove(decision.route().orElseThrow(), push, watched(push), deadline))
        : decision;
  }

  private BranchStarts branches() {
    return branches.orElseThrow(() -> new Refused("this router makes no pipelines"));
  }

  private WatchedRepository watched(Push push) {
    return known.orElseThrow().routes().watched(push.repository()).orElseThrow();
  }

  private Outcome start(Decision decision, Cause cause, String reason, Instant deadline) {
    Route route = decision.route().orElseThrow();
    return route.start().ephemeral().isPresent() && cause instanceof Push push
        ? branches()
            .start(
                route,
                push,
                watched(push),
                deadline,
                made ->
                    started(
                        route,
                        cause,
                        reason,
                        t -> starter.startAnew(t, decision.baseline(), made.since(), deadline)))
        : started(route, cause, reason, t -> starter.start(t, decision.baseline(), deadline));
  }

  private static Outcome.Started started(
      Route route, Cause cause, String reason, Function<Trigger, Starter.Started> start) {
    Target target = route.start().target();
    if (!(target.reach() instanceof Reach.Role role)) {
      throw new IllegalStateException("Only what is reached by a role is started: " + target);
    }
    Starter.Started started =
        start.apply(
            new Trigger(
                route.trigger(cause),
                target.pipeline(),
                role,
                cause,
                route.start().variablesFor(cause)));
    return new Outcome.Started(
        started.exact() ? reason : reason + ", " + NOT_EXACT, Optional.of(started.execution()));
  }

  private void forward(Route route, Cause cause) {
    Target target = route.start().target();
    if (!(cause instanceof Push push)) {
      throw new Refused(
          "only pushes are forwarded, this is of kind '%s': let a rule in account %s tell %s of it"
              .formatted(cause.kind(), cause.account(), target.pipeline().account()));
    }
    if (target.reach() instanceof Reach.Bus bus) {
      buses.forward(push, target.pipeline(), bus);
    }
  }
}
