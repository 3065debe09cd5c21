package dev.signalbox.core.ephemeral;

import dev.signalbox.core.Refused;
import dev.signalbox.core.Unavailable;
import dev.signalbox.core.release.PipelineId;
import dev.signalbox.core.route.Ephemeral.OnDelete;
import dev.signalbox.core.route.Routes;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Deletes the pipelines of branches that are gone, and those that nobody has used for long. */
public final class Sweep {
  /** A pipeline that was never made in full is left alone for so long. */
  private static final Duration TIME_TO_MAKE = Duration.ofHours(1);

  /** Before this little is left of a process's time, it begins nothing more. */
  private static final Duration TIME_FOR_ONE = Duration.ofSeconds(15);

  private final Register register;
  private final Keeper keeper;
  private final InstantSource clock;

  public Sweep(Register register, Keeper keeper, InstantSource clock) {
    this.register = register;
    this.keeper = keeper;
    this.clock = clock;
  }

  /** One pipeline whose time had come. */
  public record Swept(PipelineId pipeline, String reason, Fate fate) {}

  /**
   * Looks at every pipeline on the list, oldest use first; what there is no time for, and what
   * fails, is for the next sweep.
   *
   * @param deadline when this process will have stopped, done or not
   */
  public List<Swept> run(Routes routes, Instant deadline) {
    List<Swept> swept = new ArrayList<>();
    for (Registered one : oldestFirst()) {
      if (clock.instant().plus(TIME_FOR_ONE).isAfter(deadline)) {
        break;
      }
      look(one, routes, deadline).ifPresent(swept::add);
    }
    return swept;
  }

  private List<Registered> oldestFirst() {
    return register.all().stream().sorted(Comparator.comparing(Registered::used)).toList();
  }

  private Optional<Swept> look(Registered one, Routes routes, Instant deadline) {
    PipelineId id = one.pipeline().id();
    try {
      return due(one, routes)
          .map(due ->
              new Swept(
                  id,
                  due.reason(),
                  keeper.removeIf(
                      one.pipeline(), deadline, now -> due(now, routes).map(Due::policy))));
    } catch (Refused e) {
      return Optional.of(failed(id, e.reason()));
    } catch (Unavailable e) {
      return Optional.of(failed(id, e.reason()));
    }
  }

  private static Swept failed(PipelineId id, String why) {
    return new Swept(id, "it could not be looked at or deleted", new Fate(Fate.Kind.FAILED, why));
  }

  private record Due(String reason, OnDelete policy) {}

  /** A branch that cannot be asked for counts as being there. */
  private Optional<Due> due(Registered one, Routes routes) {
    Instant now = clock.instant();
    if (one.expires().isBefore(now)) {
      // Nobody has asked for an end of what runs.
      return Optional.of(new Due("it has not been used since " + one.used(), OnDelete.WAIT));
    }
    if (one.version().isEmpty() && one.since().plus(TIME_TO_MAKE).isBefore(now)) {
      return Optional.of(new Due("it was never made in full", OnDelete.ABANDON));
    }
    return routes
        .watched(one.pipeline().repository())
        .filter(watched -> !keeper.isThere(one.pipeline(), watched))
        .map(_ -> new Due("its branch is gone", one.pipeline().plan().onDelete()));
  }
}
