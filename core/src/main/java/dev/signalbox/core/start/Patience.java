package dev.signalbox.core.start;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * How long one waits between asking somebody who is busy again.
 *
 * @param pauses the time before each further try, which chance makes longer or shorter by half
 * @param pause lets time pass
 */
public record Patience(List<Duration> pauses, Consumer<Duration> pause) {
  /** Asks once. */
  public static final Patience NONE = new Patience(List.of(), _ -> {});

  private static final Duration FIRST = Duration.ofMillis(500);
  private static final int TRIES = 5;

  public Patience {
    pauses = List.copyOf(pauses);
  }

  /** Twice as long each time, some fifteen seconds in all. */
  public static Patience with(Consumer<Duration> pause) {
    return new Patience(
        Stream.iterate(FIRST, before -> before.multipliedBy(2)).limit(TRIES).toList(), pause);
  }

  /** Waits about so long: who was refused together does not ask again together. */
  void about(Duration time) {
    pause.accept(
        time.dividedBy(2)
            .plusNanos(ThreadLocalRandom.current().nextLong(Math.max(1, time.toNanos()))));
  }
}
