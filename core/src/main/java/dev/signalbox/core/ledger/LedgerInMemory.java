package dev.signalbox.core.ledger;

import dev.signalbox.core.release.ExecutionId;
import dev.signalbox.core.release.TriggerId;
import dev.signalbox.core.route.Decisions;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A ledger that lives as long as its process. */
public final class LedgerInMemory implements Ledger {
  private record Entry(Instant since, Instant until, Optional<ExecutionId> execution) {}

  private final Map<TriggerId, Entry> triggers = new HashMap<>();
  private final Map<String, Decisions> decisions = new HashMap<>();

  @Override
  public synchronized Claim claim(TriggerId trigger, Instant now, Instant until) {
    Entry known = triggers.get(trigger);
    if (known == null) {
      triggers.put(trigger, new Entry(now, until, Optional.empty()));
      return new Claim.Granted();
    }
    if (known.execution().isPresent()) {
      return new Claim.Confirmed(known.execution().get());
    }
    if (known.until().isAfter(now)) {
      return new Claim.Held(known.until());
    }
    triggers.put(trigger, new Entry(known.since(), until, Optional.empty()));
    return new Claim.Recovered(known.since());
  }

  @Override
  public synchronized void confirm(TriggerId trigger, ExecutionId execution, Instant now) {
    triggers.merge(
        trigger,
        new Entry(now, now, Optional.of(execution)),
        (known, confirmed) -> known.execution().isPresent() ? known : confirmed);
  }

  @Override
  public synchronized void release(TriggerId trigger) {
    triggers.computeIfPresent(trigger, (_, known) -> known.execution().isPresent() ? known : null);
  }

  @Override
  public synchronized void record(Decisions made) {
    decisions.merge(
        made.subject() + " " + made.version(),
        made,
        (known, now) -> known.complete() ? known : now);
  }

  /** What is on record, in no order. */
  public synchronized List<Decisions> recorded() {
    return List.copyOf(decisions.values());
  }
}
