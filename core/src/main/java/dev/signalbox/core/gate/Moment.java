package dev.signalbox.core.gate;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Where in a deployment a hook asks, by whatever name a protocol has for it. */
public enum Moment {
  RECONCILE("", "RECONCILE_SERVICE"),
  BEFORE_INSTALL("BeforeInstall", "PRE_SCALE_UP"),
  AFTER_INSTALL("AfterInstall", "POST_SCALE_UP"),
  DURING_TEST_TRAFFIC("", "TEST_TRAFFIC_SHIFT"),
  AFTER_TEST_TRAFFIC("AfterAllowTestTraffic", "POST_TEST_TRAFFIC_SHIFT"),
  BEFORE_TRAFFIC("BeforeAllowTraffic", "PRE_PRODUCTION_TRAFFIC_SHIFT"),
  DURING_TRAFFIC("", "PRODUCTION_TRAFFIC_SHIFT"),
  AFTER_TRAFFIC("AfterAllowTraffic", "POST_PRODUCTION_TRAFFIC_SHIFT");

  private final String event;
  private final String stage;

  Moment(String event, String stage) {
    this.event = event;
    this.stage = stage;
  }

  /** What people write: after-test-traffic. */
  public String text() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  public static Optional<Moment> ofText(String text) {
    return Arrays.stream(values()).filter(m -> m.text().equals(text)).findFirst();
  }

  /** Whether CodeDeploy asks then, too. */
  public boolean isLifecycleEvent() {
    return !event.isEmpty();
  }

  /** By CodeDeploy's name of a lifecycle event. */
  public static Optional<Moment> ofLifecycleEvent(String event) {
    return Arrays.stream(values())
        .filter(m -> !event.isEmpty() && m.event.equals(event))
        .findFirst();
  }

  /** By ECS's name of a stage. */
  public static Optional<Moment> ofStage(String stage) {
    return Arrays.stream(values()).filter(m -> m.stage.equals(stage)).findFirst();
  }
}
