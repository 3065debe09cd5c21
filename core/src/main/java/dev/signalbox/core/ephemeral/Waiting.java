package dev.signalbox.core.ephemeral;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Supplier;

/** Asks again and again, for a while. */
public record Waiting(InstantSource clock, Duration step, Pause pause) {
  /** How one waits. */
  public interface Pause {
    void of(Duration time);
  }

  /** The first answer there is until then, if there is one; it is asked for once at least. */
  <T> Optional<T> until(Instant end, Supplier<Optional<T>> question) {
    while (true) {
      Optional<T> answer = question.get();
      if (answer.isPresent() || !clock.instant().plus(step).isBefore(end)) {
        return answer;
      }
      pause.of(step);
    }
  }
}
