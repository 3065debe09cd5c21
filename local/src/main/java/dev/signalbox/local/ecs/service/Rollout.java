package dev.signalbox.local.ecs.service;

import dev.signalbox.local.ecs.deployment.Halt;
import dev.signalbox.local.ecs.deployment.Report;

/** One deployment of a service under way. */
interface Rollout {
  Report report();

  /** Called with the service locked, after its tasks have been looked at. */
  void look();

  /** Ends it before its time; what follows depends on the kind. */
  void halt(Halt halt);

  /** A person's decision about one of its hooks. */
  void decide(String hookId, String action);

  boolean isOver();
}
