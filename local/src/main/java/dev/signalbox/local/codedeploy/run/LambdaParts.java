package dev.signalbox.local.codedeploy.run;

import java.util.Map;

/** What has to be known of a deployment of a Lambda function. */
record LambdaParts(Map<String, String> parts) {
  static final String FUNCTION = "function";
  static final String ALIAS = "alias";
  static final String CURRENT = "current";
  static final String TARGET = "target";

  LambdaParts {
    parts = Map.copyOf(parts);
  }

  private String get(String name) {
    return parts.getOrDefault(name, "");
  }

  String function() {
    return get(FUNCTION);
  }

  String alias() {
    return get(ALIAS);
  }

  /** The version that has the traffic when the deployment begins. */
  String current() {
    return get(CURRENT);
  }

  String target() {
    return get(TARGET);
  }
}
