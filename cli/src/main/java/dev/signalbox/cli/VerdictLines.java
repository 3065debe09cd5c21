package dev.signalbox.cli;

import dev.signalbox.cli.Console.Style;
import dev.signalbox.core.gate.Finding;
import dev.signalbox.core.gate.Finding.Figure;
import dev.signalbox.core.gate.Recorded;
import dev.signalbox.core.gate.Subject;
import dev.signalbox.core.gate.Verdict;
import dev.signalbox.core.gate.Verdict.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** A verdict, told on a terminal. */
record VerdictLines(Recorded recorded, Console console) {
  void tell() {
    lines().forEach(console::line);
  }

  /** No more than what the gate found. */
  List<String> brief() {
    List<String> lines = new ArrayList<>();
    lines.add("gate " + Console.safe(recorded.gate().orElse("?")) + ": " + headline());
    recorded.verdict().findings().forEach(finding -> lines.add("  " + line(finding)));
    return lines;
  }

  private String headline() {
    Verdict verdict = recorded.verdict();
    return "%s  %s"
        .formatted(
            console.styled(style(verdict.outcome()), verdict.outcome().name()),
            Console.safe(verdict.reason()));
  }

  private List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add(headline());
    recorded
        .verdict()
        .findings()
        .forEach(finding -> lines.add("  " + line(finding) + figures(finding)));
    recorded.gate().ifPresent(gate -> lines.add(fact("gate", gate)));
    lines.add(fact("deployment", recorded.hook().deployment()));
    recorded.subject().ifPresent(subject -> lines.addAll(facts(subject)));
    recorded.definition().ifPresent(version -> lines.add(fact("definition", version)));
    lines.add(fact("hook", recorded.hook().id().value()));
    lines.add(fact("given", recorded.at().toString()));
    return lines;
  }

  private static List<String> facts(Subject subject) {
    List<String> lines = new ArrayList<>();
    lines.add(fact("asked", subject.place() + ", " + subject.moment().text()));
    lines.add(fact("in", subject.account() + ", " + subject.region()));
    subject.green().ifPresent(green -> lines.add(fact("green", green.id())));
    subject.blue().ifPresent(blue -> lines.add(fact("blue", blue.id())));
    return lines;
  }

  private static String fact(String name, String value) {
    return "  %-12s%s".formatted(name, Console.safe(value));
  }

  private String line(Finding finding) {
    return "%s %s: %s"
        .formatted(
            console.styled(
                style(finding.result()), finding.result().name().toLowerCase(Locale.ROOT)),
            Console.safe(finding.check()),
            Console.safe(finding.reason()));
  }

  private static String figures(Finding finding) {
    String figures =
        finding.figures().stream().map(VerdictLines::text).collect(Collectors.joining(", "));
    return figures.isEmpty() ? "" : " (" + Console.safe(figures) + ")";
  }

  private static String text(Figure figure) {
    return "%s %s%s"
        .formatted(
            figure.name(),
            figure.value() == Math.rint(figure.value()) && Math.abs(figure.value()) < 1e15
                ? Long.toString((long) figure.value())
                : Double.toString(figure.value()),
            figure.unit().isEmpty() ? "" : " " + figure.unit());
  }

  static Style style(Outcome outcome) {
    return switch (outcome) {
      case PASS -> Style.GREEN;
      case FAIL -> Style.RED;
      case INCONCLUSIVE, WAIT -> Style.YELLOW;
    };
  }

  private static Style style(Finding.Result result) {
    return switch (result) {
      case PASS -> Style.GREEN;
      case FAIL, ERROR -> Style.RED;
      case INCONCLUSIVE, SKIPPED, WAIT -> Style.YELLOW;
    };
  }
}
