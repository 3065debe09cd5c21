package dev.signalbox.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.aws.ledger.DynamoDbApprovals;
import dev.signalbox.aws.ledger.DynamoDbVerdicts;
import dev.signalbox.aws.ledger.Publisher;
import dev.signalbox.core.gate.Hook;
import dev.signalbox.core.gate.Moment;
import dev.signalbox.core.gate.check.Approvals.Decision;
import dev.signalbox.core.gate.check.Approvals.Request;
import dev.signalbox.core.route.Definition;
import dev.signalbox.definitions.CanonicalForm;
import dev.signalbox.definitions.yaml.DefinitionFile;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class GateDecisionTest {
  @RegisterExtension static final OnThisMachine AWS = new OnThisMachine();

  private static final String DEFINITION =
      DefinedGates.of(
          """
          - name: shop
            on: {application: shop, deployment-group: prod}
            checks: [{name: seen, manual: {question: "Does it look right?"}}]
          """);

  private String table = "";

  @BeforeEach
  void aDeploymentThatWaits() {
    table = AWS.table();
    publish(DEFINITION);
    Instant now = Instant.now();
    new DynamoDbVerdicts(AWS.dynamo(), table)
        .claim(new Hook.CodeDeploy("d-1", "eyJ"), now, now.plusSeconds(60));
  }

  private void publish(String file) {
    Definition definition =
        DefinitionFile.check("f", file.getBytes(UTF_8)).definition().orElseThrow();
    new Publisher(AWS.dynamo(), table, InstantSource.system())
        .publish(definition.version(), CanonicalForm.bytes(definition));
  }

  private CommandRun gate(String command, Object... more) {
    return AWS.run(table, List.of("gate", command), more);
  }

  private Optional<Decision> decided(String question) {
    return new DynamoDbApprovals(AWS.dynamo(), table)
        .of(new Request("d-1", Moment.AFTER_TEST_TRAFFIC, question));
  }

  @Test
  void whoApprovesIsKeptAsAwsKnowsThem() {
    CommandRun said = gate("approve", "d-1", "--reason", "seen \u001b[31m");

    assertThat(said.exit()).as(said.err()).isZero();
    assertThat(said.out()).doesNotContain("\u001b");
    Decision decision = decided("Does it look right?").orElseThrow();
    assertThat(decision.approved()).isTrue();
    assertThat(decision.by()).startsWith("arn:aws:").contains("111111111111");
    assertThat(decision.reason()).isEqualTo("seen \u001b[31m");
  }

  @Test
  void theFirstAnswerStays() {
    assertThat(gate("reject", "d-1", "--reason", "broken").exit()).isZero();

    CommandRun late = gate("approve", "d-1", "--reason", "fine");

    assertThat(late.exit()).isEqualTo(1);
    assertThat(late.out()).contains("Rejected by", "broken");
    assertThat(decided("Does it look right?").orElseThrow().approved()).isFalse();
  }

  @Test
  void aDeploymentThatWaitsForNobodyCannotBeAnswered() {
    CommandRun said = gate("approve", "d-2", "--reason", "fine");
    assertThat(said.exit()).isEqualTo(1);
    assertThat(said.err()).contains("no gate waits for anybody in deployment 'd-2'");
  }

  @Test
  void ofSeveralQuestionsOneHasToBeNamed() {
    publish(
        DEFINITION.replace(
            "checks: [", "checks: [{name: legal, manual: {question: \"May it be sold?\"}}, "));

    CommandRun said = gate("approve", "d-1", "--reason", "fine");
    assertThat(said.exit()).isEqualTo(2);
    assertThat(said.err()).contains("May it be sold?", "Does it look right?");

    assertThat(gate("approve", "d-1", "--reason", "fine", "--question", "May it be sold?").exit())
        .isZero();
    assertThat(decided("May it be sold?")).isPresent();
    assertThat(decided("Does it look right?")).isEmpty();
  }

  @Test
  void aQuestionThatNoGateAsksCannotBeAnswered() {
    assertThat(gate("approve", "d-1", "--reason", "x", "--gate", "till").exit()).isEqualTo(1);
    assertThat(gate("approve", "d-1").exit()).isEqualTo(2);
    assertThat(gate("approve", "d-1", "--reason", " ").exit()).isEqualTo(2);
  }

  @Test
  void aMomentThatIsNoneIsToldWithThoseThereAre() {
    CommandRun said = gate("approve", "d-1", "--reason", "x", "--at", "after-test");
    assertThat(said.exit()).isEqualTo(2);
    assertThat(said.err()).contains("after-test-traffic", "got 'after-test'");
    assertThat(gate("approve", "d-1", "--reason", "x", "--at", "before-traffic").exit())
        .isEqualTo(1);
  }
}
