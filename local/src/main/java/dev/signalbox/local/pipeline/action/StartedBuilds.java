package dev.signalbox.local.pipeline.action;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Which build belongs to which action, however starts, ends and stops overtake each other. */
final class StartedBuilds {
  private final Map<String, String> running = new HashMap<>();
  private final Set<String> overBeforeBegun = new HashSet<>();

  /** False when the action was over before its build had begun. */
  synchronized boolean began(String actionRun, String build) {
    if (overBeforeBegun.remove(actionRun)) {
      return false;
    }
    running.put(actionRun, build);
    return true;
  }

  /** The build that goes on for an action that is over, if it had begun. */
  synchronized Optional<String> over(String actionRun) {
    String build = running.remove(actionRun);
    if (build == null) {
      overBeforeBegun.add(actionRun);
    }
    return Optional.ofNullable(build);
  }
}
