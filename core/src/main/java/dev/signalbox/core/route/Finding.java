package dev.signalbox.core.route;

import dev.signalbox.core.route.Grounds.Clause;
import java.util.List;
import java.util.Optional;

/** What a clause of a route says to a cause, in words and with what it rests on. */
record Finding(String reason, Grounds grounds) {
  static Finding of(String reason, Clause clause, String witness) {
    return new Finding(reason, new Grounds(clause, Optional.empty(), List.of(witness)));
  }

  Decision refusing(Route route) {
    return Decision.of(route, new Outcome.Skipped(reason), grounds);
  }

  Decision taking(Route route) {
    return Decision.taking(route, reason, grounds);
  }
}
