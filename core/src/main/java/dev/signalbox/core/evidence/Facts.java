package dev.signalbox.core.evidence;

import static dev.signalbox.core.evidence.Markup.of;

import dev.signalbox.core.gate.Gate;
import dev.signalbox.core.gate.Recorded;
import dev.signalbox.core.gate.Subject;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Which deployment a verdict is about, and what declared and judged it. */
record Facts(Recorded recorded, Gate gate, String code) {
  Markup table() {
    List<Markup> rows = new ArrayList<>();
    row(rows, "Deployment", recorded.hook().deployment());
    recorded.subject().ifPresent(subject -> add(rows, subject));
    row(rows, "Definition", recorded.definition().orElse("none in force"));
    row(rows, "Signalbox", code);
    row(rows, "Hook", recorded.hook().id().value());
    row(rows, "Gate's time", gate.budget().toString().substring(2).toLowerCase(Locale.ROOT));
    row(rows, "Judge it again", "./signalbox gate replay BUNDLE");
    return of("table", of("tbody", rows)).with("class", "facts");
  }

  private static void add(List<Markup> rows, Subject subject) {
    row(rows, "Account and Region", subject.account() + ", " + subject.region());
    row(rows, "What runs", running(subject.workload()));
    row(rows, "Green, judged", subject.green().map(Facts::text).orElse("not there yet"));
    row(rows, "Blue, serves", subject.blue().map(Facts::text).orElse("none: a first deployment"));
    row(rows, "Test listener", subject.listeners().test().orElse("none"));
    row(rows, "Production listener", subject.listeners().production().orElse("none"));
    row(rows, "Asked", subject.since() + ", an answer is due by " + subject.deadline());
  }

  private static String running(Subject.Workload workload) {
    return switch (workload) {
      case Subject.Service(var cluster, var service) -> "service " + cluster + "/" + service;
      case Subject.Function(var name, var alias) -> "function " + name + ", alias " + alias;
    };
  }

  private static String text(Subject.Version version) {
    return version.id()
        + version.targetGroup().map(t -> ", target group " + t).orElse("")
        + version.weight().map(w -> ", %s % of traffic".replace("%s", Plot.written(w))).orElse("");
  }

  private static void row(List<Markup> rows, String name, String value) {
    rows.add(of("tr", of("th", name).with("scope", "row"), of("td", value)));
  }
}
