package dev.signalbox.core.gate;

import java.time.Duration;
import java.util.Optional;

/**
 * A hook as a deployment is told to call it.
 *
 * @param event the lifecycle event or the stage, by AWS's name
 * @param function its name or its ARN; none where nobody is called
 * @param timeout after which ECS waits no longer, where it says so
 * @param goesOn whether ECS goes on then, as if it had been told to
 */
public record Wired(
    Guarded.Place place,
    String event,
    Optional<String> function,
    Optional<Duration> timeout,
    boolean goesOn) {
  /** The moment, unless AWS knows none of that name. */
  public Optional<Moment> moment() {
    return switch (place) {
      case Guarded.DeploymentGroup _ -> Moment.ofLifecycleEvent(event);
      case Guarded.Service _ -> Moment.ofStage(event);
    };
  }
}
