package dev.signalbox.core.start;

import dev.signalbox.core.Busy;
import dev.signalbox.core.Refused;
import dev.signalbox.core.Unavailable;
import dev.signalbox.core.release.AccountId;
import dev.signalbox.core.release.PipelineId;
import dev.signalbox.core.release.Region;
import dev.signalbox.core.release.Target;
import dev.signalbox.core.route.Decision;
import dev.signalbox.core.route.Decisions;
import dev.signalbox.core.route.Grounds;
import dev.signalbox.core.route.Outcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * Has decisions carried out: for each account and Region in the definition's order, for different
 * ones side by side, so that one that is broken holds nobody up.
 */
final class Dispatch {
  /** The part of the time that is left to write down how it went. */
  private static final int RESERVE = 10;

  private record Place(AccountId account, Region region) {}

  private record Done(Decision decision, Optional<Unavailable> why) {}

  private final UnaryOperator<Decision> errand;
  private final Patience patience;
  private final Map<Integer, Done> done = new ConcurrentHashMap<>();

  Dispatch(UnaryOperator<Decision> errand, Patience patience) {
    this.errand = errand;
    this.patience = patience;
  }

  /** The same decisions in the same order, carried out as far as there is time. */
  Routed all(Decisions decisions, Duration time) {
    Map<Integer, Done> inTime =
        Lanes.run(
            lanes(decisions.all()), time.minus(time.dividedBy(RESERVE)), () -> Map.copyOf(done));
    List<Done> all = new ArrayList<>();
    for (Decision decision : decisions.all()) {
      all.add(Optional.ofNullable(inTime.get(all.size())).orElseGet(() -> tooLate(decision)));
    }
    return new Routed(
        new Decisions(
            decisions.event(), decisions.version(), all.stream().map(Done::decision).toList()),
        all.stream().flatMap(d -> d.why().stream()).findFirst());
  }

  /** The lanes of what takes other accounts to do; all else is done at once. */
  private Collection<List<Runnable>> lanes(List<Decision> decisions) {
    Map<Place, List<Integer>> lanes = new LinkedHashMap<>();
    for (int i = 0; i < decisions.size(); i++) {
      int index = i;
      place(decisions.get(index))
          .ifPresentOrElse(
              place -> lanes.computeIfAbsent(place, _ -> new ArrayList<>()).add(index),
              () -> attempt(decisions, index));
    }
    return lanes.values().stream().map(lane -> works(decisions, lane)).toList();
  }

  /** Who is busy is asked again once all others have been asked. */
  private List<Runnable> works(List<Decision> decisions, List<Integer> lane) {
    Stream<Runnable> first = lane.stream().map(index -> () -> attempt(decisions, index));
    Stream<Runnable> again =
        patience.pauses().stream()
            .map(pause ->
                () -> {
                  List<Integer> busy = lane.stream().filter(this::isBusy).toList();
                  if (!busy.isEmpty()) {
                    patience.about(pause);
                    busy.forEach(index -> attempt(decisions, index));
                  }
                });
    return Stream.concat(first, again).toList();
  }

  private boolean isBusy(int index) {
    return Optional.ofNullable(done.get(index))
        .flatMap(Done::why)
        .filter(Busy.class::isInstance)
        .isPresent();
  }

  private void attempt(List<Decision> decisions, int index) {
    done.put(index, attempt(decisions.get(index)));
  }

  private static Optional<Place> place(Decision decision) {
    boolean elsewhere =
        switch (decision.outcome()) {
          case Outcome.Started _, Outcome.Forwarded _ -> true;
          // A pipeline may be deleted with its branch.
          case Outcome.Skipped _ ->
              decision.grounds().filter(g -> g.clause() == Grounds.Clause.EPHEMERAL).isPresent();
          case Outcome.Stale _, Outcome.Rejected _, Outcome.Failed _, Outcome.NoRoute _ -> false;
        };
    return decision
        .target()
        .filter(_ -> elsewhere)
        .map(Target::pipeline)
        .map(pipeline -> new Place(pipeline.account(), pipeline.region()));
  }

  private static Done tooLate(Decision decision) {
    PipelineId pipeline = decision.target().map(Target::pipeline).orElseThrow();
    return failed(
        decision,
        new Unavailable(
            "%s/%s has not answered in time".formatted(pipeline.account(), pipeline.region())));
  }

  private static Done failed(Decision decision, Unavailable why) {
    return new Done(decision.with(new Outcome.Failed(why.reason(), true)), Optional.of(why));
  }

  private Done attempt(Decision decision) {
    try {
      return new Done(errand.apply(decision), Optional.empty());
    } catch (Refused e) {
      return new Done(decision.with(new Outcome.Failed(e.reason(), false)), Optional.empty());
    } catch (Unavailable e) {
      return failed(decision, e);
    }
  }
}
