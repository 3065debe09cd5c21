package dev.signalbox.benchmarks.load;

import dev.signalbox.benchmarks.Page;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One push after the other: how long until its pipeline starts. */
public final class PushToStart {
  private static final int WARMING = 30;
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Duration LOOK = Duration.ofMillis(50);

  private PushToStart() {}

  /** Takes Signalbox's directory, the page to write and the number of pushes. */
  public static void main(String[] arguments) throws Exception {
    Path home = Path.of(arguments[0]);
    int pushes = Integer.parseInt(arguments[2]);
    Path directory = Files.createTempDirectory("push-to-start");
    List<Duration> all = new ArrayList<>();
    List<Duration> afterGit = new ArrayList<>();
    try (var shop = new Shop(home, directory, 1)) {
      var developer =
          new Developer(Files.createDirectory(directory.resolve("clone")), "main", shop.url());
      for (int push = 0; push < WARMING + pushes; push++) {
        Developer.Pushed pushed = developer.push(0);
        Instant started = started(shop, pushed);
        if (push >= WARMING) {
          all.add(Duration.between(pushed.from(), started));
          afterGit.add(Duration.between(pushed.to(), started));
        }
      }
    }
    var latencies = new Latencies(all);
    String text =
        "%d pushes one after the other, after %d to warm up, on %s.\n\n"
                .formatted(pushes, WARMING, Page.machine())
            + Latencies.header()
            + latencies.row("from typing `git push` until the pipeline starts")
            + new Latencies(afterGit).row("of it after git was done");
    Shop.page(arguments[1]).write("From push to start", text);
    System.out.println(text);
  }

  private static Instant started(Shop shop, Developer.Pushed pushed) throws InterruptedException {
    Instant deadline = Instant.now().plus(PATIENCE);
    while (Instant.now().isBefore(deadline)) {
      Optional<Instant> started =
          shop.executions(pushed.service()).stream()
              .filter(one ->
                  one.sourceRevisions().stream()
                      .anyMatch(revision -> pushed.commit().equals(revision.revisionId())))
              .map(one -> one.startTime())
              .findFirst();
      if (started.isPresent()) {
        return started.get();
      }
      Thread.sleep(LOOK);
    }
    throw new IllegalStateException("Nothing was started for " + pushed);
  }
}
