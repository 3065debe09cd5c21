package dev.signalbox.local.codedeploy.run;

import java.time.Instant;
import software.amazon.awssdk.services.codedeploy.model.Diagnostics;
import software.amazon.awssdk.services.codedeploy.model.LifecycleErrorCode;
import software.amazon.awssdk.services.codedeploy.model.LifecycleEvent;
import software.amazon.awssdk.services.codedeploy.model.LifecycleEventStatus;

/**
 * A lifecycle event of one deployment.
 *
 * @param hook the id of the execution of its hook; empty where none is asked
 * @param startMillis 0 before it began
 * @param endMillis 0 before it ended
 * @param failure why it failed, else empty
 */
record Happening(
    String name,
    LifecycleEventStatus status,
    String hook,
    long startMillis,
    long endMillis,
    LifecycleErrorCode error,
    String failure) {

  /**
   * @param hook empty where none is asked
   */
  static Happening expected(String name, String hook) {
    return new Happening(
        name, LifecycleEventStatus.PENDING, hook, 0, 0, LifecycleErrorCode.SUCCESS, "");
  }

  Happening begun(Instant now) {
    return status == LifecycleEventStatus.PENDING
        ? new Happening(
            name, LifecycleEventStatus.IN_PROGRESS, hook, now.toEpochMilli(), 0, error, failure)
        : this;
  }

  Happening succeeded(Instant now) {
    return ended(LifecycleEventStatus.SUCCEEDED, LifecycleErrorCode.SUCCESS, "", now);
  }

  Happening failed(LifecycleErrorCode code, String why, Instant now) {
    return ended(LifecycleEventStatus.FAILED, code, why, now);
  }

  /** It did not come to this event. */
  Happening skipped() {
    return status == LifecycleEventStatus.PENDING
        ? new Happening(name, LifecycleEventStatus.SKIPPED, hook, 0, 0, error, failure)
        : this;
  }

  /** It was going on when the deployment was stopped. */
  Happening cut(String why) {
    return new Happening(
        name,
        LifecycleEventStatus.SKIPPED,
        hook,
        startMillis,
        0,
        LifecycleErrorCode.UNKNOWN_ERROR,
        why);
  }

  private Happening ended(
      LifecycleEventStatus how, LifecycleErrorCode code, String why, Instant now) {
    return new Happening(name, how, hook, startMillis, now.toEpochMilli(), code, why);
  }

  LifecycleEvent shown() {
    LifecycleEvent.Builder shown = LifecycleEvent.builder().lifecycleEventName(name).status(status);
    if (startMillis > 0) {
      shown.startTime(Instant.ofEpochMilli(startMillis));
    }
    if (endMillis > 0) {
      shown.endTime(Instant.ofEpochMilli(endMillis));
    }
    if (!failure.isEmpty()) {
      shown.diagnostics(Diagnostics.builder().errorCode(error).message(failure).build());
    }
    return shown.build();
  }
}
