package dev.signalbox.core.gate;

import dev.signalbox.core.gate.Check.Inconclusive;
import dev.signalbox.core.gate.Check.Mode;
import dev.signalbox.core.gate.Finding.Result;
import dev.signalbox.core.gate.Verdict.Outcome;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Counts what a gate's checks have found. */
record Tally(Gate gate, List<Finding> findings) {
  static Tally of(Gate gate, List<Finding> findings) {
    return new Tally(
        gate,
        gate.checks().stream()
            .flatMap(
                check -> findings.stream().filter(f -> f.check().equals(check.name())).limit(1))
            .toList());
  }

  Verdict verdict() {
    List<Check> required = gate.checks().stream().filter(c -> c.mode() == Mode.REQUIRED).toList();
    if (required.isEmpty()) {
      return unasked();
    }
    int needed = gate.passing().needed(required.size());
    if (needed > required.size()) {
      return said(Outcome.FAIL, "%d checks have to pass, of %d".formatted(needed, required.size()));
    }
    List<Check> asked = required.stream().filter(check -> !skipped(check)).toList();
    if (asked.isEmpty()) {
      // Nothing speaks for it.
      return said(Outcome.INCONCLUSIVE, "Nothing was checked: " + reasons(required, _ -> true));
    }
    return counted(asked, Math.min(needed, asked.size()));
  }

  private Verdict counted(List<Check> asked, int needed) {
    long passed = count(asked, this::passed);
    long open = count(asked, this::open);
    if (passed >= needed) {
      return said(Outcome.PASS, passed + " of " + asked.size() + " checks passed");
    }
    if (passed + open >= needed) {
      return said(Outcome.WAIT, "Waiting for " + names(asked, this::open));
    }
    return count(asked, this::failed) > 0
        ? said(Outcome.FAIL, reasons(asked, this::failed))
        : said(Outcome.INCONCLUSIVE, reasons(asked, c -> !passed(c) && !open(c)));
  }

  private Verdict unasked() {
    if (gate.checks().isEmpty()) {
      return gate.allowEmpty()
          ? said(Outcome.PASS, "The gate has no checks, as it says itself")
          : said(Outcome.FAIL, "Gate '" + gate.name() + "' is a gate with no checks");
    }
    List<Check> open = gate.checks().stream().filter(this::open).toList();
    return open.isEmpty()
        ? said(Outcome.PASS, "Every check is a dry run: nothing could stop it")
        : said(Outcome.WAIT, "Waiting for " + names(open, this::open));
  }

  private Verdict said(Outcome outcome, String reason) {
    return new Verdict(outcome, reason, findings);
  }

  private static long count(List<Check> checks, Predicate<Check> those) {
    return checks.stream().filter(those).count();
  }

  private static String names(List<Check> checks, Predicate<Check> those) {
    return checks.stream().filter(those).map(Check::name).collect(Collectors.joining(", "));
  }

  private String reasons(List<Check> checks, Predicate<Check> those) {
    return checks.stream()
        .filter(those)
        .map(c -> c.name() + ": " + of(c).map(Finding::reason).orElse("it found nothing"))
        .collect(Collectors.joining("; "));
  }

  private Optional<Finding> of(Check check) {
    return findings.stream().filter(f -> f.check().equals(check.name())).findFirst();
  }

  private boolean open(Check check) {
    return of(check).map(f -> f.result() == Result.WAIT).orElse(true);
  }

  private boolean skipped(Check check) {
    return of(check).map(f -> f.result() == Result.SKIPPED).orElse(false);
  }

  private boolean failed(Check check) {
    return of(check).map(f -> f.result() == Result.FAIL).orElse(false);
  }

  private boolean passed(Check check) {
    return of(check)
        .map(f ->
            switch (f.result()) {
              case PASS -> true;
              case INCONCLUSIVE -> check.inconclusive() == Inconclusive.PASS;
              case FAIL, SKIPPED, ERROR, WAIT -> false;
            })
        .orElse(false);
  }
}
