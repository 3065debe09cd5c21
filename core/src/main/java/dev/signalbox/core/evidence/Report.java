package dev.signalbox.core.evidence;

import static dev.signalbox.core.evidence.Markup.of;

import dev.signalbox.core.gate.Check;
import dev.signalbox.core.gate.Check.Mode;
import dev.signalbox.core.gate.Finding;
import dev.signalbox.core.gate.Finding.Figure;
import dev.signalbox.core.gate.Finding.Result;
import dev.signalbox.core.gate.Gate;
import dev.signalbox.core.gate.PastTurn;
import dev.signalbox.core.gate.Recorded;
import dev.signalbox.core.gate.check.Observation;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A page that tells a person in a minute what a gate said, and why. */
public final class Report {
  private final Recorded recorded;
  private final Gate gate;
  private final Course course;
  private final String code;

  /**
   * @param course that led to the verdict
   * @param code the version of Signalbox
   */
  public Report(Course course, Gate gate, String code) {
    this.recorded = course.recorded();
    this.gate = gate;
    this.course = course;
    this.code = code;
  }

  public byte[] html() {
    Markup page =
        of(
                "html",
                of(
                    "head",
                    of("meta").with("charset", "utf-8"),
                    of("meta")
                        .with("http-equiv", "Content-Security-Policy")
                        .with("content", Style.POLICY),
                    of("meta")
                        .with("name", "viewport")
                        .with("content", "width=device-width, initial-scale=1"),
                    of("title", Badge.word(recorded.verdict().outcome()) + ": gate " + gate.name()),
                    of("style", Style.SHEET)),
                of("body", of("main", parts())))
            .with("lang", "en");
    return ("<!doctype html>\n" + page.html() + "\n").getBytes(StandardCharsets.UTF_8);
  }

  private List<Markup> parts() {
    List<Markup> parts = new ArrayList<>();
    parts.add(
        of(
            "header",
            of("h1", Badge.of(recorded.verdict().outcome()), new Markup.Text(" " + gate.name())),
            of("p", asked()).with("class", "asked"),
            of("p", recorded.verdict().reason()).with("class", "reason")));
    parts.add(of("h2", "Checks"));
    parts.add(checks());
    if (!course.own().isEmpty()) {
      parts.add(new TimeBars(recorded, course.own()).drawn());
    }
    parts.addAll(new Before(course.before()).parts());
    gate.checks().forEach(check -> parts.addAll(measured(check)));
    parts.add(of("h2", "What was judged"));
    parts.add(new Facts(recorded, gate, code).table());
    return parts;
  }

  private String asked() {
    return recorded
        .subject()
        .map(s ->
            "%s, %s, deployment %s, %s"
                .formatted(
                    s.place(), s.moment().text(), recorded.hook().deployment(), recorded.at()))
        .orElseGet(() -> recorded.hook().deployment() + ", " + recorded.at());
  }

  private Markup checks() {
    List<Markup> rows = new ArrayList<>();
    gate.checks().stream().map(this::row).forEach(rows::add);
    return of(
        "table",
        of("thead", of("tr", of("th", "Result"), of("th", "Check"), of("th", "What it found"))),
        of("tbody", rows));
  }

  private Markup row(Check check) {
    Finding finding =
        recorded.verdict().findings().stream()
            .filter(f -> f.check().equals(check.name()))
            .findFirst()
            .orElseGet(
                () -> Finding.of(check, Result.WAIT, "It was not done when the verdict was given"));
    List<Markup> found = new ArrayList<>();
    found.add(of("div", finding.reason()));
    if (!finding.figures().isEmpty()) {
      found.add(
          of("div", finding.figures().stream().map(Report::text).collect(Collectors.joining(" · ")))
              .with("class", "figures"));
    }
    List<Markup> name = new ArrayList<>();
    name.add(of("strong", check.name()));
    name.add(of("div", check.probe().kind() + mode(check)).with("class", "figures"));
    return of("tr", of("td", Badge.of(finding.result())), of("td", name), of("td", found));
  }

  private static String mode(Check check) {
    return check.mode() == Mode.DRY_RUN ? ", a dry run: it changes nothing" : "";
  }

  private static String text(Figure figure) {
    return figure.name()
        + " "
        + Plot.written(figure.value())
        + (figure.unit().isEmpty() ? "" : " " + figure.unit());
  }

  /** What a check measured in all turns at this gate, one drawing over all of them. */
  private List<Markup> measured(Check check) {
    Map<String, Plot> plots = new LinkedHashMap<>();
    List<Instant> begins = new ArrayList<>();
    for (PastTurn turn : course.turns()) {
      Observation observation = turn.observed().get(check.name());
      if (observation != null && turn.gate().equals(gate.name())) {
        begins.add(turn.from());
        Drawing.of(check.probe(), observation)
            .forEach(plot -> plots.merge(plot.title(), plot, (before, now) -> now.after(before)));
      }
    }
    List<Markup> drawn =
        plots.values().stream().map(plot -> plot.markedAt(begins).drawn()).toList();
    if (drawn.isEmpty()) {
      return List.of();
    }
    List<Markup> parts = new ArrayList<>();
    parts.add(of("h2", check.name()));
    parts.addAll(drawn);
    return parts;
  }
}
