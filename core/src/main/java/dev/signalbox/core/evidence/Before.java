package dev.signalbox.core.evidence;

import static dev.signalbox.core.evidence.Markup.of;

import dev.signalbox.core.gate.PastTurn;
import dev.signalbox.core.gate.Subject;
import java.util.List;

/** What the hooks of a deployment had come to before this one: the steps of a shift, say. */
record Before(List<PastTurn> turns) {
  List<Markup> parts() {
    return turns.isEmpty()
        ? List.of()
        : List.of(
            of("h2", "This deployment before"),
            of(
                "table",
                of(
                    "thead",
                    of("tr", of("th", "Verdict"), of("th", "Asked"), of("th", "What it said"))),
                of("tbody", turns.stream().map(Before::row).toList())));
  }

  private static Markup row(PastTurn turn) {
    return of(
        "tr",
        of("td", Badge.of(turn.verdict().outcome())),
        of(
            "td",
            of("strong", asked(turn)),
            of("div", "%s, until %s".formatted(turn.gate(), turn.to())).with("class", "figures")),
        of("td", turn.verdict().reason()));
  }

  private static String asked(PastTurn turn) {
    return turn.subject().moment().text()
        + turn.subject()
            .green()
            .flatMap(Subject.Version::weight)
            .map(weight -> ", " + Plot.written(weight) + " % of traffic")
            .orElse("");
  }
}
