package dev.signalbox.acceptance.adapters;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.acceptance.AwsAccounts;
import dev.signalbox.aws.ledger.DynamoDbVerdicts;
import dev.signalbox.aws.ledger.VerdictRecords;
import dev.signalbox.core.Refused;
import dev.signalbox.core.gate.Hook;
import dev.signalbox.core.gate.Recorded;
import dev.signalbox.core.gate.Verdict;
import dev.signalbox.core.gate.Verdict.Outcome;
import dev.signalbox.core.gate.Verdicts;
import dev.signalbox.core.gate.VerdictsContract;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

class DynamoDbVerdictsTest extends VerdictsContract {
  @RegisterExtension static final AwsAccounts AWS = new AwsAccounts();
  private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");
  private static final Hook HOOK = new Hook.CodeDeploy("d-2", "eyJ");

  private static DynamoDbClient dynamo() {
    return AWS.connection(AwsAccounts.TOOLS).client(DynamoDbClient.builder());
  }

  private static String newTable() {
    String table = "ledger-" + UUID.randomUUID();
    AWS.createTable(AwsAccounts.TOOLS, table);
    return table;
  }

  @Override
  protected Verdicts noVerdicts() {
    return new DynamoDbVerdicts(dynamo(), newTable());
  }

  private static Recorded recorded(Outcome outcome, String reason) {
    return new Recorded(
        HOOK,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Verdict.plain(outcome, reason),
        NOW);
  }

  @Test
  void ofManyWhoAskAtOnceOneGetsTheHookAndOneVerdictStays() throws InterruptedException {
    Verdicts verdicts = noVerdicts();
    Set<Recorded> told = ConcurrentHashMap.newKeySet();
    List<Verdicts.Standing> standings;
    try (ExecutorService all = Executors.newVirtualThreadPerTaskExecutor()) {
      standings =
          all
              .invokeAll(
                  IntStream.range(0, 8)
                      .<Callable<Verdicts.Standing>>mapToObj(
                          _ -> () -> verdicts.claim(HOOK, NOW, NOW.plusSeconds(60)))
                      .toList())
              .stream()
              .map(Future::resultNow)
              .toList();
      all.invokeAll(
          IntStream.range(0, 8)
              .<Callable<Boolean>>mapToObj(i ->
                  () ->
                      told.add(
                          verdicts.give(
                              recorded(i % 2 == 0 ? Outcome.PASS : Outcome.FAIL, "by " + i))))
              .toList());
    }
    assertThat(standings).filteredOn(Verdicts.Standing.Yours.class::isInstance).hasSize(1);
    assertThat(told).hasSize(1).containsExactlyElementsOf(verdicts.of(HOOK.id()).stream().toList());
  }

  /** Scenario 53. */
  @Test
  void theSameVerdictIsTheSameBytes() {
    String table = newTable();
    String again = newTable();
    for (String one : List.of(table, again)) {
      new DynamoDbVerdicts(dynamo(), one).give(recorded(Outcome.FAIL, "503, \"ü\"\n\u202e🚀"));
    }
    assertThat(verdict(table)).isEqualTo(verdict(again)).contains("\"outcome\":\"FAIL\"");
  }

  private static String verdict(String table) {
    Map<String, AttributeValue> item =
        dynamo()
            .getItem(it ->
                it.tableName(table)
                    .key(
                        Map.of(
                            "pk", AttributeValue.fromS("GATE#" + HOOK.id()),
                            "sk", AttributeValue.fromS("VERDICT"))))
            .item();
    return Optional.ofNullable(item.get("verdict")).orElseThrow().s();
  }

  @Test
  void whoCrashesBetweenOpeningAndClaimingLeavesAHookThatIsLookedAfter() {
    String table = newTable();
    Verdicts verdicts = new DynamoDbVerdicts(dynamo(), table);
    verdicts.claim(HOOK, NOW, NOW.plusSeconds(60));
    dynamo()
        .deleteItem(it ->
            it.tableName(table)
                .key(
                    Map.of(
                        "pk", AttributeValue.fromS("GATE#" + HOOK.id()),
                        "sk", AttributeValue.fromS("VERDICT"))));
    assertThat(verdicts.overdue(NOW.plusSeconds(61)))
        .containsExactly(new Verdicts.Open(HOOK, NOW.plusSeconds(60)));
  }

  @Test
  void verdictsOfATableThatIsNotThereAreRefusedByItsName() {
    VerdictRecords records = new VerdictRecords(dynamo(), "ledger-nobody-made");
    assertThatThrownBy(() -> records.newest(NOW).toList())
        .isInstanceOf(Refused.class)
        .hasMessageStartingWith("Cannot read verdicts in table ledger-nobody-made: ");
  }
}
