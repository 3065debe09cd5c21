package dev.signalbox.core.evidence;

import static dev.signalbox.core.evidence.Markup.of;

import dev.signalbox.core.gate.Check;
import dev.signalbox.core.gate.Check.Mode;
import dev.signalbox.core.gate.Finding;
import dev.signalbox.core.gate.Finding.Figure;
import dev.signalbox.core.gate.Finding.Result;
import dev.signalbox.core.gate.Gate;
import dev.signalbox.core.gate.Recorded;
import dev.signalbox.core.gate.Verdict.Outcome;
import dev.signalbox.core.gate.check.Observation;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** A page that tells a person in a minute what a gate said, and why. */
public final class Report {
  private final Recorded recorded;
  private final Gate gate;
  private final Map<String, Observation> observed;
  private final String code;

  /**
   * @param observed what the checks measured last, by their names
   * @param code the version of Signalbox
   */
  public Report(Recorded recorded, Gate gate, Map<String, Observation> observed, String code) {
    this.recorded = recorded;
    this.gate = gate;
    this.observed = Map.copyOf(observed);
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
                    of("title", word() + ": gate " + gate.name()),
                    of("style", Style.SHEET)),
                of("body", of("main", parts())))
            .with("lang", "en");
    return ("<!doctype html>\n" + page.html() + "\n").getBytes(StandardCharsets.UTF_8);
  }

  private String word() {
    return switch (recorded.verdict().outcome()) {
      case PASS -> "Passed";
      case FAIL -> "Failed";
      case INCONCLUSIVE -> "Inconclusive";
      case WAIT -> "Waiting";
    };
  }

  private List<Markup> parts() {
    List<Markup> parts = new ArrayList<>();
    parts.add(
        of(
            "header",
            of(
                "h1",
                badge(mark(recorded.verdict().outcome()) + " " + word(), tone()),
                new Markup.Text(" " + gate.name())),
            of("p", asked()).with("class", "asked"),
            of("p", recorded.verdict().reason()).with("class", "reason")));
    parts.add(of("h2", "Checks"));
    parts.add(checks());
    for (Check check : gate.checks()) {
      Optional.ofNullable(observed.get(check.name()))
          .ifPresent(observation -> parts.addAll(measured(check, observation)));
    }
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

  private String tone() {
    return switch (recorded.verdict().outcome()) {
      case PASS -> "good";
      case FAIL -> "bad";
      case INCONCLUSIVE, WAIT -> "unsure";
    };
  }

  private static String mark(Outcome outcome) {
    return switch (outcome) {
      case PASS -> "\u2713";
      case FAIL -> "\u2717";
      case INCONCLUSIVE -> "?";
      case WAIT -> "\u2026";
    };
  }

  private static Markup badge(String text, String tone) {
    return of("span", text).with("class", "badge " + tone);
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
            .orElseGet(() -> Finding.of(check, Result.WAIT, "It found nothing"));
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
    return of("tr", of("td", result(finding.result())), of("td", name), of("td", found));
  }

  private static String mode(Check check) {
    return check.mode() == Mode.DRY_RUN ? ", a dry run: it changes nothing" : "";
  }

  private static Markup result(Result result) {
    return switch (result) {
      case PASS -> badge("\u2713 pass", "good");
      case FAIL -> badge("\u2717 fail", "bad");
      case ERROR -> badge("! error", "bad");
      case INCONCLUSIVE -> badge("? inconclusive", "unsure");
      case WAIT -> badge("\u2026 no answer", "unsure");
    };
  }

  private static String text(Figure figure) {
    return figure.name()
        + " "
        + Plot.written(figure.value())
        + (figure.unit().isEmpty() ? "" : " " + figure.unit());
  }

  private static List<Markup> measured(Check check, Observation observation) {
    List<Markup> drawn = Drawing.of(check.probe(), observation).stream().map(Plot::drawn).toList();
    if (drawn.isEmpty()) {
      return List.of();
    }
    List<Markup> parts = new ArrayList<>();
    parts.add(of("h2", check.name()));
    parts.addAll(drawn);
    return parts;
  }
}
