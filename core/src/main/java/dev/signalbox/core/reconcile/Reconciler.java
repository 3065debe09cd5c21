package dev.signalbox.core.reconcile;

import dev.signalbox.core.Refused;
import dev.signalbox.core.Unavailable;
import dev.signalbox.core.release.Push;
import dev.signalbox.core.release.Ref;
import dev.signalbox.core.release.Repository;
import dev.signalbox.core.route.Definition;
import dev.signalbox.core.route.WatchedRepository;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Finds pushes of which no event has come: branches that are not where the last routed push left
 * them.
 *
 * <p>A push that it makes up has the identity of the real one, where one was lost: the late real
 * event starts nothing. Where several were lost, one push spans them all.
 */
public final class Reconciler {
  /** Who tells of the pushes that it finds. */
  public static final String NAME = "reconcile";

  /** What must be left of the time to route what was found. */
  private static final Duration TO_ROUTE = Duration.ofSeconds(15);

  /** Who has not looked for longer does not start what has long been there. */
  static final Duration NEWS = Duration.ofDays(14);

  private final Branches branches;
  private final Heads heads;
  private final Pause pause;
  private final Duration grace;
  private final InstantSource clock;

  /** Lets time pass. */
  public interface Pause {
    void until(Instant instant);
  }

  /**
   * One who looks at these branches.
   *
   * @param grace how long a push is left to its event before it counts as lost
   */
  public Reconciler(
      Branches branches, Heads heads, Pause pause, Duration grace, InstantSource clock) {
    this.branches = branches;
    this.heads = heads;
    this.pause = pause;
    this.grace = grace;
    this.clock = clock;
  }

  /**
   * Looks at every branch that a route is for, those first that have waited longest. What there is
   * no time for has its turn the next time.
   */
  public Survey survey(Definition definition, Instant deadline) {
    List<Survey.Looked> looked = new ArrayList<>();
    List<Difference> differences = new ArrayList<>();
    Instant stop = deadline.minus(grace).minus(TO_ROUTE);
    for (WatchedRepository watched : longestWaitingFirst(definition)) {
      var sight =
          new Sight(watched, definition, look(watched.repository()), branches, heads, clock);
      try {
        sight.take(stop);
        looked.add(sight.looked(Optional.empty()));
      } catch (Refused e) {
        looked.add(sight.looked(Optional.of(e.reason())));
      } catch (Unavailable e) {
        looked.add(sight.looked(Optional.of(e.reason())));
      }
      differences.addAll(sight.differences());
    }
    return new Survey(lost(differences, deadline.minus(TO_ROUTE)), looked);
  }

  /** Whom nobody watches by a route of branches, or who watches himself, is left alone. */
  private List<WatchedRepository> longestWaitingFirst(Definition definition) {
    Map<Repository, Instant> lastLooks = new HashMap<>();
    List<WatchedRepository> watched = definition.routes().reconciled();
    watched.forEach(w -> lastLooks.put(w.repository(), look(w.repository()).at()));
    return watched.stream()
        .sorted(Comparator.comparing(w -> lastLooks.getOrDefault(w.repository(), Instant.EPOCH)))
        .toList();
  }

  private Look look(Repository repository) {
    return heads.look(repository).orElse(Look.NEVER);
  }

  /** A push that was just made is told by its event: what still differs after a while is lost. */
  private List<Push> lost(List<Difference> differences, Instant stop) {
    if (differences.isEmpty()) {
      return List.of();
    }
    pause.until(clock.instant().plus(grace));
    Map<Repository, Map<Ref, Head>> known = new HashMap<>();
    return differences.stream()
        .takeWhile(_ -> clock.instant().isBefore(stop))
        .filter(difference ->
            difference.standsIn(
                known.computeIfAbsent(difference.push().repository(), heads::of), branches))
        .map(Difference::push)
        .toList();
  }
}
