package dev.signalbox.core.route;

import dev.signalbox.core.release.PipelineId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Finds promotions that lead back to where they began. */
public final class Cycles {
  private final Map<PipelineId, List<PipelineId>> next = new HashMap<>();

  /**
   * A way round.
   *
   * @param closing the promotion that leads back
   * @param pipelines in the order in which they would run
   */
  public record Cycle(Promotion closing, List<PipelineId> pipelines) {
    public Cycle {
      pipelines = List.copyOf(pipelines);
    }

    @Override
    public String toString() {
      return pipelines.stream().map(PipelineId::toString).collect(Collectors.joining(" → "));
    }
  }

  private Cycles() {}

  /** Each promotion that, after those before it, closes one. */
  public static List<Cycle> of(List<Promotion> promotions) {
    var cycles = new Cycles();
    List<Cycle> found = new ArrayList<>();
    for (Promotion promotion : promotions) {
      PipelineId from = promotion.after().pipeline();
      PipelineId to = promotion.start().target().pipeline();
      Optional<List<PipelineId>> back = cycles.way(to, from, new HashSet<>());
      if (back.isPresent()) {
        List<PipelineId> round = new ArrayList<>(List.of(from));
        round.addAll(back.get());
        found.add(new Cycle(promotion, round));
      } else {
        cycles.next.computeIfAbsent(from, _ -> new ArrayList<>()).add(to);
      }
    }
    return found;
  }

  private Optional<List<PipelineId>> way(PipelineId from, PipelineId to, Set<PipelineId> seen) {
    if (from.equals(to)) {
      return Optional.of(List.of(to));
    }
    if (!seen.add(from)) {
      return Optional.empty();
    }
    for (PipelineId step : next.getOrDefault(from, List.of())) {
      Optional<List<PipelineId>> rest = way(step, to, seen);
      if (rest.isPresent()) {
        List<PipelineId> whole = new ArrayList<>(List.of(from));
        whole.addAll(rest.get());
        return Optional.of(whole);
      }
    }
    return Optional.empty();
  }
}
