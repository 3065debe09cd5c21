package dev.signalbox.local.template;

import java.util.List;

/** A template cannot be deployed: every problem found, as {@code FILE:LINE:COLUMN: problem}. */
public final class TemplateProblems extends RuntimeException {
  private static final long serialVersionUID = 1L;

  @SuppressWarnings("serial") // never serialised
  private final List<String> problems;

  TemplateProblems(List<String> problems) {
    super(String.join("\n", problems), null, false, false);
    this.problems = List.copyOf(problems);
  }

  public List<String> problems() {
    return problems;
  }
}
