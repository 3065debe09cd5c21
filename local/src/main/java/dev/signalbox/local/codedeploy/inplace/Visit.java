package dev.signalbox.local.codedeploy.inplace;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import software.amazon.awssdk.services.codedeploy.model.Diagnostics;
import software.amazon.awssdk.services.codedeploy.model.InstanceTarget;
import software.amazon.awssdk.services.codedeploy.model.LifecycleErrorCode;
import software.amazon.awssdk.services.codedeploy.model.LifecycleEvent;
import software.amazon.awssdk.services.codedeploy.model.LifecycleEventStatus;
import software.amazon.awssdk.services.codedeploy.model.TargetStatus;

/** A deployment on one of its instances. */
record Visit(String deployment, String host, List<Stop> stops, Instant updated) {
  static final List<String> EVENTS =
      List.of(
          "ApplicationStop",
          "DownloadBundle",
          "BeforeInstall",
          "Install",
          "AfterInstall",
          "ApplicationStart",
          "ValidateService");

  /**
   * A lifecycle event.
   *
   * @param failure empty where there is none
   */
  record Stop(
      String event,
      LifecycleEventStatus status,
      Optional<Instant> began,
      Optional<Instant> ended,
      String code,
      String script,
      String failure,
      String log) {
    static Stop expected(String event) {
      return new Stop(
          event, LifecycleEventStatus.PENDING, Optional.empty(), Optional.empty(), "", "", "", "");
    }

    Stop begun(Instant now) {
      return new Stop(
          event,
          LifecycleEventStatus.IN_PROGRESS,
          Optional.of(now),
          Optional.empty(),
          "",
          "",
          "",
          "");
    }

    Stop succeeded(Instant now) {
      return new Stop(
          event, LifecycleEventStatus.SUCCEEDED, began, Optional.of(now), "", "", "", "");
    }

    Stop failed(Ill why, Instant now) {
      return new Stop(
          event,
          LifecycleEventStatus.FAILED,
          began,
          Optional.of(now),
          why.code().toString(),
          why.script(),
          why.message(),
          why.log());
    }

    Stop skipped() {
      return status == LifecycleEventStatus.PENDING
          ? new Stop(event, LifecycleEventStatus.SKIPPED, began, ended, "", "", "", "")
          : this;
    }

    LifecycleEvent shown() {
      LifecycleEvent.Builder shown =
          LifecycleEvent.builder()
              .lifecycleEventName(event)
              .status(status)
              .startTime(began.orElse(null))
              .endTime(ended.orElse(null));
      if (!code.isEmpty()) {
        shown.diagnostics(
            Diagnostics.builder()
                .errorCode(LifecycleErrorCode.fromValue(code))
                .scriptName(script)
                .message(failure)
                .logTail(log)
                .build());
      }
      return shown.build();
    }
  }

  Visit {
    stops = List.copyOf(stops);
  }

  static Visit expected(String deployment, String host, Instant now) {
    return new Visit(deployment, host, EVENTS.stream().map(Stop::expected).toList(), now);
  }

  Visit at(String event, UnaryOperator<Stop> change, Instant now) {
    return new Visit(
        deployment,
        host,
        stops.stream().map(it -> it.event().equals(event) ? change.apply(it) : it).toList(),
        now);
  }

  Visit over(Instant now) {
    return new Visit(deployment, host, stops.stream().map(Stop::skipped).toList(), now);
  }

  TargetStatus status() {
    if (any(LifecycleEventStatus.FAILED)) {
      return TargetStatus.FAILED;
    }
    if (all(LifecycleEventStatus.SUCCEEDED)) {
      return TargetStatus.SUCCEEDED;
    }
    if (all(LifecycleEventStatus.PENDING)) {
      return TargetStatus.PENDING;
    }
    boolean ended = !any(LifecycleEventStatus.PENDING) && !any(LifecycleEventStatus.IN_PROGRESS);
    return ended ? TargetStatus.SKIPPED : TargetStatus.IN_PROGRESS;
  }

  private boolean any(LifecycleEventStatus status) {
    return stops.stream().anyMatch(it -> it.status() == status);
  }

  private boolean all(LifecycleEventStatus status) {
    return stops.stream().allMatch(it -> it.status() == status);
  }

  /** Why it failed, if it did. */
  Optional<Stop> failure() {
    return stops.stream().filter(it -> it.status() == LifecycleEventStatus.FAILED).findFirst();
  }

  InstanceTarget shown(String arn) {
    return InstanceTarget.builder()
        .deploymentId(deployment)
        .targetId(host)
        .targetArn(arn)
        .status(status())
        .lastUpdatedAt(updated)
        .lifecycleEvents(stops.stream().map(Stop::shown).toList())
        .build();
  }
}
