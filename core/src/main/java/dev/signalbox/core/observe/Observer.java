package dev.signalbox.core.observe;

import dev.signalbox.core.ledger.Executions;
import dev.signalbox.core.observe.Observed.Outcome;
import dev.signalbox.core.release.AccountId;
import dev.signalbox.core.start.Definitions;
import dev.signalbox.core.start.Runs;
import java.util.Optional;

/** Takes what is told of pipelines; the same telling again changes nothing. */
public final class Observer {
  private final Definitions definitions;
  private final Runs runs;

  public Observer(Definitions definitions, Runs runs) {
    this.definitions = definitions;
    this.runs = runs;
  }

  public Observed accept(Observation observation) {
    return switch (observation) {
      case Observation.Irrelevant irrelevant ->
          nothing(observation, Outcome.IGNORED, irrelevant.reason());
      case Observation.Suspect suspect -> nothing(observation, Outcome.REJECTED, suspect.reason());
      case Observation.Ended ended -> accept(ended);
    };
  }

  private Observed accept(Observation.Ended ended) {
    AccountId account = ended.execution().pipeline().account();
    if (!definitions.inForce().routes().trust(account)) {
      return nothing(
          ended, Outcome.REJECTED, "account %s is not in the definition".formatted(account));
    }
    Executions.Known known = runs.ended(ended.execution(), ended.end());
    return known
        .purpose()
        .map(purpose ->
            new Observed(
                ended,
                Outcome.COUNTED,
                "it ran for %s of %s".formatted(purpose.line().ref(), purpose.line().repository()),
                Optional.of(known)))
        .orElseGet(() ->
            new Observed(
                ended,
                Outcome.RECORDED,
                "it is not known to have been started for a push",
                Optional.of(known)));
  }

  private static Observed nothing(Observation observation, Outcome outcome, String reason) {
    return new Observed(observation, outcome, reason, Optional.empty());
  }
}
