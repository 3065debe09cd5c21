package dev.signalbox.local.lambda;

import java.nio.charset.StandardCharsets;

/** How one invocation ended. */
public sealed interface Outcome {
  /** What the handler wrote. */
  record Answered(byte[] payload) implements Outcome {}

  /**
   * The handler threw, the process died or time ran out.
   *
   * @param payload JSON with {@code errorMessage} and {@code errorType}
   */
  record Failed(byte[] payload) implements Outcome {
    static Failed because(String type, String message) {
      String json =
          com.fasterxml.jackson.databind.node.JsonNodeFactory.instance
              .objectNode()
              .put("errorMessage", message)
              .put("errorType", type)
              .toString();
      return new Failed(json.getBytes(StandardCharsets.UTF_8));
    }
  }

  byte[] payload();
}
