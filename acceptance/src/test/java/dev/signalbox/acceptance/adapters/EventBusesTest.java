package dev.signalbox.acceptance.adapters;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.signalbox.acceptance.AwsAccounts;
import dev.signalbox.aws.event.EventReader;
import dev.signalbox.aws.eventbridge.EventBuses;
import dev.signalbox.core.Refused;
import dev.signalbox.core.release.AccountId;
import dev.signalbox.core.release.BusId;
import dev.signalbox.core.release.CommitId;
import dev.signalbox.core.release.Event;
import dev.signalbox.core.release.Push;
import dev.signalbox.core.release.Ref;
import dev.signalbox.core.release.Region;
import dev.signalbox.core.release.Relay;
import dev.signalbox.core.release.Repository;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.Target;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

class EventBusesTest {
  @RegisterExtension static final AwsAccounts AWS = new AwsAccounts();

  private static final software.amazon.awssdk.regions.Region FAR =
      software.amazon.awssdk.regions.Region.US_EAST_1;

  private static final Push PUSH =
      new Push(
          "first-event",
          new Repository(new AccountId(AwsAccounts.TOOLS), new Region("eu-west-1"), "shop"),
          Ref.branch("feature/x;curl${IFS}e|sh ü🚀"),
          Optional.of(new CommitId("1".repeat(40))),
          Optional.of(new CommitId("2".repeat(40))),
          Instant.parse("2026-11-20T12:00:00Z"));

  private final String name = "signalbox-" + UUID.randomUUID();
  private final BusId bus = new BusId(new AccountId(AwsAccounts.SHOP), new Region(FAR.id()), name);
  private final EventBridgeClient theirs =
      AWS.connection(AwsAccounts.SHOP).client(EventBridgeClient.builder(), FAR);
  private final SqsClient queues =
      AWS.connection(AwsAccounts.SHOP).client(SqsClient.builder(), FAR);
  private final EventBuses buses = new EventBuses(AWS.connection(AwsAccounts.TOOLS));

  @BeforeEach
  void aBusInAnotherAccountAndRegion() {
    theirs.createEventBus(request -> request.name(name));
  }

  private void letIn(String account) {
    theirs.putPermission(request ->
        request.eventBusName(name).statementId("a").action("events:PutEvents").principal(account));
  }

  /** What a rule for our pushes on the bus delivers. */
  private String queue() {
    String url = queues.createQueue(request -> request.queueName(name)).queueUrl();
    String arn =
        queues
            .getQueueAttributes(
                request -> request.queueUrl(url).attributeNames(QueueAttributeName.QUEUE_ARN))
            .attributes()
            .get(QueueAttributeName.QUEUE_ARN);
    queues.setQueueAttributes(request ->
        request
            .queueUrl(url)
            .attributes(
                Map.of(
                    QueueAttributeName.POLICY,
                    """
                    {"Version":"2012-10-17","Statement":{"Effect":"Allow","Principal":\
                    {"Service":"events.amazonaws.com"},"Action":"sqs:SendMessage","Resource":"%s"}}\
                    """
                        .formatted(arn))));
    theirs.putRule(request ->
        request
            .name("pushes")
            .eventBusName(name)
            .eventPattern(
                """
                {"source":["signalbox"],"detail-type":["Signalbox Push"],"account":["%s"]}\
                """
                    .formatted(AwsAccounts.TOOLS)));
    theirs.putTargets(request ->
        request
            .rule("pushes")
            .eventBusName(name)
            .targets(Target.builder().id("queue").arn(arn).build()));
    return url;
  }

  private Event received(String queue) {
    List<Message> messages =
        await()
            .until(
                () -> queues.receiveMessage(request -> request.queueUrl(queue)).messages(),
                all -> !all.isEmpty());
    return new EventReader(InstantSource.system()).read(messages.getFirst().body().getBytes(UTF_8));
  }

  @Test
  void aPushArrivesInAnotherAccountAndRegionAsItWasAndSaysWhoSentIt() {
    letIn(AwsAccounts.TOOLS);
    String queue = queue();

    buses.forward(PUSH, Optional.empty(), bus);

    assertThat(received(queue))
        .isEqualTo(
            new Event.Relayed(PUSH, new Relay(new AccountId(AwsAccounts.TOOLS), "codecommit", 1)));
  }

  @Test
  void aBusThatDoesNotLetUsInRefusesAndThePersonIsToldWhereToLook() {
    letIn("999999999999");

    assertThatThrownBy(() -> buses.forward(PUSH, Optional.empty(), bus))
        .isInstanceOf(Refused.class)
        .hasMessage(
            "Cannot forward to bus %s: access denied. Does the bus exist, does its policy let this account in, and does this function's role allow it?"
                .formatted(bus));
  }

  @Test
  void aBusThatDoesNotExistRefuses() {
    var none = new BusId(bus.account(), bus.region(), "none");

    assertThatThrownBy(() -> buses.forward(PUSH, Optional.empty(), none))
        .isInstanceOf(Refused.class);
  }
}
