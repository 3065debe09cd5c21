package dev.signalbox.acceptance.adapters;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.acceptance.AwsAccounts;
import dev.signalbox.aws.ledger.PastTurns;
import dev.signalbox.core.gate.Guarded;
import dev.signalbox.core.gate.Hook;
import dev.signalbox.core.gate.Moment;
import dev.signalbox.core.gate.PastTurn;
import dev.signalbox.core.gate.Subject;
import dev.signalbox.core.gate.Verdict;
import dev.signalbox.core.gate.check.Answers;
import dev.signalbox.core.gate.check.Observation;
import dev.signalbox.core.release.AccountId;
import dev.signalbox.core.release.Region;
import java.io.ByteArrayInputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

class PastTurnsTest {
  @RegisterExtension static final AwsAccounts AWS = new AwsAccounts();
  private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");
  private static final Hook HOOK = new Hook.Ecs("arn:d\n'ü", "PRODUCTION_TRAFFIC_SHIFT", "run", "");

  private final String table = "ledger-" + UUID.randomUUID();
  private final PastTurns turns = new PastTurns(dynamo(), table);

  @BeforeEach
  void create() {
    AWS.createTable(AwsAccounts.TOOLS, table);
  }

  private static DynamoDbClient dynamo() {
    return AWS.connection(AwsAccounts.TOOLS).client(DynamoDbClient.builder());
  }

  private static PastTurn turn(Hook hook, Instant to, Observation observation) {
    var subject =
        new Subject(
            hook,
            new AccountId(AwsAccounts.TOOLS),
            new Region("eu-west-1"),
            new Guarded.Service("main", "web"),
            Moment.DURING_TRAFFIC,
            new Subject.Service("main", "web"),
            Optional.empty(),
            Optional.empty(),
            Subject.Listeners.NONE,
            NOW,
            NOW.plus(Duration.ofHours(32)));
    return new PastTurn(
        "native",
        "v1",
        subject,
        subject.deadline(),
        to.minusSeconds(1),
        to,
        Verdict.plain(Verdict.Outcome.WAIT, "Waiting"),
        Map.of("health", observation),
        Map.of("health", to));
  }

  private static Observation unmeasured(String why) {
    return new Observation.Unmeasured(why);
  }

  @Test
  void theTurnsOfADeploymentAreFoundAndThoseOfOthersAreNot() {
    PastTurn one = turn(HOOK, NOW, unmeasured("<b>ü🚀\n\u0000"));
    turns.add(one);
    turns.add(one);
    turns.add(turn(new Hook.CodeDeploy("d-1", "x"), NOW, unmeasured("x")));

    assertThat(turns.of(HOOK.deployment())).containsExactly(one);
    assertThat(turns.of("arn:d")).isEmpty();
  }

  @Test
  void ofThoseOfOneSliceTheLastOneStays() {
    for (int i = 0; i < 5; i++) {
      turns.add(turn(HOOK, NOW.plus(Duration.ofMinutes(20L * i)), unmeasured("turn " + i)));
    }

    assertThat(turns.of(HOOK.deployment()))
        .extracting(turn -> turn.observed().get("health"))
        .containsExactlyInAnyOrder(unmeasured("turn 2"), unmeasured("turn 4"));
  }

  /** Two turns may overtake each other: the ledger takes them in any order. */
  @Test
  void hooksThatAskAtTheSameTimeDoNotOverwriteEachOther() {
    turns.add(turn(HOOK, NOW, unmeasured("one")));
    turns.add(
        turn(new Hook.Ecs(HOOK.deployment(), "TEST_TRAFFIC_SHIFT", "x", ""), NOW, unmeasured("x")));

    assertThat(turns.of(HOOK.deployment())).hasSize(2);
  }

  @Test
  void noSecretIsRemembered() throws Exception {
    turns.add(turn(HOOK, NOW, unmeasured("https://me:hunter2hunter2@shop.example/ refused")));

    byte[] stored =
        dynamo()
            .scan(it -> it.tableName(table))
            .items()
            .getFirst()
            .getOrDefault("turn", AttributeValue.fromNul(true))
            .b()
            .asByteArray();
    try (var plain = new GZIPInputStream(new ByteArrayInputStream(stored))) {
      assertThat(new String(plain.readAllBytes(), UTF_8))
          .contains("shop.example")
          .doesNotContain("hunter2");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"no gzip", ""})
  void aTurnThatNobodyCanReadHidesNoOther(String garbage) {
    PastTurn one = turn(HOOK, NOW, unmeasured("one"));
    turns.add(one);
    Map<String, AttributeValue> item =
        new HashMap<>(dynamo().scan(it -> it.tableName(table)).items().getFirst());
    item.put("sk", AttributeValue.fromS("9"));
    item.put("turn", AttributeValue.fromB(SdkBytes.fromUtf8String(garbage)));
    dynamo().putItem(it -> it.tableName(table).item(item));

    assertThat(turns.of(HOOK.deployment())).containsExactly(one);
  }

  /** An item of DynamoDB's holds 400 KB. */
  @Test
  void whatIsTooMuchToRememberIsRememberedWithoutItsMeasurements() {
    var random = new Random(7);
    List<Answers.Exchange> exchanges = new ArrayList<>();
    for (int i = 0; i < 2_000; i++) {
      byte[] noise = new byte[300];
      random.nextBytes(noise);
      exchanges.add(new Answers.Unanswered(NOW, HexFormat.of().formatHex(noise)));
    }
    turns.add(turn(HOOK, NOW, new Answers(exchanges, List.of())));

    assertThat(turns.of(HOOK.deployment()))
        .singleElement()
        .satisfies(turn -> {
          assertThat(turn.observed()).isEmpty();
          assertThat(turn.answered()).containsOnlyKeys("health");
        });
  }
}
