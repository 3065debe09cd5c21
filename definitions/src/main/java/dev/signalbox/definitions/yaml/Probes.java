package dev.signalbox.definitions.yaml;

import dev.signalbox.core.gate.check.Http;
import dev.signalbox.core.gate.check.Probe;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.nodes.Node;

/** Reads what a check measures: each kind is a key of its own. */
final class Probes {
  static final List<String> KINDS = List.of("http");

  private static final Pattern PATH = Pattern.compile("/.*");

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
      case "http" -> http(node);
      default -> throw new IllegalStateException("Nobody reads " + kind);
    };
  }

  private Optional<Http> http(Node node) {
    return Section.of("'http'", node, problems, List.of("path"))
        .flatMap(section -> section.requireText("path"))
        .flatMap(path -> Names.shaped(path, PATH, "a path", problems))
        .map(path -> new Http(path, 200));
  }
}
