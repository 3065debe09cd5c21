package dev.signalbox.cli.demo;

import com.fasterxml.jackson.databind.JsonNode;
import dev.signalbox.cli.CtrlC;
import dev.signalbox.cli.DecisionReport;
import dev.signalbox.cli.DemoParts;
import dev.signalbox.cli.demo.Releases.Execution;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import software.amazon.awssdk.services.codepipeline.model.ActionExecutionDetail;
import software.amazon.awssdk.services.codepipeline.model.ActionExecutionStatus;
import software.amazon.awssdk.services.codepipeline.model.PipelineExecutionStatus;

/** The main job on one machine: real pushes, and the releases they start, to their ends. */
@Command(
    name = "demo",
    description =
        "Push a sample repository with real git and follow the releases that start, to their ends.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Exit codes: 0 all went as foreseen, also the build that is meant to fail; 1 otherwise.",
      "",
      "Examples:",
      "  ./signalbox demo",
      "  ./signalbox demo --json 2>/dev/null"
    })
public final class DemoCommand implements Callable<Integer> {
  /** Of one push; a first one waits for the function to start as well. */
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  @Option(
      names = "--json",
      description = "Print one JSON object at the end; what happens is told on standard error.")
  private boolean json;

  private DemoParts parts = DemoParts.here(false);

  @Override
  public Integer call() throws IOException, InterruptedException {
    parts = DemoParts.here(json);
    parts.line(
        "Starting AWS on this machine, with Signalbox, the sample's pipelines and its service …");
    try (CtrlC _ = CtrlC.interruptsThisThread();
        TemporaryDirectory directory = TemporaryDirectory.create("signalbox-demo-");
        Installation shop = Installation.start(parts)) {
      Workspace workspace = shop.workspace(directory.path(), parts.repository());
      List<Result> results = new ArrayList<>();
      Customers.Experience experience;
      try (Customers customers = Customers.of(shop.service())) {
        for (Step step : Step.ALL) {
          results.add(carryOut(step, workspace, shop));
        }
        experience = customers.soFar();
      }
      parts.heading("Summary");
      Result.table(results).forEach(this::line);
      parts.line("");
      line(experience.toString());
      experience.byAnswer().forEach((answer, times) -> parts.quote(times + " x " + answer));
      parts.line("");
      line(
          "Of a system that keeps running, ./signalbox ledger decisions, gate list and gate show"
              + " tell the same, and its evidence bucket has a report of each gate.");
      if (json) {
        System.out.println(Result.json(results, experience));
      }
      boolean asForeseen = results.stream().allMatch(Result::asForeseen);
      return asForeseen && experience.failed() == 0 ? 0 : 1;
    }
  }

  private Result carryOut(Step step, Workspace workspace, Installation shop)
      throws InterruptedException {
    parts.heading(step.title());
    step.changes().forEach(workspace::change);
    String commit = workspace.commit(step.title());
    line("$ git commit; git push origin main     " + commit.substring(0, 12));
    Instant pushed = Instant.now();
    Instant deadline = pushed.plus(PATIENCE);
    workspace.push();
    DecisionReport decisions = shop.decisions(commit, deadline);
    decisions.lines().forEach(this::line);
    List<Execution> executions = started(decisions);
    Map<String, PipelineExecutionStatus> ends = follow(executions, shop, deadline);
    executions.forEach(execution -> evidence(execution, shop, commit));
    return new Result(step, commit, ends, delay(pushed, executions, shop));
  }

  private static List<Execution> started(DecisionReport decisions) {
    return decisions.all().stream()
        .filter(decision -> decision.hasNonNull("execution"))
        .map(decision -> new Execution(pipeline(decision), decision.path("execution").asText()))
        .toList();
  }

  private static String pipeline(JsonNode decision) {
    return Path.of(decision.path("target").asText()).getFileName().toString();
  }

  private Map<String, PipelineExecutionStatus> follow(
      List<Execution> executions, Installation shop, Instant deadline) throws InterruptedException {
    Map<String, PipelineExecutionStatus> ends = new TreeMap<>();
    try (ExecutorService followers = Executors.newVirtualThreadPerTaskExecutor()) {
      Map<String, Future<PipelineExecutionStatus>> followed = new TreeMap<>();
      for (Execution execution : executions) {
        Releases releases = new Releases(shop.pipelines(), this::line);
        followed.put(
            execution.pipeline(), followers.submit(() -> releases.follow(execution, deadline)));
      }
      for (Map.Entry<String, Future<PipelineExecutionStatus>> one : followed.entrySet()) {
        ends.put(one.getKey(), one.getValue().get());
      }
    } catch (ExecutionException e) {
      throw new IllegalStateException("Cannot follow the releases", e.getCause());
    }
    return ends;
  }

  private void evidence(Execution execution, Installation shop, String commit) {
    for (ActionExecutionDetail action :
        new Releases(shop.pipelines(), this::line).actions(execution)) {
      boolean failed = action.status() == ActionExecutionStatus.FAILED;
      if (failed && action.input().actionTypeId().provider().equals("CodeBuild")) {
        parts.line("");
        shop.evidence()
            .failure(action.output().executionResult().externalExecutionId(), 12)
            .forEach(parts::quote);
      }
      if (action.input().actionTypeId().provider().equals("CodeDeployToECS")) {
        String deployment = action.output().executionResult().externalExecutionId();
        parts.line("");
        shop.deployments().story(deployment).forEach(this::line);
        shop.verdicts(deployment).forEach(this::line);
      }
    }
    String service = execution.pipeline().substring(execution.pipeline().indexOf('-') + 1);
    shop.evidence()
        .artifacts(shop.releaseBucket(), service + "/" + commit.substring(0, 12) + "/")
        .forEach(this::line);
  }

  private static List<Duration> delay(
      Instant pushed, List<Execution> executions, Installation shop) {
    Releases releases = new Releases(shop.pipelines(), _ -> {});
    return executions.stream()
        .map(execution -> Duration.between(pushed, releases.started(execution)))
        .sorted()
        .toList();
  }

  private void line(String text) {
    parts.line("  " + text);
  }
}
