package dev.signalbox.core.gate;

import dev.signalbox.core.release.AccountId;
import dev.signalbox.core.release.Region;
import java.time.Instant;
import java.util.Optional;

/**
 * What a gate is asked about.
 *
 * @param place where it is deployed, as a gate names it
 * @param blue what serves now; nothing at the first deployment
 * @param green what is to serve; not there yet before it is installed
 * @param since when this hook began
 * @param deadline when the deployment gives up waiting for it
 */
public record Subject(
    Hook hook,
    AccountId account,
    Region region,
    Guarded.Place place,
    Moment moment,
    Workload workload,
    Optional<Version> blue,
    Optional<Version> green,
    Listeners listeners,
    Instant since,
    Instant deadline) {
  /** What runs. */
  public sealed interface Workload {}

  /** A service of ECS's, its cluster by name. */
  public record Service(String cluster, String service) implements Workload {}

  /** A Lambda function behind an alias. */
  public record Function(String name, String alias) implements Workload {}

  /**
   * One of the two that take turns.
   *
   * @param id a task set's id, a service revision's ARN, or a function's version
   * @param targetGroup its target group's ARN, or its name where that is all that is told
   * @param weight its share of production traffic, in percent, where it is told
   */
  public record Version(String id, Optional<String> targetGroup, Optional<Double> weight) {}

  /** The ARNs of listeners, or of their rules. */
  public record Listeners(Optional<String> production, Optional<String> test) {
    public static final Listeners NONE = new Listeners(Optional.empty(), Optional.empty());
  }
}
