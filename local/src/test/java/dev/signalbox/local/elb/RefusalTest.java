package dev.signalbox.local.elb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.local.LocalServer;
import dev.signalbox.local.api.LoadBalancers.Target;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.InvalidTargetException;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ListenerNotFoundException;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.LoadBalancer;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.LoadBalancerNotFoundException;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.QueryStringKeyValuePair;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.RuleCondition;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Tag;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroupNotFoundException;

class RefusalTest {
  @RegisterExtension static final LocalServer LOCAL = new LocalServer();

  private final Grid grid = new Grid(LOCAL);
  private final Grid stranger =
      new Grid(
          LOCAL.client(
              ElasticLoadBalancingV2Client.builder(), "222222222222", "local", "eu-west-1"));

  @AfterEach
  void close() {
    grid.close();
    stranger.close();
  }

  @Test
  void whatIsAnotherAccountsIsNotThere() {
    LoadBalancer balancer = grid.balancer();
    String group = grid.group();
    String listener = grid.listener(balancer, Grid.forward(Map.of(group, 1)));
    String arn = balancer.loadBalancerArn();

    assertThatThrownBy(() -> stranger.elb.describeListeners(it -> it.loadBalancerArn(arn)))
        .isInstanceOf(LoadBalancerNotFoundException.class);
    assertThatThrownBy(() -> stranger.elb.deleteListener(it -> it.listenerArn(listener)))
        .isInstanceOf(ListenerNotFoundException.class);
    assertThatThrownBy(() ->
            stranger.elb.addTags(
                it -> it.resourceArns(group).tags(Tag.builder().key("a").value("b").build())))
        .isInstanceOf(TargetGroupNotFoundException.class);
    assertThatThrownBy(() -> stranger.register(group, new Target("127.0.0.1", 80)))
        .isInstanceOf(TargetGroupNotFoundException.class);
    assertThatThrownBy(() -> stranger.listener(stranger.balancer(), Grid.forward(Map.of(group, 1))))
        .isInstanceOf(TargetGroupNotFoundException.class);
    assertThat(grid.elb.describeListeners(it -> it.listenerArns(listener)).listeners()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.256", "127.999.0.1", "127.0.0.01", "10.0.0.1", "localhost"})
  void aTargetHasAnAddressOfThisMachine(String id) {
    String group = grid.group();
    assertThatThrownBy(() -> grid.register(group, new Target(id, 80)))
        .isInstanceOf(InvalidTargetException.class);
  }

  @Test
  void aConditionThatCouldNeverBeToldIsRefused() {
    RuleCondition.Builder queried = RuleCondition.builder().field("query-string");
    List<RuleCondition> wrong =
        List.of(
            queried.values("a").build(),
            queried
                .values(List.of())
                .queryStringConfig(
                    it -> it.values(QueryStringKeyValuePair.builder().key("a").build()))
                .build(),
            RuleCondition.builder()
                .field("host-header")
                .pathPatternConfig(it -> it.values("/a"))
                .build(),
            RuleCondition.builder()
                .field("source-ip")
                .sourceIpConfig(it -> it.values("999.1.1.1/8"))
                .build(),
            RuleCondition.builder()
                .field("source-ip")
                .sourceIpConfig(it -> it.values("::1/129"))
                .build());
    String listener = grid.listener(grid.balancer(), Grid.forward(Map.of(grid.group(), 1)));
    for (RuleCondition condition : wrong) {
      assertThatThrownBy(() ->
              grid.elb.createRule(it ->
                  it.listenerArn(listener)
                      .priority(1)
                      .conditions(condition)
                      .actions(Grid.forward(Map.of(grid.group(), 1)))))
          .as(condition.toString())
          .hasMessageContaining("Status Code: 400");
    }
    assertThat(grid.elb.describeRules(it -> it.listenerArn(listener)).rules()).hasSize(1);
  }
}
