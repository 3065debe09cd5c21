package dev.signalbox.core.route;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ManyRoutesTest {
  private static final String[] SHAPES = {
    "services/s%d/**", "**/s%d/*.java", "libs/{l%d,common}/**", "s%d*/**/x?.ts", "**/*%d.[jt]s"
  };

  private static Route route(int number) {
    String pattern = SHAPES[number % SHAPES.length].formatted(number);
    String excluded = "**/doc%d/**".formatted(number % 7);
    return Shop.route(
        "r" + number, Shop.branches("main"), Shop.paths(pattern).excluding(excluded).filter());
  }

  private static String file(Random random) {
    int number = random.nextInt(1100);
    return switch (random.nextInt(5)) {
      case 0 -> "services/s%d/src/doc%d/a%d.java".formatted(number, random.nextInt(9), number);
      case 1 -> "services/s%d/Main.java".formatted(number);
      case 2 -> "libs/l%d/x.ts".formatted(number);
      case 3 -> "s%dx/y/x1.ts".formatted(number);
      default -> "web/a%d.js".formatted(number);
    };
  }

  @Test
  void aThousandRoutesTogetherDecideTenThousandFilesAsEachWouldAlone() {
    var random = new Random(20261120);
    List<Route> routes = IntStream.range(0, 1000).mapToObj(ManyRoutesTest::route).toList();
    String[] files = IntStream.range(0, 10_000).mapToObj(_ -> file(random)).toArray(String[]::new);

    Set<String> taken =
        new Decider(Shop.definition(routes.toArray(Route[]::new)), History.changing(files))
            .decide(Shop.event(Shop.push("main"))).all().stream()
                .filter(d -> d.outcome() instanceof Outcome.Started)
                .map(d -> d.route().orElseThrow().name())
                .collect(Collectors.toSet());

    Set<String> alone =
        routes.stream()
            .filter(route -> List.of(files).stream().anyMatch(file -> matches(route, file)))
            .map(Route::name)
            .collect(Collectors.toSet());
    assertThat(alone).hasSizeBetween(100, 990);
    assertThat(taken).isEqualTo(alone);
  }

  private static boolean matches(Route route, String file) {
    // Every pattern holds its route's number; only saves asking in vain.
    return file.contains(route.name().substring(1))
        && route.paths().include().getFirst().matches(file)
        && !route.paths().exclude().getFirst().matches(file);
  }
}
