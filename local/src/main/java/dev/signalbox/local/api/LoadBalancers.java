package dev.signalbox.local.api;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Elastic Load Balancing, as the services that run and shift traffic see it. */
public interface LoadBalancers {
  /** An address that serves requests. */
  record Target(String host, int port) {}

  /**
   * What DescribeTargetHealth says.
   *
   * @param state {@code initial}, {@code healthy}, {@code unhealthy}, {@code unused}, {@code
   *     draining}
   * @param reason such as {@code Target.Timeout}; empty for a healthy one
   */
  record Health(String state, Optional<String> reason, Optional<String> description) {
    public boolean healthy() {
      return state.equals("healthy");
    }
  }

  /**
   * Registering a registered target changes nothing; registering a draining one ends the draining.
   *
   * @throws AwsError TargetGroupNotFound
   */
  void register(String targetGroupArn, Target target);

  /**
   * No new request goes there; those under way have the group's deregistration delay to end.
   *
   * @param drained runs once when the target may be stopped, at once where it was not registered
   * @throws AwsError TargetGroupNotFound
   */
  void deregister(String targetGroupArn, Target target, Runnable drained);

  /**
   * A target that is not registered is {@code unused} because of {@code Target.NotRegistered}.
   *
   * @throws AwsError TargetGroupNotFound
   */
  Health health(String targetGroupArn, Target target);

  /**
   * The registered targets, without those that drain.
   *
   * @throws AwsError TargetGroupNotFound
   */
  List<Target> targets(String targetGroupArn);

  /** The ARN of the target group of that name. */
  Optional<String> targetGroup(Place place, String name);

  /** Whether there is a listener or a rule of that ARN. */
  boolean exists(String listenerOrRuleArn);

  /**
   * The weight of every target group that a listener's default action or a rule forwards to, in the
   * order the action names them; empty where it does not forward. A single target group has 1.
   *
   * @throws AwsError ListenerNotFound, RuleNotFound
   */
  Map<String, Integer> weights(String listenerOrRuleArn);

  /**
   * Makes a listener's default action or a rule forward to these target groups, by weight; requests
   * that come after the return go there.
   *
   * @throws AwsError ListenerNotFound, RuleNotFound, TargetGroupNotFound
   */
  void weigh(String listenerOrRuleArn, Map<String, Integer> weights);

  /**
   * How many requests have been sent to the group's targets since {@code local} was started.
   *
   * @throws AwsError TargetGroupNotFound
   */
  long requests(String targetGroupArn);
}
