package dev.signalbox.core.route;

import dev.signalbox.core.release.CommitId;
import dev.signalbox.core.release.ExecutionId;
import java.util.Optional;

/** What became of a push on one route. */
public sealed interface Outcome {
  /** In a person's words. */
  String reason();

  /** The pipeline starts; the execution is known once it has. */
  record Started(String reason, Optional<ExecutionId> execution) implements Outcome {}

  /** The push goes to a bus of the target's account, whose own Signalbox decides. */
  record Forwarded(String reason, String bus) implements Outcome {}

  /** The route is not for this push. */
  record Skipped(String reason) implements Outcome {}

  /** A newer commit of the same ref has been routed already. */
  record Stale(String reason, CommitId overtakenBy) implements Outcome {}

  /** The event is not believed. */
  record Rejected(String reason) implements Outcome {}

  /**
   * The route takes the push and could not be served.
   *
   * @param again whether it will be tried again
   */
  record Failed(String reason, boolean again) implements Outcome {}

  /** No route takes the push at all. */
  record NoRoute(String reason) implements Outcome {}

  /** The word for it in records and reports. */
  default String word() {
    return switch (this) {
      case Started _ -> "STARTED";
      case Forwarded _ -> "FORWARDED";
      case Skipped _ -> "SKIPPED";
      case Stale _ -> "STALE";
      case Rejected _ -> "REJECTED";
      case Failed _ -> "FAILED";
      case NoRoute _ -> "NO_ROUTE";
    };
  }
}
