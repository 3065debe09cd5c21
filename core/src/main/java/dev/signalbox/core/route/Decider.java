package dev.signalbox.core.route;

import dev.signalbox.core.release.Cause;
import dev.signalbox.core.release.Event;
import dev.signalbox.core.release.Push;
import dev.signalbox.core.release.Relay;
import java.util.List;
import java.util.Optional;

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
    return new Decisions(event, definition.version(), all(event)).bounded();
  }

  private List<Decision> all(Event event) {
    return switch (event) {
      case Event.Suspect suspect -> List.of(Decision.ofAll(new Outcome.Rejected(suspect.reason())));
      case Event.Due _, Event.Irrelevant _ -> List.of();
      case Event.Relayed(Push push, Relay relay) ->
          distrust(push, relay).map(List::of).orElseGet(() -> decide(event, push));
      case Event.Pushed _, Event.Proposed _, Event.ImagePushed _, Event.ObjectWritten _ ->
          decide(event, event.cause().orElseThrow());
    };
  }

  private List<Decision> decide(Event event, Cause cause) {
    return definition.routes().trust(cause.account())
        ? new Round(definition.routes(), event, cause, sources, progress, differences).decisions()
        : List.of(rejected("account %s is not in the definition".formatted(cause.account())));
  }

  /** Anyone whom a bus lets in can write there; whose word counts, the definition says. */
  private Optional<Decision> distrust(Push push, Relay relay) {
    if (!definition.routes().trust(relay.sender())) {
      return Optional.of(
          rejected(
              "account %s, which sent it, is not in the definition".formatted(relay.sender())));
    }
    if (!relay.sender().equals(push.account())) {
      return Optional.of(
          rejected(
              "account %s speaks of a push in account %s"
                  .formatted(relay.sender(), push.account())));
    }
    return Optional.empty();
  }

  private static Decision rejected(String reason) {
    return Decision.ofAll(new Outcome.Rejected(reason));
  }
}
