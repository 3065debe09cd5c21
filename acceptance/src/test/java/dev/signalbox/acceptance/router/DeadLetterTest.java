package dev.signalbox.acceptance.router;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.signalbox.acceptance.Clone;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;

class DeadLetterTest {
  /** Lambda's pauses between attempts, one and two minutes, pass in seconds. */
  @RegisterExtension static final DeployedShop SHOP = new DeployedShop(30);

  private static final Duration PATIENCE = Duration.ofSeconds(90);

  private static final String ONE_ROLE_IS_MISSING =
      """
      version: 1
      accounts:
        tools: {id: "111111111111", region: eu-west-1, role: signalbox-target}
        forgotten: {id: "222222222222", region: eu-west-1, role: signalbox-target}
      repositories:
        shop: {account: tools, default-branch: main}
      routes:
        - name: nowhere
          on: {repository: shop}
          start: {pipeline: shop-web, account: forgotten}
        - name: web
          on: {repository: shop}
          start: {pipeline: shop-web, account: tools}
      """;

  @Test
  void aTargetThatCannotBeReachedKeepsTheEventAndLeavesTheOtherRoutesAlone(@TempDir Path directory)
      throws Exception {
    SHOP.publish(ONE_ROLE_IS_MISSING);
    Clone clone = SHOP.clone(directory);
    String commit = clone.commit("release/1", Optional.empty(), Map.of("web/Page.java", "1"));
    clone.push("refs/heads/release/1");

    JsonNode letter = new ObjectMapper().readTree(deadLetter().body());

    assertThat(letter.at("/requestContext/condition").asText()).isEqualTo("RetriesExhausted");
    assertThat(letter.at("/requestContext/approximateInvokeCount").asInt()).isEqualTo(3);
    assertThat(letter.at("/requestPayload/detail/commitId").asText()).isEqualTo(commit);
    assertThat(letter.at("/responsePayload/errorMessage").asText())
        .isEqualTo(
            "Route 'nowhere': Cannot assume role arn:aws:iam::222222222222:role/signalbox-target:"
                + " access denied: sts:AssumeRole on"
                + " arn:aws:iam::222222222222:role/signalbox-target. Does the role exist, and does"
                + " it trust this function's role?");
    assertThat(SHOP.executions("shop-web", commit)).hasSize(1);
    assertThat(SHOP.decisions("release/1", commit).orElseThrow().path("decisions"))
        .extracting(decision -> decision.path("outcome").asText())
        .containsExactly("FAILED", "STARTED");
  }

  private static Message deadLetter() {
    try (SqsClient sqs = SHOP.client(SqsClient.builder())) {
      return await()
          .atMost(PATIENCE)
          .until(
              () ->
                  sqs.receiveMessage(
                          request -> request.queueUrl(SHOP.deadLetters()).waitTimeSeconds(2))
                      .messages(),
              messages -> !messages.isEmpty())
          .getFirst();
    }
  }
}
