package dev.signalbox.local.elb.pool;

import java.time.Duration;
import java.util.Optional;

/**
 * How a group's targets are asked how they are.
 *
 * @param port empty for the one that takes the traffic
 * @param matcher which statuses are healthy: {@code 200}, {@code 200,202}, {@code 200-299}
 * @param interval of the clock's time
 * @param timeout real time
 */
public record Checking(
    Optional<Integer> port,
    String path,
    String matcher,
    Duration interval,
    Duration timeout,
    int healthyThreshold,
    int unhealthyThreshold) {

  boolean matches(int status) {
    for (String part : matcher.split(",", -1)) {
      String[] ends = part.strip().split("-", 2);
      int from = Integer.parseInt(ends[0]);
      int to = ends.length == 2 ? Integer.parseInt(ends[1]) : from;
      if (from <= status && status <= to) {
        return true;
      }
    }
    return false;
  }
}
