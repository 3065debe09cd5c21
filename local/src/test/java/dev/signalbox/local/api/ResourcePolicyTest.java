package dev.signalbox.local.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.local.api.ResourcePolicy.Answer;
import dev.signalbox.local.api.ResourcePolicy.Principal;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ResourcePolicyTest {
  private static final String QUEUE = "arn:aws:sqs:eu-west-1:111111111111:dead";
  private static final String RULE = "arn:aws:events:eu-west-1:111111111111:rule/pushes";

  private static ResourcePolicy.Request fromEvents(String ruleArn) {
    return new ResourcePolicy.Request(
        new Principal.Service("events.amazonaws.com"),
        "sqs:SendMessage",
        QUEUE,
        Map.of("aws:SourceArn", ruleArn));
  }

  private static ResourcePolicy.Request fromAccount(String account) {
    return new ResourcePolicy.Request(
        new Principal.Identity(account, "arn:aws:iam::" + account + ":role/sender"),
        "events:PutEvents",
        QUEUE,
        Map.of());
  }

  @Test
  void aServiceIsLetInForTheResourceTheConditionNames() {
    var policy =
        ResourcePolicy.parse(
            """
            {"Statement": [{"Effect": "Allow", "Principal": {"Service": "events.amazonaws.com"},
              "Action": "sqs:SendMessage", "Resource": "%s",
              "Condition": {"ArnEquals": {"aws:SourceArn": "%s"}}}]}
            """
                .formatted(QUEUE, RULE));
    assertThat(policy.answer(fromEvents(RULE))).isEqualTo(Answer.ALLOWED);
    assertThat(policy.answer(fromEvents(RULE + "2"))).isEqualTo(Answer.SILENT);
  }

  @ParameterizedTest(
      name = "a session of {0} is let in as arn:aws:iam::111111111111:role/ci/deployer: {1}")
  @CsvSource({
    "arn:aws:sts::111111111111:assumed-role/deployer/push-1, true",
    "arn:aws:sts::111111111111:assumed-role/eployer/push-1,  false",
    "arn:aws:sts::222222222222:assumed-role/deployer/push-1, false",
  })
  void aSessionActsForItsRole(String session, boolean letIn) {
    var policy =
        ResourcePolicy.parse(
            """
            {"Statement": [{"Effect": "Allow", "Action": "*",
              "Principal": {"AWS": "arn:aws:iam::111111111111:role/ci/deployer"}}]}
            """);
    var principal = new Principal.Identity(session.split(":", -1)[4], session);
    var request = new ResourcePolicy.Request(principal, "s3:GetObject", "arn", Map.of());
    assertThat(policy.allows(request)).isEqualTo(letIn);
  }

  @Test
  void aDenialOutweighsEveryPermission() {
    var policy =
        ResourcePolicy.parse(
            """
            {"Statement": [
              {"Effect": "Allow", "Principal": "*", "Action": "*", "Resource": "*"},
              {"Effect": "Deny", "Principal": {"AWS": "222222222222"}, "Action": "events:*"}]}
            """);
    assertThat(policy.answer(fromAccount("222222222222"))).isEqualTo(Answer.DENIED);
    assertThat(policy.answer(fromAccount("333333333333"))).isEqualTo(Answer.ALLOWED);
  }

  @Test
  void aConditionThatIsNotUnderstoodNeitherAllowsNorLetsADenialSlip() {
    assertThat(withAStrangeCondition("Allow").answer(fromEvents(RULE))).isEqualTo(Answer.SILENT);
    assertThat(withAStrangeCondition("Deny").answer(fromEvents(RULE))).isEqualTo(Answer.DENIED);
  }

  private static ResourcePolicy withAStrangeCondition(String effect) {
    return ResourcePolicy.parse(
        """
        {"Statement": {"Effect": "%s", "Principal": "*", "Action": "*",
          "Condition": {"IpAddress": {"aws:SourceArn": "10.0.0.0/8"}}}}
        """
            .formatted(effect));
  }

  @ParameterizedTest(name = "a statement for {0} lets in account 222222222222: {1}")
  @CsvSource({
    "222222222222, true",
    "arn:aws:iam::222222222222:root, true",
    "arn:aws:iam::222222222222:role/sender, true",
    "arn:aws:iam::222222222222:role/other, false",
    "333333333333, false",
    "*, true",
  })
  void principalsAreAccountsTheirRootsOrExactRoles(String principal, boolean allowed) {
    var policy =
        ResourcePolicy.parse(
            "{\"Statement\": {\"Effect\": \"Allow\", \"Principal\": {\"AWS\": [\"%s\"]}, \"Action\": [\"Events:put*\"]}}"
                .formatted(principal));
    assertThat(policy.allows(fromAccount("222222222222"))).isEqualTo(allowed);
  }

  @Test
  void aPolicyThatIsNotAnObjectIsRefused() {
    assertThatThrownBy(() -> ResourcePolicy.parse("[1"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> ResourcePolicy.parse("\"*\""))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
