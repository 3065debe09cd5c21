package dev.signalbox.aws.observe;

import static software.amazon.lambda.powertools.logging.argument.StructuredArguments.entry;

import dev.signalbox.core.observe.Observation;
import dev.signalbox.core.observe.Observed;
import dev.signalbox.core.observe.Promoted;
import dev.signalbox.core.route.Outcome;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A line for every end of an execution, and for what is not believed. */
public final class ObservedLog {
  private static final Logger LOG = LoggerFactory.getLogger(ObservedLog.class);

  private ObservedLog() {}

  public static void of(Observed observed) {
    told(observed);
    observed.promotions().forEach(promoted -> promoted(promoted, observed));
  }

  private static void promoted(Promoted promoted, Observed observed) {
    Object[] entries = {
      entry("promotion", promoted.promotion().name()),
      entry("pipeline", promoted.promotion().start().target().pipeline().toString()),
      entry("reason", promoted.outcome().reason()),
      entry("definition", observed.version()),
      entry("delivery", observed.observation().delivery())
    };
    switch (promoted.outcome()) {
      case Outcome.Failed _ -> LOG.error("promotion.failed", entries);
      case Outcome.Started _,
          Outcome.Forwarded _,
          Outcome.Skipped _,
          Outcome.Stale _,
          Outcome.Rejected _,
          Outcome.NoRoute _ ->
          LOG.info("promotion." + promoted.outcome().word().toLowerCase(Locale.ROOT), entries);
    }
  }

  private static void told(Observed observed) {
    switch (observed.observation()) {
      case Observation.Ended ended when observed.outcome() != Observed.Outcome.REJECTED ->
          LOG.info(
              "execution.ended",
              entry("pipeline", ended.execution().pipeline().toString()),
              entry("execution", ended.execution().id().value()),
              entry("end", ended.end().name()),
              entry("reason", observed.reason()),
              entry("delivery", ended.delivery()));
      case Observation.Irrelevant _ -> {}
      case Observation.Ended _, Observation.Suspect _ ->
          LOG.warn(
              "execution.rejected",
              entry("reason", observed.reason()),
              entry("delivery", observed.observation().delivery()));
    }
  }
}
