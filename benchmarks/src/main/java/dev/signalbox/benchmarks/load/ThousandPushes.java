package dev.signalbox.benchmarks.load;

import dev.signalbox.benchmarks.Page;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import software.amazon.awssdk.services.codepipeline.model.PipelineExecutionSummary;
import software.amazon.awssdk.services.codepipeline.model.SourceRevision;

/** Many pushes by a few developers to many services: each is to start its pipeline, once. */
public final class ThousandPushes {
  private static final int DEVELOPERS = 4;
  private static final Duration PATIENCE = Duration.ofMinutes(20);

  /** What was started for a commit. */
  private record Started(int service, Instant at) {}

  private ThousandPushes() {}

  /** Takes Signalbox's directory, the page to write, the number of pushes and that of services. */
  public static void main(String[] arguments) throws Exception {
    int pushes = Integer.parseInt(arguments[2]);
    int services = Integer.parseInt(arguments[3]);
    Path directory = Files.createTempDirectory("thousand-pushes");
    try (var shop = new Shop(Path.of(arguments[0]), directory, services)) {
      Instant begin = Instant.now();
      List<Developer.Pushed> half = pushed(shop, directory, "first", pushes / 2);
      long heapAtHalf = Memory.usedHeap();
      List<Developer.Pushed> all = new ArrayList<>(half);
      all.addAll(pushed(shop, directory, "second", pushes - pushes / 2));
      Instant end = Instant.now();
      Map<String, List<Started>> started = started(shop, all.size());
      String text = text(all, started, services, Duration.between(begin, end), heapAtHalf);
      Shop.page(arguments[1]).write("A thousand pushes", text);
      System.out.println(text);
      if (wrong(all, started) > 0) {
        System.exit(1);
      }
    }
  }

  private static List<Developer.Pushed> pushed(Shop shop, Path directory, String wave, int pushes)
      throws Exception {
    List<Developer.Pushed> all = new ArrayList<>();
    try (var executor = Executors.newFixedThreadPool(DEVELOPERS)) {
      List<Callable<List<Developer.Pushed>>> work = new ArrayList<>();
      for (int number = 0; number < DEVELOPERS; number++) {
        int from = number * pushes / DEVELOPERS;
        int to = (number + 1) * pushes / DEVELOPERS;
        String branch = wave + "-" + number;
        work.add(() -> pushed(shop, directory.resolve(branch), branch, from, to));
      }
      for (Future<List<Developer.Pushed>> one : executor.invokeAll(work)) {
        all.addAll(one.get());
      }
    }
    return all;
  }

  private static List<Developer.Pushed> pushed(
      Shop shop, Path clone, String branch, int from, int to) throws Exception {
    var developer = new Developer(Files.createDirectory(clone), branch, shop.url());
    List<Developer.Pushed> all = new ArrayList<>();
    for (int push = from; push < to; push++) {
      all.add(developer.push(push % shop.services()));
    }
    return all;
  }

  private static Map<String, List<Started>> started(Shop shop, int expected)
      throws InterruptedException {
    Instant deadline = Instant.now().plus(PATIENCE);
    while (true) {
      Map<String, List<Started>> started = new HashMap<>();
      for (int service = 0; service < shop.services(); service++) {
        for (PipelineExecutionSummary one : shop.executions(service)) {
          String commit =
              one.sourceRevisions().stream().map(SourceRevision::revisionId).findFirst().orElse("");
          started
              .computeIfAbsent(commit, _ -> new ArrayList<>())
              .add(new Started(service, one.startTime()));
        }
      }
      if (started.size() >= expected || Instant.now().isAfter(deadline)) {
        return started;
      }
      Thread.sleep(Duration.ofSeconds(2));
    }
  }

  /** Pushes whose commit did not start exactly one execution, of the pipeline it is for. */
  private static long wrong(List<Developer.Pushed> all, Map<String, List<Started>> started) {
    return all.stream()
        .filter(push -> {
          List<Started> its = started.getOrDefault(push.commit(), List.of());
          return its.size() != 1 || its.getFirst().service() != push.service();
        })
        .count();
  }

  private static String text(
      List<Developer.Pushed> all,
      Map<String, List<Started>> started,
      int services,
      Duration took,
      long heapAtHalf) {
    List<Duration> latencies =
        all.stream()
            .filter(push -> started.containsKey(push.commit()))
            .map(push ->
                Duration.between(
                    push.from(), started.getOrDefault(push.commit(), List.of()).getFirst().at()))
            .toList();
    return """
    %d pushes by %d developers at once to %d pipelines, on %s: %d s. Pushes that did not start exactly one execution of exactly their
    pipeline: **%d**.

    """
            .formatted(
                all.size(),
                DEVELOPERS,
                services,
                Page.machine(),
                took.toSeconds(),
                wrong(all, started))
        + Latencies.header()
        + new Latencies(latencies).row("from typing `git push` until the pipeline starts")
        + "\n"
        + "Memory: %s. Heap in use after half of the pushes %d MB, after all %d MB.\n"
            .formatted(Memory.processes(), heapAtHalf, Memory.usedHeap());
  }
}
