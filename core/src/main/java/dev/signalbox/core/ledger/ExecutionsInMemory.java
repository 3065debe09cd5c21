package dev.signalbox.core.ledger;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Executions that are known as long as their process lives. */
public final class ExecutionsInMemory implements Executions {
  private static final Known NOTHING = new Known(Optional.empty(), Optional.empty());

  private final Map<Execution, Known> all = new HashMap<>();

  @Override
  public synchronized Known runsFor(Execution execution, Purpose purpose) {
    Known before = all.getOrDefault(execution, NOTHING);
    return keep(execution, new Known(Optional.of(purpose), before.end()));
  }

  @Override
  public synchronized Known ended(Execution execution, End end) {
    Known before = all.getOrDefault(execution, NOTHING);
    return keep(
        execution,
        new Known(
            before.purpose(), before.end().filter(End::isSuccess).or(() -> Optional.of(end))));
  }

  private Known keep(Execution execution, Known known) {
    all.put(execution, known);
    return known;
  }
}
