package dev.signalbox.definitions.yaml;

import dev.signalbox.definitions.Problem;
import dev.signalbox.definitions.Problem.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.Node;

/** Collects what is wrong with one file, so that all of it can be told at once. */
final class Problems {
  /** What a terminal or a log would not show, or show something else for. */
  private static final Pattern TREACHEROUS =
      Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Cs}\\p{Zl}\\p{Zp}]");

  private final String file;
  private final List<Problem> found = new ArrayList<>();

  Problems(String file) {
    this.file = file;
  }

  void error(Node at, String message) {
    add(at.getStartMark(), 0, Severity.ERROR, message);
  }

  /** An error some columns into a node's text. */
  void error(Node at, int columnsIn, String message) {
    add(at.getStartMark(), columnsIn, Severity.ERROR, message);
  }

  void error(Optional<Mark> at, String message) {
    add(at, 0, Severity.ERROR, message);
  }

  void warning(Node at, String message) {
    add(at.getStartMark(), 0, Severity.WARNING, message);
  }

  private void add(Optional<Mark> mark, int columnsIn, Severity severity, String message) {
    found.add(
        new Problem(
            file,
            mark.map(Mark::getLine).orElse(0) + 1,
            mark.map(Mark::getColumn).orElse(0) + 1 + columnsIn,
            severity,
            TREACHEROUS
                .matcher(message)
                .replaceAll(c -> "\\\\u%04x".formatted(c.group().codePointAt(0)))));
  }

  boolean hasErrors() {
    return found.stream().anyMatch(problem -> problem.severity() == Severity.ERROR);
  }

  List<Problem> all() {
    return found.stream().sorted().toList();
  }
}
