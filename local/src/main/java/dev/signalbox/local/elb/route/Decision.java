package dev.signalbox.local.elb.route;

import java.util.Optional;

/** What is done with one request. */
public sealed interface Decision {
  /**
   * @param group the ARN of the target group whose turn it is; empty where none has any weight
   */
  record Forwarded(Optional<String> group) implements Decision {}

  /**
   * @param location the whole URL
   */
  record Redirected(int status, String location) implements Decision {}

  record Answered(int status, String contentType, String body) implements Decision {}
}
