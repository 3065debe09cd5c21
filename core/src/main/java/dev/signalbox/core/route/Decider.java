package dev.signalbox.core.route;

import dev.signalbox.core.release.Cause;
import dev.signalbox.core.release.Event;
import java.util.List;

/**
 * Decides for one definition which routes an event takes and why the others do not.
 *
 * <p>It changes nothing and starts nothing. What it has learnt of paths it keeps, so one decider
 * serves best for as long as its definition is in force. It is for one thread.
 */
public final class Decider {
  private final Definition definition;
  private final Sources sources;
  private final Progress progress;
  private final Differences differences;

  /** Compares every push with what its event says. */
  public Decider(Definition definition, Sources sources) {
    this(definition, sources, Progress.NONE);
  }

  /** Compares each push with what the pipelines have made of its ref so far. */
  public Decider(Definition definition, Sources sources, Progress progress) {
    this.definition = definition;
    this.sources = sources;
    this.progress = progress;
    this.differences = new Differences(definition.routes());
  }

  /** One decision per route in the definition's order, and one for all where none takes it. */
  public Decisions decide(Event event) {
    return new Decisions(
        event,
        definition.version(),
        switch (event) {
          case Event.Suspect suspect ->
              List.of(Decision.ofAll(new Outcome.Rejected(suspect.reason())));
          case Event.Irrelevant _ -> List.of();
          case Event.Pushed _, Event.Proposed _, Event.ImagePushed _, Event.ObjectWritten _ ->
              decide(event.cause().orElseThrow());
        });
  }

  private List<Decision> decide(Cause cause) {
    return definition.routes().trust(cause.account())
        ? new Round(definition.routes(), cause, sources, progress, differences).decisions()
        : List.of(
            Decision.ofAll(
                new Outcome.Rejected(
                    "account %s is not in the definition".formatted(cause.account()))));
  }
}
