package dev.signalbox.core.hook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.core.hook.Deliveries.Turn;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What every memory of deliveries promises. */
public abstract class DeliveriesContract {
  private static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");
  private static final Instant UNTIL = NOW.plusSeconds(10);

  protected abstract Deliveries none();

  @Test
  void whatIsNewIsYours() {
    assertThat(none().take("a", NOW, UNTIL)).isEqualTo(Turn.YOURS);
  }

  @Test
  void whatHasBeenDealtWithStaysSo() {
    Deliveries deliveries = none();
    deliveries.take("a", NOW, UNTIL);
    deliveries.done("a", NOW);

    assertThat(deliveries.take("a", NOW, UNTIL)).isEqualTo(Turn.DONE);
    assertThat(deliveries.take("a", UNTIL.plusSeconds(100), UNTIL.plusSeconds(110)))
        .isEqualTo(Turn.DONE);
    assertThat(deliveries.take("b", NOW, UNTIL)).isEqualTo(Turn.YOURS);
  }

  @Test
  void whatSomebodyBeganIsYoursOnceTheyHaveStopped() {
    Deliveries deliveries = none();
    deliveries.take("a", NOW, UNTIL);

    assertThat(deliveries.take("a", NOW.plusSeconds(9), UNTIL)).isEqualTo(Turn.UNDER_WAY);
    assertThat(deliveries.take("a", UNTIL, UNTIL.plusSeconds(10))).isEqualTo(Turn.YOURS);
    assertThat(deliveries.take("a", UNTIL, UNTIL.plusSeconds(10))).isEqualTo(Turn.UNDER_WAY);
  }

  @Test
  void ofManyAtOnceOneGetsIt() throws InterruptedException {
    Deliveries deliveries = none();
    List<Callable<Turn>> askers =
        Stream.<Callable<Turn>>generate(() -> () -> deliveries.take("a", NOW, UNTIL))
            .limit(10)
            .toList();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      assertThat(threads.invokeAll(askers).stream().map(future -> future.resultNow()).toList())
          .containsOnlyOnce(Turn.YOURS)
          .contains(Turn.UNDER_WAY);
    }
  }
}
