package dev.signalbox.local.codedeploy.run;

import java.time.Duration;

/**
 * One thing a deployment does.
 *
 * @param event the lifecycle event it belongs to; empty for a wait between events
 * @param function the Lambda function that a hook asks, else empty
 * @param percent how much of the production traffic the new version gets from this shift on
 * @param seconds how long it may take or lasts
 */
record Step(Act act, String event, String function, int percent, long seconds) {
  private static final Duration LIMIT = Duration.ofHours(1);

  enum Act {
    /** Everything has to be there and as the revision says. */
    CHECK,
    /** A lifecycle event at which nothing is asked. */
    PASS,
    /** A function is asked and answers through the API. */
    HOOK,
    /** The new version is made ready for traffic. */
    INSTALL,
    /** The test listener turns to the new version. */
    TEST_TRAFFIC,
    /** Somebody has to say that traffic may be shifted. */
    READY_WAIT,
    /** A part of the production traffic, or all, turns to the new version. */
    SHIFT,
    /** The traffic stays as it is between two shifts. */
    PAUSE,
    /** The original version is kept for a while. */
    TERMINATION_WAIT,
    /** The original version is ended. */
    TERMINATE,
    /** Everything is put back as it was before another deployment. */
    RESTORE
  }

  static Step pass(String event) {
    return new Step(Act.PASS, event, "", 0, 0);
  }

  static Step hook(String event, String function) {
    return new Step(Act.HOOK, event, function, 0, LIMIT.toSeconds());
  }

  static Step act(Act act, String event) {
    return new Step(act, event, "", 0, LIMIT.toSeconds());
  }

  static Step shift(int percent) {
    return new Step(Act.SHIFT, LifecycleEvents.ALLOW_TRAFFIC, "", percent, LIMIT.toSeconds());
  }

  static Step wait(Act act, String event, Duration duration) {
    return new Step(act, event, "", 0, duration.toSeconds());
  }

  Duration duration() {
    return Duration.ofSeconds(seconds);
  }

  boolean belongsTo(String lifecycleEvent) {
    return event.equals(lifecycleEvent);
  }
}
