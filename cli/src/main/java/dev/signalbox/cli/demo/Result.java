package dev.signalbox.cli.demo;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.codepipeline.model.PipelineExecutionStatus;

/**
 * What came of a push.
 *
 * @param ends how each execution that was started ended
 * @param delays from {@code git push} to each execution's start, shortest first
 */
record Result(
    Step step, String commit, Map<String, PipelineExecutionStatus> ends, List<Duration> delays) {

  boolean asForeseen() {
    return ends.equals(step.foreseen());
  }

  /** What programs read of all pushes. */
  static ObjectNode json(List<Result> results, Customers.Experience customers) {
    ObjectNode report = JsonNodeFactory.instance.objectNode();
    report.put("asForeseen", results.stream().allMatch(Result::asForeseen));
    results.forEach(result -> report.withArray("pushes").add(result.json()));
    report
        .putObject("customers")
        .put("requests", customers.requests())
        .put("failed", customers.failed());
    return report;
  }

  private ObjectNode json() {
    ObjectNode push = JsonNodeFactory.instance.objectNode();
    push.put("title", step.title()).put("commit", commit).put("asForeseen", asForeseen());
    ObjectNode releases = push.putObject("releases");
    ends.forEach((pipeline, end) -> releases.put(pipeline, end.toString()));
    delays.forEach(delay -> push.withArray("pushToStartMillis").add(delay.toMillis()));
    return push;
  }

  /** A table, its heading first. */
  static List<String> table(List<Result> results) {
    List<String> lines = new ArrayList<>();
    lines.add(row("Push", "Push to start", "Releases", ""));
    results.forEach(result -> lines.add(result.row()));
    return lines;
  }

  private String row() {
    return row(
        step.title(),
        delays.isEmpty() ? "" : delays.getLast().toMillis() + " ms",
        ends.isEmpty() ? "none" : words(ends),
        asForeseen() ? "as foreseen" : "NOT AS FORESEEN: " + words(step.foreseen()));
  }

  private static String row(String push, String delay, String releases, String verdict) {
    return String.format("%-31s %-14s %-60s %s", push, delay, releases, verdict).stripTrailing();
  }

  private static String words(Map<String, PipelineExecutionStatus> ends) {
    return ends.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .map(end -> end.getKey() + " " + end.getValue())
        .collect(Collectors.joining(", "));
  }
}
