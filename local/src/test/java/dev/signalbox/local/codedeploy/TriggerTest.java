package dev.signalbox.local.codedeploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.codedeploy.model.TriggerConfig;

class TriggerTest {
  private Yard yard;

  @BeforeEach
  void open(@TempDir Path directory) {
    yard = new Yard(directory, new FakeRevisions());
  }

  @AfterEach
  void close() {
    yard.close();
  }

  private void telling(String topic, String... events) {
    yard.group(it ->
        it.triggerConfigurations(
            TriggerConfig.builder()
                .triggerName("people")
                .triggerTargetArn(topic)
                .triggerEventsWithStrings(events)
                .build()));
  }

  @Test
  void aTopicIsToldWhatItWantsToKnowWithNumbersAsTexts() {
    telling(FakeTopics.TOPIC, "DeploymentFailure");

    String id = yard.deploy("{\"AfterInstall\": \"missing\"}");

    assertThat(yard.topics.subjects)
        .containsExactly("FAILED: AWS CodeDeploy " + id + " in eu-west-1 to shop");
    var message = yard.topics.messages.getFirst();
    assertThat(message.path("deploymentOverview").path("Failed").textValue()).isEqualTo("1");
    assertThat(message.path("createTime").textValue()).isEqualTo("1795255200.000");
    assertThat(message.path("errorInformation").path("ErrorCode").textValue())
        .isEqualTo("HOOK_EXECUTION_FAILURE");
  }

  @Test
  void aRollbackIsToldAsOne() {
    telling(FakeTopics.TOPIC, "DeploymentStart", "DeploymentRollback", "DeploymentSuccess");

    yard.deploy("{\"AfterInstall\": \"missing\"}");

    assertThat(yard.topics.messages)
        .extracting(it -> it.path("status").textValue())
        .containsExactly("InProgress", "InProgress", "Succeeded");
  }

  @Test
  void aTopicThatIsGoneStopsNoDeployment() {
    telling("arn:aws:sns:eu-west-1:111111111111:gone", "DeploymentStart");

    String id = yard.deploy("");
    yard.pass(5);

    assertThat(yard.deployment(id).statusAsString()).isEqualTo("Succeeded");
  }
}
