package dev.signalbox.aws.gate.check;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Action;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ActionTypeEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeListenersRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeListenersResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeLoadBalancersRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeLoadBalancersResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeRulesRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeRulesResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ElasticLoadBalancingV2Exception;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Listener;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.LoadBalancer;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Rule;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.RuleCondition;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroupTuple;

/** One load balancer with one listener, which says what it is told to. */
final class FakeFront implements ElasticLoadBalancingV2Client {
  static final String ARN = "arn:aws:elasticloadbalancing:eu-west-1:111122223333:";
  static final String LISTENER = ARN + "listener/app/shop/50dc6c495c0c9188/0467ef3c8400ae65";
  static final String RULE = ARN + "listener-rule/app/shop/50dc6c495c0c9188/0467ef3c8400ae65/1";
  static final String GREEN = ARN + "targetgroup/green/1";
  static final String BLUE = ARN + "targetgroup/blue/2";

  private final String host;
  private final int port;
  private boolean denies;
  private final List<Rule> rules = new CopyOnWriteArrayList<>();
  final List<String> asked = new CopyOnWriteArrayList<>();

  FakeFront(String host, int port) {
    this.host = host;
    this.port = port;
  }

  static Action forward(Map<String, Integer> weights) {
    return Action.builder()
        .type(ActionTypeEnum.FORWARD)
        .forwardConfig(config ->
            config.targetGroups(
                weights.entrySet().stream()
                    .map(w ->
                        TargetGroupTuple.builder()
                            .targetGroupArn(w.getKey())
                            .weight(w.getValue())
                            .build())
                    .toList()))
        .build();
  }

  FakeFront rule(String priority, Map<String, Integer> weights, RuleCondition... conditions) {
    rules.add(
        Rule.builder()
            .ruleArn(RULE)
            .priority(priority)
            .conditions(conditions)
            .actions(forward(weights))
            .build());
    return this;
  }

  @Override
  public DescribeListenersResponse describeListeners(DescribeListenersRequest request) {
    asked.addAll(request.listenerArns());
    return DescribeListenersResponse.builder()
        .listeners(
            Listener.builder()
                .listenerArn(LISTENER)
                .loadBalancerArn("lb")
                .protocol("HTTP")
                .port(port)
                .build())
        .build();
  }

  @Override
  public DescribeLoadBalancersResponse describeLoadBalancers(DescribeLoadBalancersRequest request) {
    return DescribeLoadBalancersResponse.builder()
        .loadBalancers(LoadBalancer.builder().dnsName(host).build())
        .build();
  }

  FakeFront denying() {
    denies = true;
    return this;
  }

  @Override
  public DescribeRulesResponse describeRules(DescribeRulesRequest request) {
    if (denies) {
      throw ElasticLoadBalancingV2Exception.builder()
          .statusCode(403)
          .awsErrorDetails(
              AwsErrorDetails.builder()
                  .errorCode("AccessDenied")
                  .errorMessage("User is not authorized")
                  .build())
          .build();
    }
    return DescribeRulesResponse.builder().rules(rules).build();
  }

  @Override
  public String serviceName() {
    return "elasticloadbalancing";
  }

  @Override
  public void close() {}
}
