package dev.signalbox.core.gate.check;

import dev.signalbox.core.gate.Finding.Result;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

/** What one metric was for green and for blue, in the same window. */
public record BothPoints(Instant from, Instant to, Side green, Side blue) implements Measured {
  /**
   * One of the two.
   *
   * @param per what shows how much there was, where that is asked for
   */
  public record Side(Points points, Optional<Points> per) {
    private Stream<Points> all() {
      return Stream.concat(Stream.of(points), per.stream());
    }
  }

  Ruling judge(Compare probe, Comparison comparison) {
    Optional<Points> troubled =
        Stream.concat(green.all(), blue.all()).filter(p -> p.trouble().isPresent()).findFirst();
    if (troubled.isPresent()) {
      return Ruling.of(
          troubled.get().status().equals("Complete") ? Result.INCONCLUSIVE : Result.ERROR,
          troubled.get().trouble().orElse(""));
    }
    boolean over =
        Duration.between(from, to)
                .compareTo(probe.window().period().multipliedBy(probe.window().points()))
            >= 0;
    return comparison.compare(probe, this, over);
  }
}
