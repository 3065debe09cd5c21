package dev.signalbox.local.elb;

import dev.signalbox.local.api.AwsError;
import dev.signalbox.local.elb.route.Course;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Action;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ActionTypeEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ForwardActionConfig;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ProtocolEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroupStickinessConfig;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroupTuple;

/** Actions as requests write them, checked and brought to the form that AWS answers. */
record Actions(Estate estate) {
  private static final int MOST_GROUPS = 5;
  private static final int MOST_WEIGHT = 999;

  /**
   * @param balancerArn the only load balancer that may use the groups
   * @throws AwsError TargetGroupNotFound, TargetGroupAssociationLimit, InvalidLoadBalancerAction …
   */
  List<Action> checked(List<Action> given, String balancerArn) {
    if (given.size() != 1) {
      throw given.isEmpty()
          ? AwsError.of("ValidationError", "A listener or a rule must have an action")
          : AwsError.notImplemented("elasticloadbalancing", "rules with several actions");
    }
    return List.of(checked(given.getFirst(), balancerArn));
  }

  private Action checked(Action action, String balancerArn) {
    if (Estate.isNetwork(balancerArn) && action.type() != ActionTypeEnum.FORWARD) {
      throw AwsError.of(
          "InvalidLoadBalancerAction", "Listeners of network load balancers can only forward");
    }
    return switch (action.type()) {
      case FORWARD -> forward(action, balancerArn);
      case REDIRECT -> required(action, action.redirectConfig(), "redirect");
      case FIXED_RESPONSE -> required(action, action.fixedResponseConfig(), "fixed-response");
      default -> throw AwsError.notImplemented("elasticloadbalancing", action.typeAsString());
    };
  }

  private static Action required(Action action, @Nullable Object config, String type) {
    if (config == null) {
      throw AwsError.of(
          "InvalidLoadBalancerAction",
          "A configuration must be specified for an action of type '" + type + "'");
    }
    return action;
  }

  private Action forward(Action action, String balancerArn) {
    if (action.forwardConfig() != null
        && action.targetGroupArn() != null
        && !Course.weights(List.of(action)).keySet().equals(Set.of(action.targetGroupArn()))) {
      throw AwsError.of(
          "InvalidLoadBalancerAction",
          "You cannot specify both a target group ARN and other target groups in an action");
    }
    if (sticky(action)) {
      throw AwsError.notImplemented("elasticloadbalancing", "target group stickiness");
    }
    return forward(Course.weights(List.of(action)), balancerArn);
  }

  private static boolean sticky(Action action) {
    return Optional.ofNullable(action.forwardConfig())
        .map(ForwardActionConfig::targetGroupStickinessConfig)
        .map(TargetGroupStickinessConfig::enabled)
        .orElse(false);
  }

  /** An action that forwards to the groups by weight. */
  Action forward(Map<String, Integer> weights, String balancerArn) {
    if (weights.isEmpty() || weights.size() > MOST_GROUPS) {
      throw AwsError.of(
          "InvalidLoadBalancerAction",
          "A forward action has between 1 and " + MOST_GROUPS + " target groups");
    }
    weights.forEach((group, weight) -> check(group, weight, balancerArn));
    List<TargetGroupTuple> tuples = new ArrayList<>();
    weights.forEach((group, weight) ->
        tuples.add(TargetGroupTuple.builder().targetGroupArn(group).weight(weight).build()));
    return Action.builder()
        .type(ActionTypeEnum.FORWARD)
        .targetGroupArn(weights.size() == 1 ? tuples.getFirst().targetGroupArn() : null)
        .forwardConfig(it ->
            it.targetGroups(tuples).targetGroupStickinessConfig(sticky -> sticky.enabled(false)))
        .build();
  }

  private void check(String group, int weight, String balancerArn) {
    ProtocolEnum protocol = estate.group(group).protocol();
    if (Estate.isNetwork(balancerArn) != (protocol == ProtocolEnum.TCP)) {
      throw AwsError.of(
          "IncompatibleProtocols",
          "A target group of protocol '%s' is not for this load balancer: %s"
              .formatted(protocol, group));
    }
    if (weight < 0 || weight > MOST_WEIGHT) {
      throw AwsError.of(
          "ValidationError", "Weight '" + weight + "' must be between 0 and " + MOST_WEIGHT);
    }
    List<String> users = estate.balancersOf(group);
    if (!users.isEmpty() && !users.contains(balancerArn)) {
      throw AwsError.of(
          "TargetGroupAssociationLimit",
          "The following target groups cannot be associated with more than one load balancer: "
              + group);
    }
  }
}
