package dev.signalbox.definitions.yaml;

import dev.signalbox.core.gate.check.Probe;
import java.util.List;
import java.util.Optional;
import org.snakeyaml.engine.v2.nodes.Node;

/** Reads what a check measures: each kind is a key of its own. */
final class Probes {
  static final List<String> KINDS =
      List.of(
          "http",
          "target-health",
          "tasks-stable",
          "alarms",
          "metric",
          "compare",
          "log-errors",
          "image-scan",
          "lambda",
          "manual");

  private final Problems problems;

  Probes(Problems problems) {
    this.problems = problems;
  }

  Optional<Probe> read(Section check) {
    List<String> kinds = KINDS.stream().filter(kind -> check.find(kind).isPresent()).toList();
    if (kinds.size() != 1) {
      problems.error(
          check.node(),
          "a check measures one thing, by one of these keys: " + String.join(", ", KINDS));
      return Optional.empty();
    }
    String kind = kinds.getFirst();
    return check.find(kind).flatMap(node -> probe(kind, node));
  }

  private Optional<? extends Probe> probe(String kind, Node node) {
    return switch (kind) {
      case "http" -> new HttpProbes(problems).read(node);
      case "target-health" -> new WatchProbes(problems).targets(node);
      case "tasks-stable" -> new WatchProbes(problems).tasks(node);
      case "alarms" -> new WatchProbes(problems).alarms(node);
      case "metric" -> new MetricProbes(problems).metric(node);
      case "compare" -> new MetricProbes(problems).compare(node);
      case "log-errors" -> new OtherProbes(problems).logErrors(node);
      case "image-scan" -> new OtherProbes(problems).imageScan(node);
      case "lambda" -> new OtherProbes(problems).custom(node);
      case "manual" -> new OtherProbes(problems).manual(node);
      default -> throw new IllegalStateException("Nobody reads " + kind);
    };
  }
}
