package dev.signalbox.core.gate;

import dev.signalbox.core.Refused;
import dev.signalbox.core.Unavailable;
import dev.signalbox.core.gate.Guarded.DeploymentGroup;
import dev.signalbox.core.gate.Running.Waiting;
import dev.signalbox.core.gate.Verdict.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Finds hooks whose event never reached the gate. Nobody but the event knows the id by which
 * CodeDeploy could be answered, so that all that is left is to stop the deployment.
 */
public final class Watchdog {
  /** What became of a look. */
  public sealed interface Seen {
    /** A deployment was stopped. */
    record Stopped(Recorded recorded) implements Seen {}

    /** A rollback waits for a hook that was lost; stopped, it would be worse off. */
    record Left(Waiting waiting) implements Seen {}

    /** A group could not be looked at, or a deployment not be stopped. */
    record Unable(DeploymentGroup group, String why) implements Seen {}
  }

  private final Supplier<Declared> inForce;
  private final Running running;
  private final Verdicts verdicts;
  private final Duration patience;
  private final InstantSource clock;

  /**
   * @param patience how long an event may be under way
   */
  public Watchdog(
      Supplier<Declared> inForce,
      Running running,
      Verdicts verdicts,
      Duration patience,
      InstantSource clock) {
    this.inForce = inForce;
    this.running = running;
    this.verdicts = verdicts;
    this.patience = patience;
    this.clock = clock;
  }

  /** Looks at the deployments of all groups that have a gate; one in trouble keeps no other. */
  public List<Seen> look() {
    Declared declared = inForce.get();
    List<Seen> seen = new ArrayList<>();
    for (DeploymentGroup group : groups(declared.gates())) {
      try {
        for (Waiting waiting : running.waiting(group)) {
          if (isLost(waiting)) {
            seen.add(lost(waiting, declared));
          }
        }
      } catch (Refused e) {
        seen.add(new Seen.Unable(group, e.reason()));
      } catch (Unavailable e) {
        seen.add(new Seen.Unable(group, e.reason()));
      }
    }
    return seen;
  }

  private static List<DeploymentGroup> groups(Gates gates) {
    return gates.all().stream()
        .flatMap(gate ->
            gate.on().place() instanceof DeploymentGroup group
                ? Stream.of(group)
                : Stream.<DeploymentGroup>empty())
        .distinct()
        .toList();
  }

  /** Hooks are counted: no clock tells which of a deployment's events it was that came. */
  private boolean isLost(Waiting waiting) {
    return waiting.since().plus(patience).isBefore(clock.instant())
        && verdicts.heardOf(waiting.deployment()) < waiting.asked();
  }

  private Seen lost(Waiting waiting, Declared declared) {
    if (waiting.rollback()) {
      return new Seen.Left(waiting);
    }
    Recorded recorded = verdicts.give(recorded(waiting, declared));
    running.stop(waiting);
    verdicts.told(recorded.hook(), clock.instant());
    return new Seen.Stopped(recorded);
  }

  private static Optional<String> gate(Waiting waiting, Gates gates) {
    return Moment.ofLifecycleEvent(waiting.event())
        .flatMap(moment ->
            gates.all().stream()
                .filter(gate -> gate.on().covers(waiting.group(), moment))
                .findFirst())
        .map(Gate::name);
  }

  private Recorded recorded(Waiting waiting, Declared declared) {
    Instant now = clock.instant();
    return new Recorded(
        Hook.CodeDeploy.lost(waiting.deployment(), waiting.event()),
        Optional.empty(),
        gate(waiting, declared.gates()),
        Optional.of(declared.version()),
        Verdict.plain(
            Outcome.INCONCLUSIVE,
            "The event of hook %s never reached the gate: it has waited for %d s, and %s was stopped"
                .formatted(
                    waiting.event(),
                    Duration.between(waiting.since(), now).toSeconds(),
                    waiting.deployment())),
        now);
  }
}
