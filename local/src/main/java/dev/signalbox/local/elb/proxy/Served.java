package dev.signalbox.local.elb.proxy;

import dev.signalbox.local.api.LoadBalancers.Target;
import dev.signalbox.local.elb.route.Asked;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * One request that a listener has dealt with.
 *
 * @param rule the priority of the rule that was met; 0 for the default one
 * @param group the ARN of the target group it was for; empty where the listener itself answered
 * @param status what the client got
 * @param answer what the target answered; empty where it did not
 * @param received bytes of the request's body
 * @param sent bytes of the response's body
 */
public record Served(
    Asked asked,
    Instant began,
    Duration took,
    int rule,
    Optional<String> group,
    Optional<Target> target,
    int status,
    Optional<Answer> answer,
    long received,
    long sent) {
  /**
   * A target's answer.
   *
   * @param time until its head was there
   */
  public record Answer(int status, Duration time) {}
}
