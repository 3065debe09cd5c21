package dev.signalbox.local.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.local.api.Calls;
import dev.signalbox.local.api.Place;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.eventbridge.model.CreateEventBusRequest;
import software.amazon.awssdk.services.eventbridge.model.CreateEventBusResponse;
import software.amazon.awssdk.services.eventbridge.model.DeadLetterConfig;
import software.amazon.awssdk.services.eventbridge.model.DeleteEventBusRequest;
import software.amazon.awssdk.services.eventbridge.model.DeleteEventBusResponse;
import software.amazon.awssdk.services.eventbridge.model.DescribeEventBusRequest;
import software.amazon.awssdk.services.eventbridge.model.DescribeEventBusResponse;
import software.amazon.awssdk.services.eventbridge.model.EventBus;
import software.amazon.awssdk.services.eventbridge.model.ListEventBusesRequest;
import software.amazon.awssdk.services.eventbridge.model.ListEventBusesResponse;
import software.amazon.awssdk.services.eventbridge.model.PutPermissionRequest;
import software.amazon.awssdk.services.eventbridge.model.PutPermissionResponse;
import software.amazon.awssdk.services.eventbridge.model.PutRuleRequest;
import software.amazon.awssdk.services.eventbridge.model.PutRuleResponse;
import software.amazon.awssdk.services.eventbridge.model.PutTargetsRequest;
import software.amazon.awssdk.services.eventbridge.model.PutTargetsResponse;
import software.amazon.awssdk.services.eventbridge.model.RemovePermissionRequest;
import software.amazon.awssdk.services.eventbridge.model.RemovePermissionResponse;
import software.amazon.awssdk.services.eventbridge.model.Target;

class EventBusTest {
  private final Scene scene = new Scene();
  private final Calls aws = scene.calls();

  private void create(Calls as, String name) {
    as.call(
        "CreateEventBus",
        CreateEventBusRequest.builder().name(name).build(),
        CreateEventBusResponse.class);
  }

  private static DescribeEventBusResponse describe(Calls as, String name) {
    return as.call(
        "DescribeEventBus",
        DescribeEventBusRequest.builder().name(name).build(),
        DescribeEventBusResponse.class);
  }

  private void delete(String name) {
    aws.call(
        "DeleteEventBus",
        DeleteEventBusRequest.builder().name(name).build(),
        DeleteEventBusResponse.class);
  }

  private static void permit(Calls as, PutPermissionRequest.Builder request) {
    as.call("PutPermission", request.build(), PutPermissionResponse.class);
  }

  private static void forward(Calls as, String bus, String rule, Target target) {
    as.call(
        "PutRule",
        PutRuleRequest.builder()
            .name(rule)
            .eventBusName(bus)
            .eventPattern("{\"source\":[\"shop\"]}")
            .build(),
        PutRuleResponse.class);
    as.call(
        "PutTargets",
        PutTargetsRequest.builder().rule(rule).eventBusName(bus).targets(target).build(),
        PutTargetsResponse.class);
  }

  private static Target bus(Place place, String name) {
    return Target.builder()
        .id("bus")
        .arn(Bus.arn(place, name))
        .roleArn("arn:aws:iam::111111111111:role/forward")
        .deadLetterConfig(DeadLetterConfig.builder().arn(Scene.DEAD).build())
        .build();
  }

  @Test
  void everyPlaceHasItsDefaultBus() {
    create(aws, "orders");
    assertThat(
            aws.call(
                    "ListEventBuses",
                    ListEventBusesRequest.builder().build(),
                    ListEventBusesResponse.class)
                .eventBuses())
        .extracting(EventBus::name)
        .containsExactly("default", "orders");
    assertThat(describe(scene.callsFrom(Scene.THERE), "default").arn())
        .isEqualTo("arn:aws:events:eu-west-1:222222222222:event-bus/default");
  }

  @ParameterizedTest
  @ValueSource(strings = {"orders", "default"})
  void aNameIsTakenOnce(String name) {
    create(aws, "orders");
    assertThatThrownBy(() -> create(aws, name))
        .hasMessage("Event bus " + name + " already exists.");
  }

  @Test
  void theDefaultBusAndBusesWithRulesStay() {
    create(aws, "orders");
    forward(aws, "orders", "r", Scene.queue().build());
    assertThatThrownBy(() -> delete("orders")).hasMessageContaining("since it has rules");
    assertThatThrownBy(() -> delete("default")).hasMessage("Cannot delete event bus default.");
    delete("never-was");
  }

  @Test
  void anUnknownBusIsNotDescribed() {
    assertThatThrownBy(() -> describe(aws, "orders"))
        .hasMessage("Event bus orders does not exist.");
  }

  @Test
  void onlySendingEventsIsPermittedToOthers() {
    assertThatThrownBy(() ->
            permit(
                aws,
                PutPermissionRequest.builder()
                    .statementId("s")
                    .principal("222222222222")
                    .action("events:PutRule")))
        .hasMessage("Provided value in parameter 'action' is not supported.");
  }

  @Test
  void permissionsBecomeStatementsOfThePolicyAndGoOneByOne() {
    permit(
        aws,
        PutPermissionRequest.builder()
            .statementId("one")
            .action("events:PutEvents")
            .principal("222222222222"));
    permit(
        aws,
        PutPermissionRequest.builder()
            .statementId("all")
            .action("events:PutEvents")
            .principal("*")
            .condition(c -> c.type("StringEquals").key("aws:PrincipalOrgID").value("o-1")));
    assertThat(Scene.json(describe(aws, "default").policy()))
        .isEqualTo(
            Scene.json(
                """
                {"Version":"2012-10-17","Statement":[
                  {"Sid":"one","Effect":"Allow","Principal":{"AWS":"arn:aws:iam::222222222222:root"},
                   "Action":"events:PutEvents",
                   "Resource":"arn:aws:events:eu-west-1:111111111111:event-bus/default"},
                  {"Sid":"all","Effect":"Allow","Principal":"*","Action":"events:PutEvents",
                   "Resource":"arn:aws:events:eu-west-1:111111111111:event-bus/default",
                   "Condition":{"StringEquals":{"aws:PrincipalOrgID":"o-1"}}}]}
                """));
    remove("one");
    assertThatThrownBy(() -> remove("one"))
        .hasMessage("Statement with the provided id does not exist.");
    remove("all");
    assertThat(describe(aws, "default").policy()).isNull();
  }

  private void remove(String statement) {
    aws.call(
        "RemovePermission",
        RemovePermissionRequest.builder().statementId(statement).build(),
        RemovePermissionResponse.class);
  }

  @Test
  void anEventCrossesToAnotherAccountWhenItsBusAllowsAndKeepsItsOrigin() {
    var there = scene.callsFrom(Scene.THERE);
    permit(
        there,
        PutPermissionRequest.builder()
            .statementId("us")
            .action("events:PutEvents")
            .principal("111111111111"));
    forward(there, "default", "in", Scene.queue().build());
    forward(aws, "default", "out", bus(Scene.THERE, "default"));
    scene.put(Scene.event("{}").build());
    var received = Scene.json(scene.bodies(Scene.QUEUE).getFirst());
    assertThat(received.path("account").asText()).isEqualTo("111111111111");
  }

  @Test
  void anotherAccountsBusThatAllowsNothingSendsTheEventToTheDeadLetterQueue() {
    forward(aws, "default", "out", bus(Scene.THERE, "default"));
    scene.put(Scene.event("{}").build());
    assertThat(scene.messages.getFirst().queue()).isEqualTo(Scene.DEAD);
    assertThat(scene.messages.getFirst().attributes())
        .containsEntry("ERROR_CODE", "NO_PERMISSIONS");
  }

  @Test
  void thePolicyMayDependOnTheRuleAndTheEvent() {
    var there = scene.callsFrom(Scene.THERE);
    permit(
        there,
        PutPermissionRequest.builder()
            .policy(
                """
                {"Version":"2012-10-17","Statement":[{"Sid":"x","Effect":"Allow",
                 "Principal":{"AWS":"111111111111"},"Action":"events:PutEvents",
                 "Resource":"arn:aws:events:eu-west-1:222222222222:event-bus/default",
                 "Condition":{"ArnLike":{"aws:SourceArn":"arn:aws:events:*:111111111111:rule/out"},
                              "StringEquals":{"events:source":"shop"}}}]}
                """));
    forward(there, "default", "in", Scene.queue().build());
    forward(aws, "default", "out", bus(Scene.THERE, "default"));
    forward(aws, "default", "other", bus(Scene.THERE, "default"));
    scene.put(Scene.event("{}").build());
    assertThat(scene.bodies(Scene.QUEUE)).hasSize(1);
    assertThat(scene.bodies(Scene.DEAD)).hasSize(1);
  }

  @Test
  void anEventHopsFromBusToBusOnlyOnce() {
    create(aws, "second");
    create(aws, "third");
    forward(aws, "default", "first-hop", bus(Scene.HERE, "second"));
    forward(aws, "second", "second-hop", bus(Scene.HERE, "third"));
    forward(aws, "second", "kept", Scene.queue().build());
    forward(aws, "third", "never", Scene.queue().build());
    scene.put(Scene.event("{}").build());
    assertThat(scene.bodies(Scene.QUEUE)).hasSize(1);
    assertThat(scene.messages.getLast().attributes().get("ERROR_CODE"))
        .isEqualTo("THIRD_ACCOUNT_HOP_DETECTED");
  }

  @Test
  void whatABusIsSentCannotBeTransformed() {
    create(aws, "second");
    var target = bus(Scene.HERE, "second").toBuilder().inputPath("$.detail").build();
    assertThatThrownBy(() -> forward(aws, "default", "r", target))
        .hasMessage("Modifying the input for target bus is not supported.");
  }
}
