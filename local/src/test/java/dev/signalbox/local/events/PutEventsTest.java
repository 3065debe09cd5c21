package dev.signalbox.local.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;
import software.amazon.awssdk.services.eventbridge.model.PutPermissionRequest;
import software.amazon.awssdk.services.eventbridge.model.PutPermissionResponse;

class PutEventsTest {
  private final Scene scene = new Scene();

  @ParameterizedTest(name = "an entry without {0} fails by itself")
  @CsvSource({"Source", "DetailType", "Detail"})
  void anEntryThatLacksAMemberFailsAloneAndTheOthersGoOn(String missing) {
    scene.ruleTo(Scene.queue().build());
    var bad =
        PutEventsRequestEntry.builder()
            .source(missing.equals("Source") ? null : "shop")
            .detailType(missing.equals("DetailType") ? null : "Sold")
            .detail(missing.equals("Detail") ? "" : "{}")
            .build();
    var response = scene.put(bad, Scene.event("{\"good\":1}").build());
    assertThat(response.failedEntryCount()).isEqualTo(1);
    assertThat(response.entries().getFirst().errorCode()).isEqualTo("InvalidArgument");
    assertThat(response.entries().getFirst().errorMessage())
        .isEqualTo(
            "Parameter %s is not valid. Reason: %s is a required argument."
                .formatted(missing, missing));
    assertThat(response.entries().getLast().eventId()).isNotNull();
    assertThat(scene.bodies(Scene.QUEUE)).hasSize(1);
  }

  @Test
  void nobodyMayPretendToBeAnAwsService() {
    var result = scene.put(Scene.event("{}").source("aws.codecommit").build());
    assertThat(result.errorCode()).isEqualTo("NotAuthorizedForSourceException");
    assertThat(result.errorMessage()).isEqualTo("Not authorized for the source.");
  }

  @ParameterizedTest(name = "{0} is no detail")
  @ValueSource(strings = {"not json", "\"text\"", "[1,2]", "null", "{\"a\":1} {}", "{\"a\":"})
  void aDetailIsAJsonObject(String detail) {
    var result = scene.put(Scene.event(detail).build());
    assertThat(result.errorCode()).isEqualTo("MalformedDetail");
    assertThat(result.errorMessage()).isEqualTo("Detail is malformed.");
  }

  @Test
  void aRequestOfMoreThanAMegabyteIsRefusedAsAWhole() {
    var half = "{\"x\":\"" + "y".repeat(512 * 1024) + "\"}";
    assertThatThrownBy(() -> scene.put(Scene.event(half).build(), Scene.event(half).build()))
        .hasMessage("Total size of the entries in the request is over the limit.");
  }

  @Test
  void anEventForABusThatDoesNotExistIsTakenAndForgotten() {
    assertThat(scene.put(Scene.event("{}").eventBusName("nowhere").build()).eventId()).isNotNull();
    assertThat(scene.bridge.recent()).isEmpty();
  }

  @Test
  void anotherAccountsBusHasToAllowIt() {
    var bus = Bus.arn(Scene.THERE, "default");
    assertThat(scene.put(Scene.event("{}").eventBusName(bus).build()).errorCode())
        .isEqualTo("AccessDeniedException");
  }

  @ParameterizedTest
  @CsvSource({
    "shop, Sold, ''",
    "shop, Bought, AccessDeniedException",
    "x, Sold, AccessDeniedException"
  })
  void anotherAccountsBusMayAllowSomeEventsOnly(String source, String kind, String error) {
    var bus = Bus.arn(Scene.THERE, "default");
    scene
        .callsFrom(Scene.THERE)
        .call(
            "PutPermission",
            PutPermissionRequest.builder()
                .policy(
                    """
                    {"Version":"2012-10-17","Statement":[{"Sid":"x","Effect":"Allow",
                     "Principal":{"AWS":"111111111111"},"Action":"events:PutEvents","Resource":"%s",
                     "Condition":{"StringEquals":{"events:source":["shop","other"],
                                                  "events:detail-type":"Sold"}}}]}
                    """
                        .formatted(bus))
                .build(),
            PutPermissionResponse.class);

    var result =
        scene.put(Scene.event("{}").eventBusName(bus).source(source).detailType(kind).build());

    assertThat(Optional.ofNullable(result.errorCode()).orElse("")).isEqualTo(error);
  }

  @Test
  void aTargetIsSentTheWholeEventAsItWasPut() {
    scene.ruleTo(Scene.queue().build());
    var result =
        scene.put(
            Scene.event("{\"text\":\"zürich \\n ☃\",\"amount\":1.10,\"none\":null}")
                .time(Instant.parse("2026-01-02T03:04:05.678Z"))
                .resources("arn:aws:x:::y")
                .build());
    assertThat(Scene.json(scene.bodies(Scene.QUEUE).getFirst()))
        .isEqualTo(
            Scene.json(
                """
                {"version":"0","id":"%s","detail-type":"Sold","source":"shop",
                 "account":"111111111111","time":"2026-01-02T03:04:05Z","region":"eu-west-1",
                 "resources":["arn:aws:x:::y"],
                 "detail":{"text":"zürich \\n ☃","amount":1.10,"none":null}}
                """
                    .formatted(result.eventId())));
    assertThat(scene.bodies(Scene.QUEUE).getFirst()).contains("\"amount\":1.10");
  }

  @Test
  void onlyServicesEmitEventsOfAwsSources() {
    scene.rule("pushes", "{\"source\":[\"aws.codecommit\"]}");
    scene.target("pushes", Scene.queue().build());
    scene.emit("aws.codecommit", Scene.object("{\"event\":\"referenceCreated\"}"));
    assertThat(scene.bodies(Scene.QUEUE)).hasSize(1);
    assertThat(Scene.json(scene.bodies(Scene.QUEUE).getFirst()).path("time").asText())
        .isEqualTo("2026-11-21T10:00:00Z");
  }
}
