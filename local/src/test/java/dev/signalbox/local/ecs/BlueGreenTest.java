package dev.signalbox.local.ecs;

import static dev.signalbox.local.ecs.EcsScene.eventually;
import static dev.signalbox.local.ecs.HookFunction.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.local.api.Alarms;
import dev.signalbox.local.api.Calls;
import dev.signalbox.local.api.Members;
import dev.signalbox.local.api.Place;
import dev.signalbox.local.api.Shapes;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.ecs.model.CreateServiceRequest;
import software.amazon.awssdk.services.ecs.model.DescribeServiceDeploymentsRequest;
import software.amazon.awssdk.services.ecs.model.LoadBalancer;
import software.amazon.awssdk.services.ecs.model.StopServiceDeploymentRequest;
import software.amazon.awssdk.services.ecs.model.StopServiceDeploymentResponse;

/** Deployments of ECS's own that keep the old revision until the new one has proved itself. */
@Timeout(120)
class BlueGreenTest {
  private static final String ALL_STAGES =
      "\"PRE_SCALE_UP\",\"POST_SCALE_UP\",\"TEST_TRAFFIC_SHIFT\",\"POST_TEST_TRAFFIC_SHIFT\","
          + "\"PRE_PRODUCTION_TRAFFIC_SHIFT\",\"PRODUCTION_TRAFFIC_SHIFT\","
          + "\"POST_PRODUCTION_TRAFFIC_SHIFT\",\"RECONCILE_SERVICE\"";

  private final EcsScene scene = new EcsScene(60);
  private final String blue = scene.balancers.group("blue");
  private final String green = scene.balancers.group("green");
  private final String production = scene.balancers.rule("production", Map.of(blue, 1));
  private final String test = scene.balancers.rule("test", Map.of(blue, 1));

  @BeforeEach
  void open() {
    scene.cluster();
  }

  @AfterEach
  void close() {
    scene.close();
  }

  private static String hook(String stages, String more) {
    return "{\"hookTargetArn\":\"%s\",\"roleArn\":\"arn:aws:iam::111111111111:role/ecs\",\"lifecycleStages\":[%s]%s}"
        .formatted(HookFunction.ARN, stages, more);
  }

  private static ObjectNode configuration(String strategy, String... hooks) {
    return json(
        "{%s,\"bakeTimeInMinutes\":0,\"lifecycleHooks\":[%s]}"
            .formatted(strategy, String.join(",", hooks)));
  }

  private static ObjectNode blueGreen(String... hooks) {
    return configuration("\"strategy\":\"BLUE_GREEN\"", hooks);
  }

  /** A service that runs its first revision, with no hook asked so far. */
  private void service(ObjectNode configuration) {
    service("sleep 1000", configuration);
    eventually(() -> status(current()).equals("SUCCESSFUL"));
    scene.functions.asked.clear();
    scene.balancers.weighed.clear();
  }

  private void service(String command, ObjectNode configuration) {
    LoadBalancer balancer =
        EcsScene.balanced(blue).toBuilder()
            .advancedConfiguration(it ->
                it.alternateTargetGroupArn(green)
                    .productionListenerRule(production)
                    .testListenerRule(test)
                    .roleArn("arn:aws:iam::111111111111:role/ecs"))
            .build();
    ObjectNode request =
        Shapes.json(
            CreateServiceRequest.builder()
                .cluster("shop")
                .serviceName("web")
                .taskDefinition(scene.definition(command))
                .desiredCount(1)
                .loadBalancers(balancer)
                .build());
    request.set("deploymentConfiguration", configuration);
    scene.call("CreateService", request);
  }

  private void reconfigure(ObjectNode configuration) {
    scene.call(
        "UpdateService",
        json("{\"cluster\":\"shop\",\"service\":\"web\"}")
            .set("deploymentConfiguration", configuration));
  }

  private String deploy(String command) {
    String definition = scene.definition(command);
    scene.update(it -> it.taskDefinition(definition));
    return current();
  }

  private String current() {
    return scene.described().currentServiceDeployment();
  }

  private String status(String deployment) {
    return scene.deployment(deployment).path("status").asText();
  }

  private String ended(String deployment) {
    eventually(() ->
        List.of("SUCCESSFUL", "ROLLBACK_SUCCESSFUL", "ROLLBACK_FAILED", "STOPPED")
            .contains(status(deployment)));
    return status(deployment);
  }

  private void answer(String stage, String answer) {
    scene.functions.answers =
        event ->
            event.path("lifecycleStage").asText().equals(stage)
                ? answer
                : "{\"hookStatus\":\"SUCCEEDED\"}";
  }

  private String revision(String deployment) {
    return scene.deployment(deployment).path("targetServiceRevision").path("arn").asText();
  }

  /** Scenarios 18 and 19. */
  @Test
  void hooksAreToldTheWeightsOfTheirStageAndNoOthers() {
    service(blueGreen(hook(ALL_STAGES, ",\"hookDetails\":{\"gate\":\"shop\"}")));
    String old = revision(current());
    String deployment = deploy("sleep 1001");
    assertThat(ended(deployment)).isEqualTo("SUCCESSFUL");
    String next = revision(deployment);
    assertThat(scene.functions.stages())
        .containsExactly(
            "PRE_SCALE_UP",
            "POST_SCALE_UP",
            "TEST_TRAFFIC_SHIFT",
            "POST_TEST_TRAFFIC_SHIFT",
            "PRE_PRODUCTION_TRAFFIC_SHIFT",
            "PRODUCTION_TRAFFIC_SHIFT",
            "POST_PRODUCTION_TRAFFIC_SHIFT");
    ObjectNode none = json("{}");
    ObjectNode toNext = json("{\"%s\":100,\"%s\":0}".formatted(next, old));
    ObjectNode toOld = json("{\"%s\":0,\"%s\":100}".formatted(next, old));
    List<ObjectNode> tests = List.of(none, none, toNext, none, none, none, none);
    List<ObjectNode> productions = List.of(none, none, none, none, toOld, toNext, none);
    for (int i = 0; i < tests.size(); i++) {
      ObjectNode event = scene.functions.asked.get(i);
      assertThat(event.path("executionDetails"))
          .isEqualTo(
              json("{\"serviceArn\":\"%s\",\"targetServiceRevisionArn\":\"%s\"}"
                      .formatted(scene.described().serviceArn(), next))
                  .<ObjectNode>set("testTrafficWeights", tests.get(i))
                  .set("productionTrafficWeights", productions.get(i)));
      assertThat(event.path("resourceArn").asText()).isEqualTo(deployment);
      assertThat(event.path("hookDetails")).isEqualTo(json("{\"gate\":\"shop\"}"));
      assertThat(event.fieldNames())
          .toIterable()
          .containsExactlyInAnyOrder(
              "executionId", "lifecycleStage", "resourceArn", "executionDetails", "hookDetails");
    }
  }

  @Test
  void trafficMovesToTheTargetGroupThatTheOldRevisionDoesNotUse() {
    service(blueGreen());
    assertThat(ended(deploy("sleep 1001"))).isEqualTo("SUCCESSFUL");
    assertThat(scene.balancers.weights(production)).isEqualTo(Map.of(blue, 0, green, 100));
    assertThat(scene.balancers.targets(blue)).isEmpty();
    assertThat(scene.balancers.targets(green)).hasSize(1);
    assertThat(ended(deploy("sleep 1002"))).isEqualTo("SUCCESSFUL");
    assertThat(scene.balancers.weights(production)).isEqualTo(Map.of(green, 0, blue, 100));
    assertThat(scene.described().deployments()).hasSize(1);
  }

  /** Scenario 20. */
  @Test
  void onTheWayBackTheHooksOfTheShiftsAreAskedAgain() {
    service(blueGreen(hook(ALL_STAGES, "")));
    String old = revision(current());
    answer("POST_PRODUCTION_TRAFFIC_SHIFT", "{\"hookStatus\":\"FAILED\"}");
    String deployment = deploy("sleep 1001");
    assertThat(ended(deployment)).isEqualTo("ROLLBACK_SUCCESSFUL");
    List<String> stages = scene.functions.stages();
    assertThat(stages.subList(stages.size() - 2, stages.size()))
        .containsExactly("PRODUCTION_TRAFFIC_SHIFT", "TEST_TRAFFIC_SHIFT");
    JsonNode again = scene.functions.asked.get(stages.size() - 2).path("executionDetails");
    assertThat(again.path("targetServiceRevisionArn").asText()).isEqualTo(revision(deployment));
    assertThat(again.path("productionTrafficWeights"))
        .isEqualTo(json("{\"%s\":0,\"%s\":100}".formatted(revision(deployment), old)));
    assertThat(scene.balancers.weights(production)).isEqualTo(Map.of(blue, 100, green, 0));
    assertThat(scene.balancers.targets(green)).isEmpty();
    assertThat(scene.deployment(deployment).path("rollback").path("serviceRevisionArn").asText())
        .isEqualTo(old);
    assertThat(scene.deployment(deployment).path("statusReason").asText())
        .contains("POST_PRODUCTION_TRAFFIC_SHIFT", "hookStatus FAILED");
  }

  @Test
  void aHookThatRefusesTheWayBackMakesItFailWithTrafficWhereItWas() {
    service(blueGreen(hook(ALL_STAGES, "")));
    scene.functions.answers =
        event ->
            event.path("lifecycleStage").asText().endsWith("POST_PRODUCTION_TRAFFIC_SHIFT")
                    || scene.functions.stages().contains("POST_PRODUCTION_TRAFFIC_SHIFT")
                ? "{\"hookStatus\":\"FAILED\"}"
                : "{\"hookStatus\":\"SUCCEEDED\"}";
    assertThat(ended(deploy("sleep 1001"))).isEqualTo("ROLLBACK_FAILED");
    assertThat(scene.balancers.weights(production)).isEqualTo(Map.of(blue, 100, green, 0));
  }

  /** Scenarios 24 and 27: nothing but the three words lets a deployment go on. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "null",
        "\"SUCCEEDED\"",
        "{}",
        "{\"hookStatus\":\"Succeeded\"}",
        "{\"hookStatus\":\"DONE\"}",
        "{\"hookStatus\":null}",
        "{\"hookStatus\":\"FAILED\"}",
        "",
        "not json",
        "{\"errorMessage\":\"boom\",\"errorType\":\"java.lang.Error\"}"
      })
  void anAnswerThatIsNoYesRollsBackBeforeAnyProductionTraffic(String said) {
    service(blueGreen(hook("\"POST_TEST_TRAFFIC_SHIFT\"", "")));
    answer("POST_TEST_TRAFFIC_SHIFT", said);
    assertThat(ended(deploy("sleep 1001"))).isEqualTo("ROLLBACK_SUCCESSFUL");
    assertThat(scene.balancers.weights(production).getOrDefault(green, 0)).isZero();
    assertThat(scene.described().taskDefinition()).endsWith(":1");
  }

  /** Scenario 22. */
  @Test
  void aHookThatIsNotDoneIsAskedAgainWithWhatItSaidAndWhatItWasGiven() {
    service(
        blueGreen(
            hook(
                "\"POST_SCALE_UP\",\"POST_TEST_TRAFFIC_SHIFT\"",
                ",\"hookDetails\":{\"gate\":\"shop\",\"looks\":0}")));
    scene.functions.answers =
        event ->
            event.path("hookDetails").path("looks").asInt() < 2
                ? "{\"hookStatus\":\"IN_PROGRESS\",\"callBackDelay\":6,\"hookDetails\":{\"looks\":%d}}"
                    .formatted(event.path("hookDetails").path("looks").asInt() + 1)
                : "{\"hookStatus\":\"SUCCEEDED\"}";
    long begun = System.nanoTime();
    assertThat(ended(deploy("sleep 1001"))).isEqualTo("SUCCESSFUL");
    assertThat(scene.functions.stages())
        .containsExactly(
            "POST_SCALE_UP", "POST_SCALE_UP", "POST_SCALE_UP", "POST_TEST_TRAFFIC_SHIFT");
    assertThat(scene.functions.asked.get(2).path("hookDetails"))
        .isEqualTo(json("{\"gate\":\"shop\",\"looks\":2}"));
    assertThat(scene.functions.asked.get(2).path("executionId"))
        .isEqualTo(scene.functions.asked.get(0).path("executionId"));
    assertThat(System.nanoTime() - begun).isGreaterThan(200_000_000L);
  }

  /** Scenario 25. */
  @Test
  void aHookThatNeverEndsIsTakenForANo() {
    service(
        blueGreen(hook("\"POST_SCALE_UP\"", ",\"timeoutConfiguration\":{\"timeoutInMinutes\":1}")));
    answer("POST_SCALE_UP", "{\"hookStatus\":\"IN_PROGRESS\"}");
    String deployment = deploy("sleep 1001");
    assertThat(ended(deployment)).isEqualTo("ROLLBACK_SUCCESSFUL");
    JsonNode hook = scene.deployment(deployment).path("lifecycleHookDetails").path(0);
    assertThat(hook.path("status").asText()).isEqualTo("TIMED_OUT");
    assertThat(hook.path("targetArn").asText()).isEqualTo(HookFunction.ARN);
    assertThat(hook.path("timeoutAction").asText()).isEqualTo("ROLLBACK");
  }

  /** Scenario 25. */
  @Test
  void aTimeOutThatContinuesIsTakenForAYes() {
    service(
        blueGreen(
            hook(
                "\"POST_SCALE_UP\"",
                ",\"timeoutConfiguration\":{\"timeoutInMinutes\":1,\"action\":\"CONTINUE\"}")));
    answer("POST_SCALE_UP", "{\"hookStatus\":\"IN_PROGRESS\"}");
    assertThat(ended(deploy("sleep 1001"))).isEqualTo("SUCCESSFUL");
  }

  @Test
  void aPauseWaitsForAPersonsWord() {
    service(blueGreen());
    reconfigure(
        blueGreen("{\"targetType\":\"PAUSE\",\"lifecycleStages\":[\"POST_TEST_TRAFFIC_SHIFT\"]}"));
    String deployment = deploy("sleep 1001");
    String hook = awaited(deployment);
    assertThat(scene.events)
        .anyMatch(it ->
            it.path("eventName").asText().equals("HOOK_AWAITING_ACTION")
                && it.path("hookId").asText().equals(hook)
                && it.path("serviceDeploymentArn").asText().equals(deployment));
    decide(deployment, hook, "CONTINUE");
    assertThat(ended(deployment)).isEqualTo("SUCCESSFUL");
  }

  @Test
  void aPauseThatIsRefusedRollsBack() {
    service(blueGreen());
    reconfigure(
        blueGreen(
            "{\"targetType\":\"PAUSE\",\"lifecycleStages\":[\"PRE_PRODUCTION_TRAFFIC_SHIFT\"]}"));
    String deployment = deploy("sleep 1001");
    decide(deployment, awaited(deployment), "ROLLBACK");
    assertThat(ended(deployment)).isEqualTo("ROLLBACK_SUCCESSFUL");
  }

  private String awaited(String deployment) {
    eventually(() -> {
      JsonNode hooks = scene.deployment(deployment).path("lifecycleHookDetails");
      return hooks.path(0).path("status").asText().equals("AWAITING_ACTION");
    });
    return scene
        .deployment(deployment)
        .path("lifecycleHookDetails")
        .path(0)
        .path("hookId")
        .asText();
  }

  private void decide(String deployment, String hook, String action) {
    scene.call(
        "ContinueServiceDeployment",
        json(
            "{\"serviceDeploymentArn\":\"%s\",\"hookId\":\"%s\",\"action\":\"%s\"}"
                .formatted(deployment, hook, action)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"TEST_TRAFFIC_SHIFT", "PRODUCTION_TRAFFIC_SHIFT"})
  void nobodyCanBeWaitedForWhileTrafficMoves(String stage) {
    assertThatThrownBy(() ->
            service(
                blueGreen(
                    "{\"targetType\":\"PAUSE\",\"lifecycleStages\":[\"%s\"]}".formatted(stage))))
        .hasMessageContaining("PAUSE lifecycle hooks cannot be configured at " + stage);
  }

  /** Scenario 21. */
  @Test
  void eachStepOfALinearDeploymentAsksBeforeAndAfterItsShare() {
    service(
        configuration(
            "\"strategy\":\"LINEAR\",\"linearConfiguration\":{\"stepPercent\":25.0,\"stepBakeTimeInMinutes\":1}",
            hook("\"PRE_PRODUCTION_TRAFFIC_SHIFT\",\"PRODUCTION_TRAFFIC_SHIFT\"", "")));
    String deployment = deploy("sleep 1001");
    assertThat(ended(deployment)).isEqualTo("SUCCESSFUL");
    assertThat(
            scene.functions.asked.stream()
                .map(it ->
                    it.path("lifecycleStage").asText().charAt(1)
                        + it.path("executionDetails")
                            .path("productionTrafficWeights")
                            .path(revision(deployment))
                            .asText()))
        .containsExactly("R0", "R25", "R25", "R50", "R50", "R75", "R75", "R100");
    assertThat(scene.functions.stages().get(1)).isEqualTo("PRODUCTION_TRAFFIC_SHIFT");
  }

  @Test
  void aCanaryGetsItsShareFirst() {
    service(
        configuration(
            "\"strategy\":\"CANARY\",\"canaryConfiguration\":{\"canaryPercent\":0.5,\"canaryBakeTimeInMinutes\":0}"));
    assertThat(ended(deploy("sleep 1001"))).isEqualTo("SUCCESSFUL");
    assertThat(scene.balancers.weighed)
        .contains(Map.of(blue, 994, green, 5), Map.of(blue, 0, green, 100));
  }

  @Test
  void anAlarmDuringTheBakeTakesTrafficBack() {
    ObjectNode configuration = blueGreen();
    configuration.put("bakeTimeInMinutes", 600);
    configuration
        .putObject("alarms")
        .put("enable", true)
        .put("rollback", true)
        .putArray("alarmNames")
        .add("errors");
    ObjectNode quick = configuration.deepCopy().put("bakeTimeInMinutes", 0);
    service(quick);
    reconfigure(configuration);
    String deployment = deploy("sleep 1001");
    eventually(
        () -> scene.deployment(deployment).path("lifecycleStage").asText().equals("BAKE_TIME"));
    assertThat(scene.balancers.weights(production)).isEqualTo(Map.of(blue, 0, green, 100));
    scene.alarms.put("errors", Alarms.State.ALARM);
    assertThat(ended(deployment)).isEqualTo("ROLLBACK_SUCCESSFUL");
    assertThat(scene.balancers.weights(production)).isEqualTo(Map.of(blue, 100, green, 0));
    assertThat(
            scene
                .deployment(deployment)
                .path("alarms")
                .path("triggeredAlarmNames")
                .path(0)
                .asText())
        .isEqualTo("errors");
  }

  @Test
  void whoeverStopsADeploymentGetsTheOldRevisionBack() {
    service(blueGreen(hook("\"POST_TEST_TRAFFIC_SHIFT\"", "")));
    answer("POST_TEST_TRAFFIC_SHIFT", "{\"hookStatus\":\"IN_PROGRESS\",\"callBackDelay\":600}");
    String deployment = deploy("sleep 1001");
    eventually(() -> !scene.functions.asked.isEmpty());
    scene.calls.call(
        "StopServiceDeployment",
        StopServiceDeploymentRequest.builder().serviceDeploymentArn(deployment).build(),
        StopServiceDeploymentResponse.class);
    assertThat(ended(deployment)).isEqualTo("ROLLBACK_SUCCESSFUL");
    assertThat(scene.balancers.targets(green)).isEmpty();
    assertThat(scene.balancers.targets(blue)).hasSize(1);
  }

  @Test
  void aDeploymentGivesWayToANewerOneWhichReconcilesFirst() {
    service(blueGreen(hook(ALL_STAGES, "")));
    answer("POST_TEST_TRAFFIC_SHIFT", "{\"hookStatus\":\"IN_PROGRESS\",\"callBackDelay\":600}");
    String first = deploy("sleep 1001");
    eventually(() -> scene.functions.stages().contains("POST_TEST_TRAFFIC_SHIFT"));
    answer("", "");
    String second = deploy("sleep 1002");
    assertThat(ended(second)).isEqualTo("SUCCESSFUL");
    assertThat(status(first)).isEqualTo("STOPPED");
    assertThat(scene.functions.stages()).contains("RECONCILE_SERVICE");
    eventually(() -> scene.described().runningCount() == 1);
    assertThat(scene.balancers.weights(production)).isEqualTo(Map.of(blue, 0, green, 100));
  }

  @Test
  void aDeploymentWhoseListenersAreGoneGivesWayAsWell() {
    service(blueGreen(hook(ALL_STAGES, "")));
    answer("POST_TEST_TRAFFIC_SHIFT", "{\"hookStatus\":\"IN_PROGRESS\",\"callBackDelay\":600}");
    String first = deploy("sleep 1001");
    eventually(() -> scene.functions.stages().contains("POST_TEST_TRAFFIC_SHIFT"));
    answer("", "");
    scene.balancers.gone = true;
    String second = deploy("sleep 1002");
    eventually(() -> status(first).equals("STOPPED"));
    assertThat(scene.deployment(first).path("statusReason").asText()).contains("RuleNotFound");
    scene.balancers.gone = false;
    assertThat(ended(second)).isEqualTo("SUCCESSFUL");
  }

  @Test
  void aNewRevisionThatDoesNotComeUpIsGivenUpByTheCircuitBreaker() {
    ObjectNode configuration = blueGreen();
    configuration.putObject("deploymentCircuitBreaker").put("enable", true).put("rollback", true);
    service(configuration);
    String broken = scene.definition("", it -> it.image("nowhere/at/all"));
    scene.update(it -> it.taskDefinition(broken));
    String deployment = current();
    assertThat(ended(deployment)).isEqualTo("ROLLBACK_SUCCESSFUL");
    assertThat(scene.balancers.weighed).allMatch(it -> it.getOrDefault(green, 0) == 0);
    assertThat(
            scene.deployment(deployment).path("deploymentCircuitBreaker").path("status").asText())
        .isEqualTo("TRIGGERED");
  }

  /** Scenario 26. */
  @Test
  void theFirstRevisionIsAskedOfToo() {
    service("sleep 1000", blueGreen(hook(ALL_STAGES, "")));
    eventually(() -> status(current()).equals("SUCCESSFUL"));
    assertThat(scene.functions.stages()).contains("PRE_SCALE_UP", "PRODUCTION_TRAFFIC_SHIFT");
    assertThat(scene.deployment(current()).path("sourceServiceRevisions")).isEmpty();
    assertThat(scene.balancers.weights(production)).isEqualTo(Map.of(green, 0, blue, 100));
  }

  @Test
  void anotherAccountSeesNothingOfADeployment() {
    service(blueGreen());
    String deployment = current();
    Calls stranger = Calls.to(scene.ecs.api(), new Place("222222222222", EcsScene.PLACE.region()));
    assertThat(
            stranger
                .call(
                    "DescribeServiceDeployments",
                    DescribeServiceDeploymentsRequest.builder()
                        .serviceDeploymentArns(deployment)
                        .build(),
                    Members.class)
                .json()
                .path("serviceDeployments"))
        .isEmpty();
    assertThatThrownBy(() ->
            stranger.call(
                "StopServiceDeployment",
                StopServiceDeploymentRequest.builder().serviceDeploymentArn(deployment).build(),
                StopServiceDeploymentResponse.class))
        .hasMessageContaining("was not found");
  }

  @Test
  void theServiceKeepsWhatItWasToldOfItsHooks() {
    ObjectNode configuration =
        blueGreen(
            hook("\"PRE_PRODUCTION_TRAFFIC_SHIFT\"", ",\"hookDetails\":{\"a\":[1,{\"b\":null}]}"));
    service(configuration);
    assertThat(scene.json().path("deploymentConfiguration").path("lifecycleHooks"))
        .isEqualTo(configuration.path("lifecycleHooks"));
  }
}
