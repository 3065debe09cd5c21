package dev.signalbox.core.gate.check;

import dev.signalbox.core.gate.check.Timeline.Look;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** How many of green's tasks ran, look by look. */
public record TaskCounts(List<Sample> samples) implements Measured {
  public TaskCounts {
    samples = List.copyOf(samples);
  }

  /**
   * One look.
   *
   * @param stability what ECS says of a task set: STEADY_STATE or STABILIZING
   */
  public record Sample(
      Instant at, int desired, int running, int pending, Optional<String> stability) {}

  Ruling judge(TasksStable probe) {
    return new Timeline(samples.stream().map(s -> new Look(s.at(), trouble(s))).toList())
        .ruling(probe.steady(), "All tasks ran");
  }

  private static String trouble(Sample sample) {
    if (sample.desired() == 0) {
      return "No tasks are wanted, so none can show that they run";
    }
    if (sample.running() != sample.desired() || sample.pending() > 0) {
      return "%d of %d tasks run, %d are pending"
          .formatted(sample.running(), sample.desired(), sample.pending());
    }
    return sample
        .stability()
        .filter(stability -> !stability.equals("STEADY_STATE"))
        .map("The task set is %s"::formatted)
        .orElse("");
  }
}
