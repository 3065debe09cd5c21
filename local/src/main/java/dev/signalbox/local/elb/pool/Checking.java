package dev.signalbox.local.elb.pool;

import java.time.Duration;
import java.util.Optional;

/**
 * How a group's targets are asked how they are.
 *
 * @param port empty for the one that takes the traffic
 * @param http empty where it is enough that they take a connection
 * @param interval of the clock's time
 * @param timeout real time
 */
public record Checking(
    Optional<Integer> port,
    Optional<Http> http,
    Duration interval,
    Duration timeout,
    int healthyThreshold,
    int unhealthyThreshold) {

  /**
   * A request and its answer.
   *
   * @param matcher which statuses are healthy: {@code 200}, {@code 200,202}, {@code 200-299}
   */
  public record Http(String path, String matcher) {
    boolean matches(int status) {
      return Checking.matches(matcher, status);
    }
  }

  /** Whether a target that answers so is well. */
  boolean satisfied(Answer answer) {
    return switch (answer) {
      case Answer.Answered(int status) -> http.map(it -> it.matches(status)).orElse(false);
      case Answer.Connected _ -> http.isEmpty();
      case Answer.TimedOut _, Answer.Broken _ -> false;
    };
  }

  private static boolean matches(String matcher, int status) {
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
