package dev.signalbox.aws.gate.check;

import dev.signalbox.aws.client.Calls;
import dev.signalbox.core.Refused;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Action;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Listener;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Rule;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroupTuple;

/** The listeners of load balancers and where they forward to. */
final class Front {
  private static final Pattern RULE =
      Pattern.compile("(arn:[^/]+:)listener-rule/((?:app|net)/[^/]+/[^/]+/[^/]+)/[^/]+");

  private final ElasticLoadBalancingV2Client elb;

  Front(ElasticLoadBalancingV2Client elb) {
    this.elb = elb;
  }

  /** The listener itself, or the one that a rule belongs to. */
  Listener listener(String listenerOrRule) {
    Matcher rule = RULE.matcher(listenerOrRule);
    String arn = rule.matches() ? rule.group(1) + "listener/" + rule.group(2) : listenerOrRule;
    return call("DescribeListeners", arn, () -> elb.describeListeners(r -> r.listenerArns(arn)))
        .listeners()
        .stream()
        .findFirst()
        .orElseThrow(() -> new Refused("There is no listener %s".formatted(arn)));
  }

  /** Where it is, as an address without a path. */
  String address(Listener listener) {
    String name =
        call(
                "DescribeLoadBalancers",
                listener.loadBalancerArn(),
                () ->
                    elb.describeLoadBalancers(r -> r.loadBalancerArns(listener.loadBalancerArn())))
            .loadBalancers()
            .stream()
            .findFirst()
            .map(loadBalancer -> loadBalancer.dnsName())
            .orElseThrow(
                () -> new Refused("There is no load balancer " + listener.loadBalancerArn()));
    return switch (listener.protocolAsString()) {
      case "HTTP" -> "http://%s:%d".formatted(name, listener.port());
      case "HTTPS" -> "https://%s:%d".formatted(name, listener.port());
      default ->
          throw new Refused(
              "Listener %s speaks %s, not HTTP"
                  .formatted(listener.listenerArn(), listener.protocolAsString()));
    };
  }

  /** The weights of all target groups that may get such a request, by their ARNs. */
  Map<String, Integer> weights(Listener listener, Asked asked) {
    List<Rule> rules =
        call(
            "DescribeRules",
            listener.listenerArn(),
            () ->
                elb
                    .describeRulesPaginator(r -> r.listenerArn(listener.listenerArn()))
                    .rules()
                    .stream()
                    .sorted((a, b) -> Integer.compare(priority(a), priority(b)))
                    .toList());
    Map<String, Integer> weights = new TreeMap<>();
    for (Rule rule : rules) {
      Match match = Match.of(rule, asked);
      if (match != Match.NO) {
        forwards(rule.actions()).forEach(f -> weights.merge(f.group(), f.weight(), Math::max));
      }
      if (match == Match.YES) {
        return weights;
      }
    }
    forwards(listener.defaultActions())
        .forEach(f -> weights.merge(f.group(), f.weight(), Math::max));
    return weights;
  }

  private static int priority(Rule rule) {
    return "default".equals(rule.priority())
        ? Integer.MAX_VALUE
        : Integer.parseInt(rule.priority());
  }

  private record Forward(String group, int weight) {}

  private static Stream<Forward> forwards(List<Action> actions) {
    return actions.stream()
        .filter(action -> "forward".equals(action.typeAsString()))
        .flatMap(action ->
            action.forwardConfig() == null || action.forwardConfig().targetGroups().isEmpty()
                ? Stream.of(new Forward(action.targetGroupArn(), 1))
                : action.forwardConfig().targetGroups().stream().map(Front::forward));
  }

  private static Forward forward(TargetGroupTuple tuple) {
    return new Forward(tuple.targetGroupArn(), Optional.ofNullable(tuple.weight()).orElse(1));
  }

  /** The ARN of a target group that is told by its ARN or by its name. */
  String targetGroup(String named) {
    return named.startsWith("arn:") ? named : knownGroup(named);
  }

  /** The same, of one that is there. */
  String knownGroup(String named) {
    return call(
            "DescribeTargetGroups",
            named,
            () ->
                elb.describeTargetGroups(r ->
                    (named.startsWith("arn:") ? r.targetGroupArns(named) : r.names(named)).build()))
        .targetGroups()
        .stream()
        .findFirst()
        .map(group -> group.targetGroupArn())
        .orElseThrow(() -> new Refused("There is no target group '%s'".formatted(named)));
  }

  private static <T> T call(String operation, String what, Supplier<T> call) {
    return Calls.call(
        "look at " + what, "The gate's role needs elasticloadbalancing:" + operation, call);
  }
}
