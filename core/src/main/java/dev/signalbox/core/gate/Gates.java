package dev.signalbox.core.gate;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;

/** All that is declared. */
public record Gates(List<Gate> all) {
  public static final Gates NONE = new Gates(List.of());

  /** What follows from the question alone. */
  public sealed interface Ruling {
    /** There is nothing to measure. */
    record Say(Verdict verdict) implements Ruling {}

    /** This gate is to be asked. */
    record Ask(Gate gate) implements Ruling {}
  }

  public Gates {
    all = List.copyOf(all);
  }

  /** Which gate is asked, or why none is. */
  public Ruling on(Subject subject, Instant now) {
    List<Gate> gates =
        all.stream().filter(g -> g.on().covers(subject.place(), subject.moment())).toList();
    if (gates.size() != 1) {
      return no(
          "%s gate is declared for %s at %s"
              .formatted(
                  gates.isEmpty() ? "No" : "More than one",
                  subject.place(),
                  subject.moment().text()));
    }
    Gate gate = gates.getFirst();
    return gate.skip()
        .filter(skip -> now.isBefore(skip.until()))
        .<Ruling>map(skip ->
            new Ruling.Say(
                Verdict.plain(
                    Verdict.Outcome.PASS,
                    "Gate '%s' is skipped until %s by %s: %s"
                        .formatted(gate.name(), skip.until(), skip.by(), skip.reason()))))
        .orElseGet(() -> new Ruling.Ask(gate));
  }

  /** The gates that a deployment has to pass from this hook on, in turn. */
  public List<Gate> ahead(Subject subject, Instant now) {
    return Arrays.stream(Moment.values())
        .filter(moment -> moment.compareTo(subject.moment()) >= 0)
        .flatMap(moment -> all.stream().filter(g -> g.on().covers(subject.place(), moment)))
        .filter(gate -> gate.skip().filter(skip -> now.isBefore(skip.until())).isEmpty())
        .distinct()
        .toList();
  }

  private static Ruling no(String why) {
    return new Ruling.Say(Verdict.plain(Verdict.Outcome.FAIL, why));
  }
}
