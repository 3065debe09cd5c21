package dev.signalbox.aws.decision;

import static software.amazon.lambda.powertools.logging.argument.StructuredArguments.entry;

import dev.signalbox.core.release.Event;
import dev.signalbox.core.release.Target;
import dev.signalbox.core.route.Decision;
import dev.signalbox.core.route.Decisions;
import dev.signalbox.core.route.Outcome;
import dev.signalbox.core.route.Route;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A line for every decision that something follows from. Routes that a push is not for stand in the
 * ledger's record only.
 */
public final class DecisionLog {
  private static final Logger LOG = LoggerFactory.getLogger(DecisionLog.class);

  private DecisionLog() {}

  public static void of(Decisions decisions) {
    if (decisions.event() instanceof Event.Irrelevant irrelevant) {
      LOG.info(
          "event.ignored",
          entry("reason", irrelevant.reason()),
          entry("delivery", irrelevant.delivery()));
    }
    for (Decision decision : decisions.all()) {
      switch (decision.outcome()) {
        case Outcome.Started started ->
            LOG.info(
                "route.started",
                entry("route", route(decision)),
                entry("pipeline", pipeline(decision)),
                entry("execution", started.execution().map(Object::toString).orElse("")),
                entry("reason", started.reason()),
                entry("definition", decisions.version()),
                entry("delivery", decisions.event().delivery()));
        case Outcome.Failed failed ->
            LOG.error(
                "route.failed",
                entry("route", route(decision)),
                entry("pipeline", pipeline(decision)),
                entry("reason", failed.reason()),
                entry("retrying", failed.again()),
                entry("definition", decisions.version()),
                entry("delivery", decisions.event().delivery()));
        case Outcome.Forwarded _, Outcome.Stale _, Outcome.Rejected _, Outcome.NoRoute _ ->
            LOG.info(
                "route." + decision.outcome().word().toLowerCase(Locale.ROOT),
                entry("route", route(decision)),
                entry("reason", decision.outcome().reason()),
                entry("definition", decisions.version()),
                entry("delivery", decisions.event().delivery()));
        case Outcome.Skipped _ -> {}
      }
    }
  }

  /** The definition in force cannot be read; the last good one stays in force, if there is one. */
  public static void definitionUnreadable(String what) {
    LOG.error("definition.unreadable", entry("reason", what));
  }

  private static String route(Decision decision) {
    return decision.route().map(Route::name).orElse("");
  }

  private static String pipeline(Decision decision) {
    return decision.target().map(Target::pipeline).map(Object::toString).orElse("");
  }
}
