package dev.signalbox.local.elb;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.local.LocalServer;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class TrafficTest {
  @RegisterExtension static final LocalServer LOCAL = new LocalServer();

  private final Grid grid = new Grid(LOCAL);

  @AfterEach
  void close() {
    grid.close();
  }

  private Map<String, LongAdder> answers(URI url, int requests, int clients) throws Exception {
    Map<String, LongAdder> answers = new ConcurrentHashMap<>();
    try (var threads = Executors.newFixedThreadPool(clients)) {
      for (Future<?> done :
          IntStream.range(0, requests)
              .mapToObj(_ -> threads.submit(() -> count(answers, grid.get(url).body())))
              .toList()) {
        done.get();
      }
    }
    return answers;
  }

  private static void count(Map<String, LongAdder> answers, String answer) {
    answers.computeIfAbsent(answer, _ -> new LongAdder()).increment();
  }

  private static long sum(Map<String, LongAdder> answers, String answer) {
    return answers.getOrDefault(answer, new LongAdder()).sum();
  }

  @Test
  void tenThousandRequestsAreSharedByWeightAndNoneFails() throws Exception {
    Backend blue = grid.backend("blue");
    Backend green = grid.backend("green");
    String blues = grid.groupOf(blue);
    String greens = grid.groupOf(green);
    String listener = grid.listener(grid.balancer(), Grid.forward(Map.of(blues, 90, greens, 10)));
    grid.awaitHealth(blues, blue.target(), "healthy");
    grid.awaitHealth(greens, green.target(), "healthy");
    var answers = answers(grid.url(listener, "/"), 10_000, 16);
    assertThat(answers.keySet()).containsExactlyInAnyOrder("blue", "green");
    // Three standard deviations of a binomial distribution with p = 0.1.
    assertThat(sum(answers, "green")).isBetween(910L, 1_090L);
  }

  @Test
  void noRequestFailsWhileWeightsChangeAndTheOldTargetsLeave() throws Exception {
    Backend blue = grid.backend("blue");
    Backend green = grid.backend("green");
    String blues = grid.groupOf(blue);
    String greens = grid.groupOf(green);
    String listener = grid.listener(grid.balancer(), Grid.forward(Map.of(blues, 100, greens, 0)));
    grid.awaitHealth(blues, blue.target(), "healthy");
    grid.awaitHealth(greens, green.target(), "healthy");
    URI url = grid.url(listener, "/");
    Map<String, LongAdder> answers = new ConcurrentHashMap<>();
    AtomicBoolean over = new AtomicBoolean();
    try (var threads = Executors.newFixedThreadPool(9)) {
      for (int i = 0; i < 8; i++) {
        threads.execute(() -> {
          while (!over.get()) {
            count(answers, grid.get(url).body());
          }
        });
      }
      for (int green100 = 10; green100 <= 100; green100 += 10) {
        Map<String, Integer> weights = Map.of(blues, 100 - green100, greens, green100);
        grid.elb.modifyListener(
            it -> it.listenerArn(listener).defaultActions(Grid.forward(weights)));
      }
      grid.deregister(blues, blue.target());
      int before = blue.requests.get();
      answers(url, 100, 4);
      assertThat(blue.requests.get()).isLessThanOrEqualTo(before + 8);
      over.set(true);
    }
    assertThat(answers.keySet()).isSubsetOf("blue", "green");
    assertThat(grid.get(url).body()).isEqualTo("green");
  }

  @Test
  void aListenerWhoseGroupHasNoTargetsAnswers503() {
    String listener = grid.listener(grid.balancer(), Grid.forward(Map.of(grid.group(), 1)));
    var answer = grid.get(grid.url(listener, "/"));
    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(answer.headers().firstValue("Server")).hasValue("awselb/2.0");
    assertThat(answer.body()).contains("<h1>503 Service Temporarily Unavailable</h1>");
  }

  @Test
  void aTargetThatHasGoneAnswers502() {
    Backend gone = grid.backend("gone");
    String group = grid.groupOf(gone);
    String listener = grid.listener(grid.balancer(), Grid.forward(Map.of(group, 1)));
    gone.close();
    assertThat(grid.get(grid.url(listener, "/")).statusCode()).isEqualTo(502);
  }
}
