package dev.signalbox.local.ecs.deployment;

/** What a service deployment goes through, in this order. */
public enum Stage {
  RECONCILE_SERVICE,
  PRE_SCALE_UP,
  SCALE_UP,
  POST_SCALE_UP,
  TEST_TRAFFIC_SHIFT,
  POST_TEST_TRAFFIC_SHIFT,
  PRE_PRODUCTION_TRAFFIC_SHIFT,
  PRODUCTION_TRAFFIC_SHIFT,
  POST_PRODUCTION_TRAFFIC_SHIFT,
  BAKE_TIME,
  CLEAN_UP;

  /** Whether hooks may be asked then. */
  boolean hasHooks() {
    return this != SCALE_UP && this != BAKE_TIME && this != CLEAN_UP;
  }

  /** Whether somebody may be waited for then: traffic that moves cannot stand still. */
  boolean mayPause() {
    return hasHooks() && this != TEST_TRAFFIC_SHIFT && this != PRODUCTION_TRAFFIC_SHIFT;
  }
}
