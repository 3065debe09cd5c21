package dev.signalbox.cli.demo;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.cli.DecisionReport;
import dev.signalbox.cli.DemoParts;
import dev.signalbox.core.route.Decider;
import dev.signalbox.core.route.Decisions;
import dev.signalbox.core.route.Outcome;
import dev.signalbox.local.Local;
import dev.signalbox.local.LocalOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;

/**
 * The main job on one machine, as far as it goes today: real pushes, their events, and which
 * pipelines they are for.
 */
@Command(
    name = "demo",
    description =
        "Push a sample repository with real git and see which pipelines each push is for, and why.",
    mixinStandardHelpOptions = true)
public final class DemoCommand implements Callable<Integer> {
  private static final String ACCOUNT = "111111111111";
  private static final String REGION = "eu-west-1";

  /** One push and what must come of it. */
  private record Step(String title, String file, String append, Set<String> starts) {}

  private static final List<Step> STEPS =
      List.of(
          new Step(
              "The first push of everything", "README.md", "", Set.of("api", "web", "pricing")),
          new Step(
              "A change to one service",
              "api/src/shop/api/Checkout.java",
              "// changed\n",
              Set.of("api")),
          new Step("A change to documentation only", "docs/prices.md", "More soon.\n", Set.of()),
          new Step(
              "A change to the library",
              "libs/pricing/src/shop/pricing/Price.java",
              "// changed\n",
              Set.of("api", "web", "pricing")));

  @Override
  public Integer call() throws IOException {
    DemoParts parts = DemoParts.here();
    Path directory = Files.createTempDirectory("signalbox-demo-");
    List<String> summary = new ArrayList<>();
    boolean foreseen = true;
    try (Local local = Local.start(LocalOptions.defaults())) {
      Workspace workspace =
          Workspace.create(
              directory,
              parts.repository(),
              local.repository(ACCOUNT, REGION, "shop"),
              ACCOUNT,
              "local");
      Decider decider = parts.decider(directory);
      for (Step step : STEPS) {
        parts.heading(step.title());
        workspace.write(step.file(), workspace.read(step.file()) + step.append());
        String commit = workspace.commit(step.title());
        workspace.push();
        Decisions decisions = decider.decide(parts.event(announced(local, commit)));
        new DecisionReport(decisions).lines().forEach(line -> parts.line("  " + line));
        Set<String> started = started(decisions);
        boolean right = started.equals(step.starts());
        foreseen &= right;
        summary.add(
            String.format(
                "%-32s %-24s %s",
                step.title(),
                String.join(" ", started),
                right ? "as foreseen" : "NOT AS FORESEEN, expected " + step.starts()));
      }
    } finally {
      delete(directory);
    }
    parts.heading("Summary: each push and the routes it takes");
    summary.forEach(line -> parts.line("  " + line));
    return foreseen ? 0 : 1;
  }

  /** The event the push was announced by: on the bus before the push returns. */
  private static ObjectNode announced(Local local, String commit) {
    return local.recentEvents().stream()
        .filter(event -> event.path("detail").path("commitId").asText().equals(commit))
        .findFirst()
        .orElseThrow(
            () -> new IllegalStateException("The push of " + commit + " was not announced"));
  }

  private static Set<String> started(Decisions decisions) {
    Set<String> started = new TreeSet<>();
    decisions.all().stream()
        .filter(decision -> decision.outcome() instanceof Outcome.Started)
        .forEach(decision -> started.add(decision.route().orElseThrow().name()));
    return started;
  }

  private static void delete(Path directory) {
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : (Iterable<Path>) files.sorted(Comparator.reverseOrder())::iterator) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot remove " + directory, e);
    }
  }
}
