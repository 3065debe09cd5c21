package dev.signalbox.aws.observe;

import static software.amazon.lambda.powertools.logging.argument.StructuredArguments.entry;

import dev.signalbox.core.observe.Observation;
import dev.signalbox.core.observe.Observed;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A line for every end of an execution, and for what is not believed. */
public final class ObservedLog {
  private static final Logger LOG = LoggerFactory.getLogger(ObservedLog.class);

  private ObservedLog() {}

  public static void of(Observed observed) {
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
