package dev.signalbox.aws.gate.check;

import dev.signalbox.core.gate.Finding.Result;
import dev.signalbox.core.gate.check.Judge;
import dev.signalbox.core.gate.check.Measured;
import dev.signalbox.core.gate.check.Observation;
import dev.signalbox.core.gate.check.Probe;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

/** Looks again and again until what was seen is enough, or there is no time for one more look. */
record Watching(InstantSource clock, Pauses pauses) {
  <S> Observation watch(
      Probe probe,
      Duration every,
      Instant deadline,
      Supplier<S> look,
      Function<List<S>, Measured> all)
      throws InterruptedException {
    List<S> seen = new ArrayList<>();
    while (true) {
      seen.add(look.get());
      Measured measured = all.apply(seen);
      if (Judge.result(probe, measured) != Result.WAIT
          || clock.instant().plus(every).isAfter(deadline)) {
        return measured;
      }
      pauses.pause(every);
    }
  }
}
