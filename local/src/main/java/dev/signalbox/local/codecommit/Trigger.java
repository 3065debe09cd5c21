package dev.signalbox.local.codecommit;

import dev.signalbox.local.codecommit.git.Moved;
import java.util.List;

/**
 * A function that is called when references of a repository change.
 *
 * @param branches empty for every branch and tag
 * @param events as the API names them
 */
record Trigger(
    String name,
    String destinationArn,
    String customData,
    List<String> branches,
    List<String> events) {

  /** A repository's triggers; they change all at once. */
  record All(String repositoryId, String configurationId, List<Trigger> triggers) {}

  /** The ones it is called for. */
  List<Moved> concerning(List<Moved> moved) {
    return moved.stream().filter(this::concerns).toList();
  }

  private boolean concerns(Moved moved) {
    boolean branch = branches.isEmpty() || (moved.isBranch() && branches.contains(moved.name()));
    return branch && (events.contains("all") || events.contains(event(moved)));
  }

  private static String event(Moved moved) {
    if (moved.from().isEmpty()) {
      return "createReference";
    }
    return moved.to().isEmpty() ? "deleteReference" : "updateReference";
  }
}
