package dev.signalbox.local.pipeline.run;

import dev.signalbox.local.api.AwsError;

/** Does what actions of some type are for. */
@FunctionalInterface
public interface Provider {
  /**
   * Begins, on a thread of its own; the action ends when the report says so, which may be before
   * this returns or long after.
   *
   * @throws AwsError the action fails with this
   */
  void begin(Work work, Report report);

  /** Takes up an action that was under way when {@code local} stopped. */
  default void resume(Work work, Report report) {
    report.ended(
        Outcome.failed(
            "SystemUnavailable",
            "signalbox local was stopped while this action was running; retry the stage to run it"
                + " again"));
  }

  /** Nobody waits for the action any more. */
  default void abandon(Work work) {}

  /** Whether the action waits for a person, who shows a token. */
  default boolean asksForToken() {
    return false;
  }
}
