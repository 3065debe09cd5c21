package dev.signalbox.local.sqs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.model.AddPermissionRequest;
import software.amazon.awssdk.services.sqs.model.AddPermissionResponse;
import software.amazon.awssdk.services.sqs.model.RemovePermissionRequest;
import software.amazon.awssdk.services.sqs.model.RemovePermissionResponse;

class PermissionTest {
  private final Desk desk = new Desk();
  private final String url = desk.create("q");

  private void add(String label, String action, String... accounts) {
    desk.calls.call(
        "AddPermission",
        AddPermissionRequest.builder()
            .queueUrl(url)
            .label(label)
            .actions(action)
            .awsAccountIds(accounts)
            .build(),
        AddPermissionResponse.class);
  }

  private void remove(String label) {
    desk.calls.call(
        "RemovePermission",
        RemovePermissionRequest.builder().queueUrl(url).label(label).build(),
        RemovePermissionResponse.class);
  }

  private String policy() {
    return desk.attributes(url, "Policy").getOrDefault("Policy", "");
  }

  @Test
  void aPermissionIsAStatementOfTheQueuesPolicy() {
    add("others", "SendMessage", "222222222222");
    assertThat(policy())
        .isEqualTo(
            """
            {"Version":"2008-10-17","Id":"arn:aws:sqs:eu-west-1:111111111111:q/SQSDefaultPolicy",\
            "Statement":[{"Sid":"others","Effect":"Allow",\
            "Principal":{"AWS":"arn:aws:iam::222222222222:root"},"Action":"SQS:SendMessage",\
            "Resource":"arn:aws:sqs:eu-west-1:111111111111:q"}]}\
            """);
  }

  @Test
  void aLabelIsGivenOnce() {
    add("others", "SendMessage", "222222222222");
    assertThatThrownBy(() -> add("others", "ReceiveMessage", "333333333333"))
        .hasMessage("Value others for parameter Label is invalid. Reason: Already exists.");
  }

  @Test
  void theLastStatementTakesThePolicyWithIt() {
    add("a", "*", "222222222222", "333333333333");
    add("b", "*", "222222222222");
    remove("a");
    assertThat(policy()).contains("\"Sid\":\"b\"").doesNotContain("\"Sid\":\"a\"");
    remove("b");
    assertThat(policy()).isEmpty();
    assertThatThrownBy(() -> remove("b"))
        .hasMessage("Value b for parameter Label is invalid. Reason: can't find label.");
  }

  @Test
  void onlyActionsThatCanBeGivenAwayAre() {
    assertThatThrownBy(() -> add("x", "DeleteQueue", "222222222222"))
        .hasMessageContaining("Value SQS:DeleteQueue for parameter ActionName is invalid.");
  }
}
