package dev.signalbox.aws.gate;

import static software.amazon.lambda.powertools.logging.argument.StructuredArguments.entry;

import dev.signalbox.core.gate.Hook;
import dev.signalbox.core.gate.HookDesk.Outcome;
import dev.signalbox.core.gate.Recorded;
import dev.signalbox.core.gate.Report;
import dev.signalbox.core.gate.Verdict;
import dev.signalbox.core.gate.Watchdog;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A line for every answer, and for whatever is in the way of one. */
public final class GateLog {
  private static final Logger LOG = LoggerFactory.getLogger(GateLog.class);

  private GateLog() {}

  public static void of(Hook hook, Outcome outcome) {
    switch (outcome) {
      case Outcome.Told(Recorded recorded, Report report, int tries, var trouble) -> {
        verdict(recorded);
        told(hook, report, tries);
        trouble.ifPresent(t -> trouble(hook, t));
      }
      case Outcome.Unrecorded(String why, Report report, int tries) -> {
        LOG.error(
            "gate.ledgerIsDown", entry("deployment", hook.deployment()), entry("reason", why));
        told(hook, report, tries);
      }
      case Outcome.Later(var reason, var deadline) -> later(hook, reason, deadline);
      case Outcome.Elsewhere(var until) ->
          LOG.info(
              "gate.elsewhere",
              entry("deployment", hook.deployment()),
              entry("hook", hook.id().value()),
              entry("until", until.toString()));
    }
  }

  public static void later(Hook hook, String reason, Instant deadline) {
    LOG.info(
        "gate.waits",
        entry("deployment", hook.deployment()),
        entry("hook", hook.id().value()),
        entry("reason", reason),
        entry("deadline", deadline.toString()));
  }

  public static void verdict(Recorded recorded) {
    Verdict verdict = recorded.verdict();
    Object[] entries = {
      entry("deployment", recorded.hook().deployment()),
      entry("hook", recorded.hook().id().value()),
      entry("gate", recorded.gate().orElse("none")),
      entry("definition", recorded.definition().orElse("none")),
      entry("outcome", verdict.outcome().name()),
      entry("reason", verdict.reason())
    };
    if (verdict.passes() && verdict.findings().isEmpty()) {
      // Let pass without a look: a rollback, a skip or an empty gate. Somebody may wonder.
      LOG.warn("gate.unasked", entries);
    } else if (verdict.passes()) {
      LOG.info("gate.passed", entries);
    } else {
      LOG.warn("gate.refused", entries);
    }
  }

  private static void told(Hook hook, Report report, int tries) {
    Object[] entries = {
      entry("deployment", hook.deployment()),
      entry("hook", hook.id().value()),
      entry("tries", tries),
      entry("answer", report.toString())
    };
    switch (report) {
      case Report.Told _ -> LOG.info("gate.told", entries);
      case Report.TooLate _ -> LOG.info("gate.toldTooLate", entries);
      case Report.NotAsked _ -> LOG.error("gate.notAsked", entries);
    }
  }

  public static void crashed(String how) {
    LOG.error("gate.crashed", entry("reason", how));
  }

  static void trouble(Hook hook, String what) {
    LOG.error("gate.trouble", entry("deployment", hook.deployment()), entry("reason", what));
  }

  static void failed(Hook hook, RuntimeException why) {
    LOG.error(
        "gate.failed",
        entry("deployment", hook.deployment()),
        entry("reason", String.valueOf(why)));
  }

  public static void seen(Watchdog.Seen seen) {
    switch (seen) {
      case Watchdog.Seen.Stopped(Recorded recorded) ->
          LOG.error(
              "gate.eventLost",
              entry("deployment", recorded.hook().deployment()),
              entry("hook", recorded.hook().id().value()),
              entry("gate", recorded.gate().orElse("none")),
              entry("reason", recorded.verdict().reason()));
      case Watchdog.Seen.Left(var waiting) ->
          LOG.error(
              "gate.eventOfRollbackLost",
              entry("deployment", waiting.deployment()),
              entry("event", waiting.event()),
              entry("since", waiting.since().toString()));
      case Watchdog.Seen.Unable(var group, var why) ->
          LOG.warn("gate.notWatched", entry("group", group.toString()), entry("reason", why));
    }
  }

  public static void goesOn(Hook hook) {
    LOG.info(
        "gate.goesOn", entry("deployment", hook.deployment()), entry("hook", hook.id().value()));
  }
}
