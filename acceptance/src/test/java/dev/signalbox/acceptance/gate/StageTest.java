package dev.signalbox.acceptance.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static software.amazon.awssdk.services.ecs.model.DeploymentLifecycleHookStage.POST_TEST_TRAFFIC_SHIFT;
import static software.amazon.awssdk.services.ecs.model.DeploymentLifecycleHookStage.PRODUCTION_TRAFFIC_SHIFT;

import dev.signalbox.acceptance.router.SignalboxCommand;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.DeploymentConfiguration;
import software.amazon.awssdk.services.ecs.model.DeploymentLifecycleHook;
import software.amazon.awssdk.services.ecs.model.DeploymentLifecycleHookStage;
import software.amazon.awssdk.services.ecs.model.DeploymentStrategy;
import software.amazon.awssdk.services.ecs.model.LoadBalancer;
import software.amazon.awssdk.services.ecs.model.ServiceDeploymentBrief;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Action;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ActionTypeEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.RuleCondition;

/** Blue/green deployments of ECS's own, with the packed gate as the hook of their stages. */
class StageTest {
  @RegisterExtension static final GuardedShop SHOP = new GuardedShop();

  private static final String ROLE = "arn:aws:iam::111111111111:role/ecs";
  private static final String DEFINITION =
      """
      version: 1
      accounts:
        shop: {id: "111111111111", region: eu-west-1, role: signalbox-target}
      repositories: {}
      routes: []
      gates:
        - name: native
          on: {cluster: main, service: native}
          at: [after-test-traffic]
          budget: 5m
          checks:
            - {name: healthy, http: {path: /health, requests: 3}, budget: 1m}
        - name: shifting
          on: {cluster: main, service: native}
          at: [during-traffic]
          budget: 5m
          checks:
            - {name: targets, target-health: {healthy: 1, times: 1, over: 1s, every: 1s}, budget: 1m}
      """;

  @TempDir private Path home;

  private static URI production = URI.create("http://127.0.0.1/");

  @BeforeAll
  static void makeTheService() {
    SHOP.publish(DEFINITION);
    GuardedShop.Balanced balanced = SHOP.balanced("native");
    production = balanced.production();
    String first = SHOP.version("first", true);
    String productionRule = rule(balanced.listener(), balanced.blue());
    String testRule = rule(balanced.test(), balanced.blue());
    ecs()
        .createService(r ->
            r.cluster("main")
                .serviceName("native")
                .taskDefinition(first)
                .desiredCount(1)
                .loadBalancers(
                    LoadBalancer.builder()
                        .targetGroupArn(balanced.blue())
                        .containerName("web")
                        .containerPort(80)
                        .advancedConfiguration(more ->
                            more.alternateTargetGroupArn(balanced.green())
                                .productionListenerRule(productionRule)
                                .testListenerRule(testRule)
                                .roleArn(ROLE))
                        .build())
                .deploymentConfiguration(
                    asking(DeploymentStrategy.BLUE_GREEN, POST_TEST_TRAFFIC_SHIFT)));
    follow("SUCCESSFUL");
    assertThat(SHOP.served(production)).isEqualTo("first");
  }

  private static DeploymentConfiguration asking(
      DeploymentStrategy strategy, DeploymentLifecycleHookStage stage) {
    DeploymentConfiguration.Builder configuration =
        DeploymentConfiguration.builder()
            .strategy(strategy)
            .bakeTimeInMinutes(0)
            .lifecycleHooks(
                DeploymentLifecycleHook.builder()
                    .hookTargetArn(SHOP.output("GateFunctionArn"))
                    .roleArn(ROLE)
                    .lifecycleStages(stage)
                    .build());
    return strategy == DeploymentStrategy.LINEAR
        ? configuration
            .linearConfiguration(it -> it.stepPercent(10.0).stepBakeTimeInMinutes(0))
            .build()
        : configuration.build();
  }

  private static EcsClient ecs() {
    return SHOP.client(EcsClient.builder());
  }

  private static String rule(String listener, String group) {
    return SHOP.client(ElasticLoadBalancingV2Client.builder())
        .createRule(r ->
            r.listenerArn(listener)
                .priority(1)
                .conditions(RuleCondition.builder().field("path-pattern").values("/*").build())
                .actions(
                    Action.builder().type(ActionTypeEnum.FORWARD).targetGroupArn(group).build()))
        .rules()
        .getFirst()
        .ruleArn();
  }

  private static void configured(DeploymentConfiguration configuration) {
    ecs()
        .updateService(
            r -> r.cluster("main").service("native").deploymentConfiguration(configuration));
  }

  private static void update(String taskDefinition) {
    ecs().updateService(r -> r.cluster("main").service("native").taskDefinition(taskDefinition));
  }

  /** Follows the newest deployment to this end; what production answered meanwhile. */
  private static Set<String> follow(String status) {
    Set<String> seen = new LinkedHashSet<>();
    await()
        .atMost(Duration.ofMinutes(2))
        .pollInterval(Duration.ofMillis(50))
        .until(() -> {
          seen.add(SHOP.served(production));
          return newest().statusAsString().equals(status);
        });
    return seen;
  }

  private static ServiceDeploymentBrief newest() {
    return ecs()
        .listServiceDeployments(r -> r.cluster("main").service("native"))
        .serviceDeployments()
        .getFirst();
  }

  @Test
  void aVersionThatItsStageLetsPassTakesOverAndAnIllOneNeverHasTraffic() {
    String before = SHOP.served(production);
    configured(asking(DeploymentStrategy.BLUE_GREEN, POST_TEST_TRAFFIC_SHIFT));
    update(SHOP.version("second", true));
    assertThat(follow("SUCCESSFUL")).isSubsetOf(before, "second");
    assertThat(SHOP.served(production)).isEqualTo("second");

    update(SHOP.version("sick", false));
    assertThat(follow("ROLLBACK_SUCCESSFUL")).containsExactly("second");
  }

  /** Scenario 21. */
  @Test
  void theReportOfTheLastStepOfALinearShiftShowsAllOfThem() throws IOException {
    configured(asking(DeploymentStrategy.LINEAR, PRODUCTION_TRAFFIC_SHIFT));
    update(SHOP.version("gradual", true));
    follow("SUCCESSFUL");
    var signalbox = new SignalboxCommand(SHOP.endpoint(), home);
    Path report = home.resolve("report.html");
    Path bundle = home.resolve("evidence.zip");

    // The evidence of the last step is kept after ECS was told.
    await()
        .atMost(Duration.ofMinutes(2))
        .untilAsserted(() -> {
          signalbox.run(
              "gate",
              "show",
              newest().serviceDeploymentArn(),
              "--table",
              SHOP.output("LedgerTableName"),
              "--bundle",
              bundle.toString(),
              "--report",
              report.toString());
          assertThat(report)
              .content()
              .contains("during-traffic, 10 % of traffic", "during-traffic, 90 % of traffic");
        });
    assertThat(signalbox.run("gate", "replay", bundle.toString()).out())
        .contains("THE SAME verdict, to the byte")
        .doesNotContain("left no observation");
  }
}
