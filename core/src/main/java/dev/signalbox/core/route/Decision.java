package dev.signalbox.core.route;

import dev.signalbox.core.release.Reach;
import dev.signalbox.core.release.Target;
import java.util.Optional;

/**
 * What was decided for one route, and why.
 *
 * @param route absent where the decision is about the push as a whole
 */
public record Decision(
    Optional<Route> route,
    Outcome outcome,
    Optional<Grounds> grounds,
    Optional<Baseline> baseline) {
  static Decision of(Route route, Outcome outcome, Grounds grounds) {
    return new Decision(Optional.of(route), outcome, Optional.of(grounds), Optional.empty());
  }

  /** The route takes the push: its pipeline is started, or told of it, by the target's way. */
  static Decision taking(Route route, String reason, Grounds grounds) {
    return of(
        route,
        switch (route.start().target().reach()) {
          case Reach.Role _ -> new Outcome.Started(reason, Optional.empty());
          case Reach.Bus(String name) -> new Outcome.Forwarded(reason, name);
        },
        grounds);
  }

  static Decision ofAll(Outcome outcome) {
    return new Decision(Optional.empty(), outcome, Optional.empty(), Optional.empty());
  }

  public Optional<Target> target() {
    return route.map(r -> r.start().target());
  }

  /** The same decision, carried out. */
  public Decision with(Outcome carriedOut) {
    return new Decision(route, carriedOut, grounds, baseline);
  }

  Decision brief() {
    return new Decision(route, outcome, grounds.map(Grounds::brief), baseline);
  }

  Decision comparedWith(Baseline used) {
    return new Decision(route, outcome, grounds, Optional.of(used));
  }
}
