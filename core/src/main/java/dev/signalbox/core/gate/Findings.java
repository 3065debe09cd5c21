package dev.signalbox.core.gate;

import dev.signalbox.core.gate.Finding.Result;
import dev.signalbox.core.gate.check.Judge;
import dev.signalbox.core.gate.check.Observation;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** What the checks of one turn have found so far; many write, one reads and closes. */
final class Findings {
  private final Map<String, Finding> found = new LinkedHashMap<>();
  private final Map<String, Observation> observed = new HashMap<>();
  private final Semaphore changes = new Semaphore(0);
  private final Map<String, Instant> answered = new HashMap<>();
  private final InstantSource clock;
  private boolean closed;

  Findings(List<Finding> before, InstantSource clock) {
    this.clock = clock;
    before.forEach(finding -> found.put(finding.check(), finding));
  }

  /** Judges; what comes after the end is too late to change anything. */
  synchronized Result add(Check check, Observation observation) {
    Finding finding = Judge.judge(check, observation);
    put(check, finding, Optional.of(observation));
    return finding.result();
  }

  /** Nothing could be measured, and the next try may. */
  synchronized void trouble(Check check, String why) {
    put(check, Finding.of(check, Result.WAIT, why), Optional.empty());
  }

  private void put(Check check, Finding finding, Optional<Observation> observation) {
    if (!closed) {
      found.put(check.name(), finding);
      answered.put(check.name(), clock.instant());
      observation.ifPresentOrElse(
          o -> observed.put(check.name(), o), () -> observed.remove(check.name()));
      changes.release();
    }
  }

  synchronized List<Finding> all() {
    return List.copyOf(found.values());
  }

  /** Some check is done with. */
  void done() {
    changes.release();
  }

  /** Waits until something happens, or for this long. */
  void await(long millis) throws InterruptedException {
    if (changes.tryAcquire(Math.max(1, millis), TimeUnit.MILLISECONDS)) {
      changes.drainPermits();
    }
  }

  synchronized Turn close(boolean over) {
    closed = true;
    return new Turn(List.copyOf(found.values()), observed, answered, over);
  }
}
