package dev.signalbox.core.observe;

import dev.signalbox.core.ledger.Executions.Known;
import dev.signalbox.core.observe.Observed.Outcome;
import dev.signalbox.core.release.AccountId;
import dev.signalbox.core.route.Definition;
import dev.signalbox.core.start.Definitions;
import dev.signalbox.core.start.Runs;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Takes what is told of pipelines; the same telling again changes nothing. */
public final class Observer {
  private final Definitions definitions;
  private final Runs runs;
  private final Promoter promoter;
  private final Observations records;

  public Observer(Definitions definitions, Runs runs, Promoter promoter, Observations records) {
    this.definitions = definitions;
    this.runs = runs;
    this.promoter = promoter;
    this.records = records;
  }

  /**
   * Takes one.
   *
   * @param deadline when this process will have stopped, done or not
   */
  public Observed accept(Observation observation, Instant deadline) {
    return switch (observation) {
      case Observation.Irrelevant irrelevant ->
          nothing(observation, Outcome.IGNORED, irrelevant.reason());
      case Observation.Suspect suspect -> nothing(observation, Outcome.REJECTED, suspect.reason());
      case Observation.Ended ended -> accept(ended, definitions.inForce(), deadline);
    };
  }

  private Observed accept(Observation.Ended ended, Definition definition, Instant deadline) {
    AccountId account = ended.execution().pipeline().account();
    if (!definition.routes().trust(account)) {
      return nothing(
          ended, Outcome.REJECTED, "account %s is not in the definition".formatted(account));
    }
    Known known = runs.ended(ended.execution(), ended.end());
    List<Promoted> promotions = promoter.promote(ended, known, definition.routes(), deadline);
    Optional<String> line =
        known
            .purpose()
            .flatMap(purpose -> purpose.line())
            .map(l -> "it ran for %s of %s".formatted(l.ref(), l.repository()));
    var observed =
        new Observed(
            ended,
            line.isPresent() ? Outcome.COUNTED : Outcome.RECORDED,
            line.orElse("it is not known to have run for a branch or a tag"),
            definition.version(),
            promotions);
    if (!promotions.isEmpty()) {
      records.record(observed);
    }
    return observed;
  }

  private static Observed nothing(Observation observation, Outcome outcome, String reason) {
    return new Observed(observation, outcome, reason, "", List.of());
  }
}
