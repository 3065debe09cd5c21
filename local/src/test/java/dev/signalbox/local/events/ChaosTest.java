package dev.signalbox.local.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ChaosTest {
  private static final int EVENTS = 200;

  private static List<Integer> received(Chaos chaos) {
    var scene = new Scene();
    scene.restart(chaos);
    scene.ruleTo(Scene.queue().build());
    IntStream.range(0, EVENTS).forEach(n -> scene.put(Scene.event("{\"n\":" + n + "}").build()));
    scene.clock.advance(Duration.ofMinutes(1));
    return scene.bodies(Scene.QUEUE).stream()
        .map(body -> Scene.json(body).at("/detail/n").asInt())
        .toList();
  }

  @Test
  void withoutChaosEveryEventComesOnceAndInOrder() {
    assertThat(received(Chaos.NONE)).isEqualTo(IntStream.range(0, EVENTS).boxed().toList());
  }

  @Test
  void someEventsComeTwice() {
    var received = received(new Chaos(1, 0.2, 0, 0, 0, Duration.ZERO));
    assertThat(received.stream().distinct().count()).isEqualTo(EVENTS);
    assertThat(received.size()).isBetween(EVENTS + 20, EVENTS + 60);
  }

  @Test
  void someEventsNeverCome() {
    assertThat(received(new Chaos(1, 0, 0.2, 0, 0, Duration.ZERO)).size())
        .isBetween(EVENTS - 60, EVENTS - 20);
  }

  @Test
  void someEventsPassOthersAndNoneIsHeldForEver() {
    var received = received(new Chaos(1, 0, 0, 0.2, 0.2, Duration.ofSeconds(10)));
    assertThat(received).hasSize(EVENTS).doesNotHaveDuplicates();
    assertThat(received).isNotEqualTo(received.stream().sorted().toList());
  }

  @Test
  void theSameSeedMakesTheSameTrouble() {
    var chaos = new Chaos(42, 0.1, 0.1, 0.1, 0.1, Duration.ofSeconds(5));
    assertThat(received(chaos)).isEqualTo(received(chaos));
  }
}
