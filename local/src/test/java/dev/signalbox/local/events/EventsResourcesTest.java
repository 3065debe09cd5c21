package dev.signalbox.local.events;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.local.api.Resources;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.eventbridge.model.DescribeEventBusRequest;
import software.amazon.awssdk.services.eventbridge.model.DescribeEventBusResponse;
import software.amazon.awssdk.services.eventbridge.model.ListTargetsByRuleRequest;
import software.amazon.awssdk.services.eventbridge.model.ListTargetsByRuleResponse;

class EventsResourcesTest {
  private final Scene scene = new Scene();

  private Resources.Made make(String type, String name, String properties) {
    return scene
        .bridge
        .resources()
        .make(Scene.HERE, type, "Logical", name, Scene.object(properties));
  }

  @Test
  void aRuleIsMadeWithItsTargetsAndMadeAnewWithOthers() {
    var made =
        make(
            "AWS::Events::Rule",
            "stack-rule",
            """
            {"EventPattern":{"source":["shop"]},"State":"ENABLED",
             "Targets":[{"Id":"a","Arn":"%s","RetryPolicy":{"MaximumRetryAttempts":"3"},
               "DeadLetterConfig":{"Arn":"%s"},
               "InputTransformer":{"InputPathsMap":{"Name":"$.detail.n"},"InputTemplate":"{\\"n\\":<Name>}"}}]}
            """
                .formatted(Scene.QUEUE, Scene.DEAD));
    assertThat(made.ref()).isEqualTo("stack-rule");
    assertThat(made.attributes())
        .containsEntry("Arn", "arn:aws:events:eu-west-1:111111111111:rule/stack-rule");
    scene.put(Scene.event("{\"n\":5}").build());
    assertThat(scene.bodies(Scene.QUEUE)).containsExactly("{\"n\":5}");
    make(
        "AWS::Events::Rule",
        "stack-rule",
        "{\"EventPattern\":{\"source\":[\"shop\"]},\"Targets\":[{\"Id\":\"b\",\"Arn\":\"%s\"}]}"
            .formatted(Scene.DEAD));
    assertThat(
            scene
                .calls()
                .call(
                    "ListTargetsByRule",
                    ListTargetsByRuleRequest.builder().rule("stack-rule").build(),
                    ListTargetsByRuleResponse.class)
                .targets())
        .singleElement()
        .satisfies(target -> assertThat(target.id()).isEqualTo("b"));
  }

  @Test
  void aBusIsMadeOnceWithItsPolicyAndARuleOnItNamesBoth() {
    make("AWS::Events::EventBus", "orders", "{\"Name\":\"orders\"}");
    var bus =
        make("AWS::Events::EventBus", "orders", "{\"Name\":\"orders\",\"Description\":\"d\"}");
    assertThat(bus.attributes().get("Arn")).endsWith(":event-bus/orders");
    make(
        "AWS::Events::EventBusPolicy",
        "policy",
        """
        {"EventBusName":"orders","StatementId":"in",
         "Statement":{"Effect":"Allow","Principal":{"AWS":"222222222222"},
                      "Action":"events:PutEvents","Resource":"*"}}
        """);
    var policy =
        scene
            .calls()
            .call(
                "DescribeEventBus",
                DescribeEventBusRequest.builder().name("orders").build(),
                DescribeEventBusResponse.class)
            .policy();
    assertThat(policy).contains("222222222222");
    var rule =
        make(
            "AWS::Events::Rule",
            "r",
            "{\"EventBusName\":\"orders\",\"EventPattern\":{\"source\":[\"shop\"]}}");
    assertThat(rule.ref()).isEqualTo("orders|r");
    assertThat(rule.attributes().get("Arn")).endsWith(":rule/orders/r");
  }
}
