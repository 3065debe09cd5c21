package dev.signalbox.core.start;

import dev.signalbox.core.ephemeral.Sweep;
import dev.signalbox.core.ledger.Ledger;
import dev.signalbox.core.reconcile.Heads;
import dev.signalbox.core.reconcile.Reconciler;
import dev.signalbox.core.reconcile.Survey;
import dev.signalbox.core.release.Cause;
import dev.signalbox.core.release.Duty;
import dev.signalbox.core.release.Event;
import dev.signalbox.core.release.Push;
import dev.signalbox.core.release.Ref;
import dev.signalbox.core.release.Relay;
import dev.signalbox.core.route.Decisions;
import dev.signalbox.core.route.Outcome;
import dev.signalbox.core.route.WatchedRepository;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Where all events arrive: it routes them, remembers where they left branches, and misses some. */
public final class Desk {
  private final Definitions definitions;
  private final Router router;
  private final Ledger ledger;
  private final Heads heads;
  private final Reconciler reconciler;
  private final Sweep sweep;
  private final Turnstile turnstile;
  private final Duration maxAge;
  private final InstantSource clock;

  /**
   * A desk with all that it needs.
   *
   * @param maxAge how old an event may be and still start something
   */
  public Desk(
      Definitions definitions,
      Router router,
      Ledger ledger,
      Heads heads,
      Reconciler reconciler,
      Sweep sweep,
      Turnstile turnstile,
      Duration maxAge,
      InstantSource clock) {
    this.definitions = definitions;
    this.router = router;
    this.ledger = ledger;
    this.heads = heads;
    this.reconciler = reconciler;
    this.sweep = sweep;
    this.turnstile = turnstile;
    this.maxAge = maxAge;
    this.clock = clock;
  }

  /** What became of one event. */
  public sealed interface Handled {
    /**
     * It told of something.
     *
     * @param answer absent where it is a push that waits for its repository's turn
     * @param others pushes that had waited and were routed in the same turn
     */
    record Answered(Optional<Routed> answer, List<Routed> others) implements Handled {
      public Answered {
        others = List.copyOf(others);
      }
    }

    /**
     * It was time to look for lost pushes.
     *
     * @param found what became of each of them
     */
    record Reconciled(Survey survey, List<Routed> found) implements Handled {
      public Reconciled {
        found = List.copyOf(found);
      }
    }

    /** It was time to look after the pipelines of branches. */
    record Swept(List<Sweep.Swept> pipelines) implements Handled {
      public Swept {
        pipelines = List.copyOf(pipelines);
      }
    }

    /** It was time to route what waited. */
    record Drained(List<Routed> waiting) implements Handled {
      public Drained {
        waiting = List.copyOf(waiting);
      }
    }

    default List<Routed> routed() {
      return switch (this) {
        case Answered(var answer, var others) ->
            Stream.concat(answer.stream(), others.stream()).toList();
        case Reconciled(_, List<Routed> found) -> found;
        case Swept _ -> List.of();
        case Drained(List<Routed> waiting) -> waiting;
      };
    }
  }

  /**
   * Deals with one event; the same event again ends in the same executions.
   *
   * @param deadline when this process will have stopped, done or not
   */
  public Handled accept(Event event, Instant deadline) {
    if (event instanceof Event.Due(_, Duty duty)) {
      return switch (duty) {
        case RECONCILE -> reconcile(deadline);
        case SWEEP -> new Handled.Swept(sweep.run(definitions.inForce().routes(), deadline));
        case DRAIN -> new Handled.Drained(drained(deadline));
      };
    }
    return event.cause().orElse(null) instanceof Push push
        ? inTurn(event, push, deadline)
        : new Handled.Answered(Optional.of(routeOnce(event, deadline)), List.of());
  }

  private Handled inTurn(Event event, Push push, Instant deadline) {
    Optional<Routed> answer = turnstile.pass(event, push, deadline, this::routeOnce);
    if (answer.isPresent()) {
      return new Handled.Answered(
          answer, turnstile.drain(push.repository(), deadline, this::routeAgain));
    }
    // It is in the ledger now, and nothing that could be missed.
    heads.moved(push);
    return new Handled.Answered(
        answer, turnstile.follow(push.repository(), deadline, this::routeAgain));
  }

  /** What is refused waits in the dead-letter queue; what is unfinished is delivered again. */
  private Routed routeOnce(Event event, Instant deadline) {
    Routed routed = route(event, deadline);
    if (routed.unfinished().isEmpty()) {
      remember(routed.decisions());
    }
    return routed;
  }

  /** Nobody delivers it again: we try until it is done with. */
  private Routed routeAgain(Event event, Instant deadline) {
    Routed routed = route(event, deadline);
    if (routed.decisions().complete()) {
      remember(routed.decisions());
    }
    return routed;
  }

  /** In no order, so that nobody is always the last. */
  private List<Routed> drained(Instant deadline) {
    List<WatchedRepository> all = new ArrayList<>(definitions.inForce().routes().repositories());
    Collections.shuffle(all);
    return all.stream()
        .flatMap(
            watched -> turnstile.drain(watched.repository(), deadline, this::routeAgain).stream())
        .toList();
  }

  private Handled reconcile(Instant deadline) {
    Survey survey = reconciler.survey(definitions.inForce(), deadline);
    List<Routed> found = new ArrayList<>();
    for (Push push : survey.lost()) {
      if (clock.instant().isBefore(deadline)) {
        found.add(find(push, deadline));
      }
    }
    return new Handled.Reconciled(survey, found);
  }

  private Routed find(Push push, Instant deadline) {
    return routeAgain(
        new Event.Relayed(push, new Relay(push.account(), Reconciler.NAME, 0)), deadline);
  }

  private Routed route(Event event, Instant deadline) {
    return event
        .cause()
        .map(Cause::at)
        .filter(clock.instant().minus(maxAge)::isAfter)
        .map(happened -> tooOld(event, happened))
        .orElseGet(() -> router.accept(event, deadline));
  }

  private Routed tooOld(Event event, Instant happened) {
    Decisions decisions =
        Decisions.rejecting(
            event,
            definitions.inForce().version(),
            "it happened at %s, longer ago than %s".formatted(happened, maxAge));
    ledger.record(decisions);
    return new Routed(decisions, Optional.empty());
  }

  private void remember(Decisions decisions) {
    decisions
        .event()
        .cause()
        .filter(_ -> isBelieved(decisions))
        .filter(cause -> cause instanceof Push push && push.ref().kind() == Ref.Kind.BRANCH)
        .ifPresent(cause -> heads.moved((Push) cause));
  }

  private static boolean isBelieved(Decisions decisions) {
    return decisions.all().stream()
        .noneMatch(decision -> decision.outcome() instanceof Outcome.Rejected);
  }
}
