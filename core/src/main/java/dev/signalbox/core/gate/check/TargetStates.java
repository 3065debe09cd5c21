package dev.signalbox.core.gate.check;

import dev.signalbox.core.gate.Finding.Figure;
import dev.signalbox.core.gate.check.Timeline.Look;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What a load balancer said of its targets, look by look. */
public record TargetStates(List<Sample> samples) implements Measured {
  public TargetStates {
    samples = List.copyOf(samples);
  }

  /** One look at all targets of a group. */
  public record Sample(Instant at, List<Target> targets) {
    public Sample {
      targets = List.copyOf(targets);
    }
  }

  /**
   * A target.
   *
   * @param state healthy, unhealthy, initial, draining, unused, unavailable …
   * @param reason such as Target.Timeout
   */
  public record Target(String id, String state, Optional<String> reason) {
    boolean is(String other) {
      return state.equals(other);
    }
  }

  Ruling judge(TargetHealth probe) {
    Ruling ruling =
        new Timeline(samples.stream().map(s -> new Look(s.at(), trouble(probe, s))).toList())
            .ruling(probe.steady(), "The targets were healthy");
    List<Figure> healthy =
        samples.isEmpty()
            ? List.of()
            : List.of(new Figure("healthy targets", healthy(samples.getLast()), ""));
    return Ruling.of(
        ruling.result(),
        ruling.reason(),
        Stream.concat(healthy.stream(), ruling.figures().stream()).toList());
  }

  private static long healthy(Sample sample) {
    return sample.targets().stream().filter(t -> t.is("healthy")).count();
  }

  /** What begins or ends is no trouble by itself; what is unused or unavailable is not healthy. */
  private static String trouble(TargetHealth probe, Sample sample) {
    if (sample.targets().isEmpty()) {
      return "There are no targets";
    }
    Optional<Target> ill =
        sample.targets().stream()
            .filter(t -> t.is("unhealthy") || t.is("unhealthy.draining") || t.is("unavailable"))
            .findFirst();
    if (ill.isPresent()) {
      return "Target %s is %s%s"
          .formatted(
              ill.get().id(),
              ill.get().state(),
              ill.get().reason().map(reason -> " (" + reason + ")").orElse(""));
    }
    long healthy = healthy(sample);
    return healthy >= probe.least()
        ? ""
        : "%d of %d targets are healthy, not %d"
            .formatted(healthy, sample.targets().size(), probe.least());
  }
}
