package dev.signalbox.local.codedeploy.run;

import dev.signalbox.local.api.TaskSets.Balanced;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What has to be known of a deployment of an ECS service.
 *
 * <p>The task set that serves when the deployment begins is the original, its target group blue;
 * the one that the deployment makes is the replacement, its target group green.
 */
record EcsParts(Map<String, String> parts) {
  static final String CLUSTER = "cluster";
  static final String SERVICE = "service";
  static final String TASK_DEFINITION = "taskDefinition";
  static final String CONTAINER = "container";
  static final String PORT = "port";
  static final String GROUPS = "targetGroups";
  static final String LISTENER = "listener";
  static final String TEST_LISTENER = "testListener";
  static final String BLUE = "blue";
  static final String GREEN = "green";
  static final String ORIGINAL = "original";
  static final String REPLACEMENT = "replacement";

  EcsParts {
    parts = Map.copyOf(parts);
  }

  EcsParts with(String name, String value) {
    Map<String, String> changed = new HashMap<>(parts);
    changed.put(name, value);
    return new EcsParts(changed);
  }

  private String get(String name) {
    return parts.getOrDefault(name, "");
  }

  String cluster() {
    return get(CLUSTER);
  }

  String service() {
    return get(SERVICE);
  }

  String taskDefinition() {
    return get(TASK_DEFINITION);
  }

  /** The names of both. */
  List<String> targetGroups() {
    return List.of(get(GROUPS).split(",", -1));
  }

  String blue() {
    return get(BLUE);
  }

  String green() {
    return get(GREEN);
  }

  String listener() {
    return get(LISTENER);
  }

  Optional<String> testListener() {
    return Optional.of(get(TEST_LISTENER)).filter(it -> !it.isEmpty());
  }

  String original() {
    return get(ORIGINAL);
  }

  String replacement() {
    return get(REPLACEMENT);
  }

  Balanced balanced() {
    return new Balanced(green(), get(CONTAINER), Integer.parseInt(get(PORT)));
  }
}
