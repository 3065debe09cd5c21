package dev.signalbox.local.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RecentEventsTest {
  private final Scene scene = new Scene();

  @Test
  void anEventThatMatchesNothingIsSeenToo() {
    scene.put(Scene.event("{}").build());
    var seen = scene.bridge.recent().getFirst();
    assertThat(seen.bus()).isEqualTo("default");
    assertThat(seen.rules()).isEmpty();
    assertThat(seen.deliveries()).isEmpty();
  }

  @Test
  void anEventIsSeenWithItsRulesAndWhatBecameOfIt() {
    var rule = scene.ruleTo(Scene.queue().build());
    scene.put(Scene.event("{\"n\":1}").build());
    var seen = scene.bridge.recent().getFirst();
    assertThat(seen.event().at("/detail/n").asInt()).isEqualTo(1);
    assertThat(seen.rules()).containsExactly(rule);
    assertThat(seen.deliveries())
        .containsExactly(
            new SeenEvent.Outcome(rule, "queue", Scene.QUEUE, SeenEvent.State.DELIVERED, 1, ""));
  }

  @Test
  void onlyTheLatestThousandAreKept() {
    IntStream.range(0, 1100).forEach(n -> scene.put(Scene.event("{\"n\":" + n + "}").build()));
    assertThat(scene.bridge.recent()).hasSize(1000);
    assertThat(scene.bridge.recent().getFirst().event().at("/detail/n").asInt()).isEqualTo(100);
  }
}
