package dev.signalbox.benchmarks.load;

import dev.signalbox.benchmarks.Page;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.codepipeline.model.PipelineExecutionSummary;
import software.amazon.awssdk.services.codepipeline.model.SourceRevision;

/** One push of many branches, while somebody else pushes to another repository now and then. */
public final class Flood {
  private static final Duration PATIENCE = Duration.ofMinutes(60);
  private static final Duration LOOK = Duration.ofSeconds(2);

  private Flood() {}

  /** Takes Signalbox's directory, the page to write and the number of branches. */
  public static void main(String[] arguments) throws Exception {
    int branches = Integer.parseInt(arguments[2]);
    Path directory = Files.createTempDirectory("flood");
    try (var shop = new Shop(Path.of(arguments[0]), directory, 1)) {
      var quiet = new Quiet(shop, Files.createDirectory(directory.resolve("quiet")));
      quiet.push();
      var developer =
          new Developer(Files.createDirectory(directory.resolve("clone")), "main", shop.url());
      List<String> commits = developer.branches(branches);
      Instant begin = Instant.now();
      developer.pushAll();
      Duration pushed = Duration.between(begin, Instant.now());
      Map<String, Integer> started = wait(shop, quiet, commits);
      Duration took = Duration.between(begin, Instant.now());
      long wrong = commits.stream().filter(it -> started.getOrDefault(it, 0) != 1).count();
      String text =
          """
          One push of %d branches to one repository, each with a commit of its own, on %s: git was done after %d s, the last pipeline had started
          after %d s. Branches that did not start exactly one execution: **%d**. Meanwhile somebody pushed %d times to another repository:

          """
                  .formatted(
                      branches,
                      Page.machine(),
                      pushed.toSeconds(),
                      took.toSeconds(),
                      wrong,
                      quiet.latencies().size())
              + new Latencies(quiet.latencies())
                  .table("from that `git push` until its pipeline starts");
      Shop.page(arguments[1]).write("A flood", text);
      System.out.println(text);
      if (wrong > 0) {
        System.exit(1);
      }
    }
  }

  private static Map<String, Integer> wait(Shop shop, Quiet quiet, List<String> commits)
      throws Exception {
    Instant deadline = Instant.now().plus(PATIENCE);
    Set<String> seen = new HashSet<>();
    while (true) {
      quiet.push();
      // The newest come first: what is beyond those that were seen was seen, too.
      shop.executions(Shop.pipeline(0))
          .map(PipelineExecutionSummary::pipelineExecutionId)
          .takeWhile(id -> !seen.contains(id))
          .toList()
          .forEach(seen::add);
      boolean late = Instant.now().isAfter(deadline);
      Map<String, Integer> started =
          seen.size() < commits.size() && !late ? Map.of() : started(shop);
      if (started.keySet().containsAll(commits) || late) {
        return started;
      }
      Thread.sleep(LOOK);
    }
  }

  private static Map<String, Integer> started(Shop shop) {
    Map<String, Integer> started = new HashMap<>();
    shop.executions(0).forEach(one -> started.merge(commit(one), 1, Integer::sum));
    return started;
  }

  private static String commit(PipelineExecutionSummary execution) {
    return execution.sourceRevisions().stream()
        .map(SourceRevision::revisionId)
        .findFirst()
        .orElse("");
  }

  /** Somebody with a repository of their own. */
  private static final class Quiet {
    private final Shop shop;
    private final Developer developer;
    private final List<Duration> latencies = new ArrayList<>();

    Quiet(Shop shop, Path clone) throws Exception {
      this.shop = shop;
      this.developer = new Developer(clone, "main", shop.url(Shop.QUIET));
    }

    List<Duration> latencies() {
      return latencies;
    }

    void push() throws Exception {
      Developer.Pushed pushed = developer.push(0);
      Instant deadline = Instant.now().plus(PATIENCE);
      while (Instant.now().isBefore(deadline)) {
        Optional<PipelineExecutionSummary> started =
            shop.executions("quiet-00")
                .filter(one -> commit(one).equals(pushed.commit()))
                .findFirst();
        if (started.isPresent()) {
          latencies.add(Duration.between(pushed.from(), started.get().startTime()));
          return;
        }
        Thread.sleep(50);
      }
      throw new IllegalStateException("Nothing was started for " + pushed);
    }
  }
}
