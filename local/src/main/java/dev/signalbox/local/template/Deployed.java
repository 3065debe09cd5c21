package dev.signalbox.local.template;

import java.util.List;
import java.util.Map;

/**
 * What a deployment made.
 *
 * @param resources in the order they were made
 * @param ignored types that nothing here makes, each with the logical ids that have it
 * @param warnings what was left out and why, each line with its place in the template
 */
public record Deployed(
    String stack,
    List<Resource> resources,
    Map<String, String> outputs,
    Map<String, List<String>> ignored,
    List<String> warnings) {

  /**
   * @param id what {@code Ref} answers
   */
  public record Resource(
      String logicalId, String type, String id, Map<String, String> attributes) {}
}
