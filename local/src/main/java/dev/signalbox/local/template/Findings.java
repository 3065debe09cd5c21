package dev.signalbox.local.template;

import dev.signalbox.local.template.Yaml.Mark;
import java.util.ArrayList;
import java.util.List;

/** What is found wrong, or just worth a word, in one template file. */
final class Findings {
  private final String file;
  private final List<String> problems = new ArrayList<>();
  private final List<String> warnings = new ArrayList<>();

  Findings(String file) {
    this.file = file;
  }

  void problem(Mark at, String message) {
    problems.add(line(at, message));
  }

  void warning(Mark at, String message) {
    warnings.add(line(at, message));
  }

  List<String> warnings() {
    return List.copyOf(warnings);
  }

  /**
   * @throws TemplateProblems if there are any by now
   */
  void throwProblems() {
    if (!problems.isEmpty()) {
      throw new TemplateProblems(problems);
    }
  }

  /** For what cannot go on. */
  TemplateProblems fatal(Mark at, String message) {
    problem(at, message);
    return new TemplateProblems(problems);
  }

  private String line(Mark at, String message) {
    return file + ":" + at.line() + ":" + at.column() + ": " + message;
  }
}
