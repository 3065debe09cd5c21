package dev.signalbox.local.lambda;

import java.util.Map;

/**
 * Who may call a function.
 *
 * @param statements as JSON, by their ids
 */
record Policy(Map<String, String> statements, String revision) {
  static final Policy NONE = new Policy(Map.of(), "");

  Policy {
    statements = java.util.Collections.unmodifiableMap(new java.util.LinkedHashMap<>(statements));
  }
}
