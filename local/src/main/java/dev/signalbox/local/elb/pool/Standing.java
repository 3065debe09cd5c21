package dev.signalbox.local.elb.pool;

import dev.signalbox.local.api.LoadBalancers.Health;
import java.util.Optional;

/**
 * How a target is, after what its checks have answered so far.
 *
 * @param successes in a row until now
 * @param failures in a row until now
 */
record Standing(Health health, int successes, int failures) {
  static final Standing REGISTERED =
      new Standing(
          health("initial", "Elb.RegistrationInProgress", "Target registration is in progress"),
          0,
          0);
  static final Standing NOT_IN_USE =
      new Standing(
          health(
              "unused",
              "Target.NotInUse",
              "Target group is not configured to receive traffic from the load balancer"),
          0,
          0);
  static final Health NOT_REGISTERED =
      health("unused", "Target.NotRegistered", "Target is not registered to the target group");
  static final Health DRAINING =
      health("draining", "Target.DeregistrationInProgress", "Target deregistration is in progress");

  static Health health(String state, String reason, String description) {
    return new Health(state, Optional.of(reason), Optional.of(description));
  }

  private static final Health HEALTHY = new Health("healthy", Optional.empty(), Optional.empty());

  /** A new target is healthy after one success, one that was unhealthy after the threshold. */
  Standing after(Answer answer, Checking checking) {
    return checking.satisfied(answer) ? succeeded(checking) : failed(answer, checking);
  }

  private Standing succeeded(Checking checking) {
    int now = successes + 1;
    boolean healthy = !is("unhealthy") || now >= checking.healthyThreshold();
    return new Standing(healthy ? HEALTHY : health, now, 0);
  }

  private Standing failed(Answer answer, Checking checking) {
    int now = failures + 1;
    if (is("unhealthy") || now >= checking.unhealthyThreshold()) {
      return new Standing(unhealthy(answer), 0, now);
    }
    return new Standing(is("healthy") ? health : CHECKING, 0, now);
  }

  private static final Health CHECKING =
      health("initial", "Elb.InitialHealthChecking", "Initial health checks in progress");

  private boolean is(String state) {
    return health.state().equals(state);
  }

  private static Health unhealthy(Answer answer) {
    return switch (answer) {
      case Answer.Answered(int status) ->
          health(
              "unhealthy",
              "Target.ResponseCodeMismatch",
              "Health checks failed with these codes: [" + status + "]");
      case Answer.TimedOut _ -> health("unhealthy", "Target.Timeout", "Request timed out");
      case Answer.Broken _, Answer.Connected _ ->
          health("unhealthy", "Target.FailedHealthChecks", "Health checks failed");
    };
  }
}
