package dev.signalbox.benchmarks.gate;

import dev.signalbox.benchmarks.Page;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Deployments whose gates meet with mishaps, and how soon they end. */
public final class Verdicts {
  private static final int THROTTLED = 5;
  private static final String HEAD =
      """
      # Gates that meet with mishaps

      Written by `benchmarks/verdicts`; run it again rather than editing this page. Deployments of the sample's service on `local`, blue/green by CodeDeploy, with the
      packed gate as a process of its own; whatever happens to it, the deployment must be told.

      """;

  private Verdicts() {}

  /** Takes Signalbox's directory, the page to write and how often each mishap is to happen. */
  public static void main(String[] arguments) throws Exception {
    Path home = Path.of(arguments[0]);
    int rounds = Integer.parseInt(arguments[2]);
    var text = new StringBuilder();
    text.append(
        "Each happened %s, on %s.\n\n"
            .formatted(rounds == 1 ? "once" : rounds + " times", Page.machine()));
    text.append("| seconds | least | median | most |\n|---|---|---|---|\n");
    try (var throttle = new Throttle()) {
      for (Mishap mishap : Mishap.all(throttle.address())) {
        Path directory = Files.createTempDirectory("verdicts");
        List<Duration> took = new ArrayList<>();
        try (var service = new GatedService(home, directory, mishap)) {
          for (int round = 0; round < rounds; round++) {
            throttle.refuse(THROTTLED, service.address());
            took.add(once(service, mishap));
          }
        }
        String row = row(mishap.words(), took);
        System.out.print(row);
        text.append(row);
      }
    }
    text.append(
        "\n"
            + "From then, or from the end of the time there was for an answer, until the deployment"
            + " is `Failed`.\n");
    new Page(Path.of(arguments[1]), HEAD).write("From a mishap to the verdict", text.toString());
  }

  private static Duration once(GatedService service, Mishap mishap) throws InterruptedException {
    String deployment = service.deploy();
    Instant since = mishap.deed().done(service.asked(deployment), new Gates());
    return Duration.between(since, service.failed(deployment));
  }

  private static String row(String what, List<Duration> took) {
    List<Duration> sorted = took.stream().sorted().toList();
    return "| %s | %s | %s | %s |\n"
        .formatted(
            what,
            seconds(sorted.getFirst()),
            seconds(sorted.get(sorted.size() / 2)),
            seconds(sorted.getLast()));
  }

  private static String seconds(Duration duration) {
    return "%.1f".formatted(duration.toMillis() / 1000.0);
  }
}
