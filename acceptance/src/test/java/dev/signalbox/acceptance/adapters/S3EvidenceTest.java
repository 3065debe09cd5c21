package dev.signalbox.acceptance.adapters;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.acceptance.AwsAccounts;
import dev.signalbox.aws.evidence.Kept;
import dev.signalbox.aws.evidence.S3Evidence;
import dev.signalbox.aws.ledger.DynamoDbVerdicts;
import dev.signalbox.aws.ledger.EvidenceNotes;
import dev.signalbox.aws.ledger.PastTurns;
import dev.signalbox.core.evidence.Bundle;
import dev.signalbox.core.evidence.Tampered;
import dev.signalbox.core.gate.Check;
import dev.signalbox.core.gate.Gate;
import dev.signalbox.core.gate.Gated;
import dev.signalbox.core.gate.Hook;
import dev.signalbox.core.gate.Moment;
import dev.signalbox.core.gate.PastTurn;
import dev.signalbox.core.gate.Recorded;
import dev.signalbox.core.gate.Subject;
import dev.signalbox.core.gate.Verdict;
import dev.signalbox.core.gate.check.Answers;
import dev.signalbox.core.gate.check.Http;
import dev.signalbox.core.gate.check.Judge;
import dev.signalbox.core.gate.check.Observation;
import dev.signalbox.core.release.AccountId;
import dev.signalbox.core.release.Region;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;

class S3EvidenceTest {
  @RegisterExtension static final AwsAccounts AWS = new AwsAccounts();
  private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");
  private static final Check CHECK =
      new Check(
          "health",
          new Http("/health", 200),
          Check.Mode.REQUIRED,
          Duration.ofMinutes(5),
          Check.Inconclusive.FAIL);
  private static final Gate GATE = Gated.gate(CHECK);

  private final String table = "ledger-" + UUID.randomUUID();
  private final String bucket = "evidence-" + UUID.randomUUID();
  private final Hook hook = new Hook.CodeDeploy("d-" + UUID.randomUUID(), "eyJ");

  @BeforeEach
  void create() {
    AWS.createTable(AwsAccounts.TOOLS, table);
    s3().createBucket(it -> it.bucket(bucket));
  }

  private static S3Client s3() {
    return AWS.connection(AwsAccounts.TOOLS).client(S3Client.builder().forcePathStyle(true));
  }

  private static DynamoDbClient dynamo() {
    return AWS.connection(AwsAccounts.TOOLS).client(DynamoDbClient.builder());
  }

  private S3Evidence evidence(String where, String owner) {
    return new S3Evidence(
        S3EvidenceTest::s3,
        where,
        owner,
        new EvidenceNotes(dynamo(), table),
        new PastTurns(dynamo(), table),
        "0.1.0");
  }

  private static Answers answers(int status) {
    return Gated.answers(NOW, status, Map.of("set-cookie", "sid=hunter2hunter2"));
  }

  private Recorded given(Observation observation) {
    return new DynamoDbVerdicts(dynamo(), table)
        .give(
            new Recorded(
                hook,
                Optional.empty(),
                Optional.of("shop"),
                Optional.of("v1"),
                Verdict.of(GATE, List.of(Judge.judge(CHECK, observation))),
                NOW));
  }

  private static PastTurn turn(Instant from, Recorded recorded, Observation observation) {
    var subject =
        new Subject(
            recorded.hook(),
            new AccountId(AwsAccounts.TOOLS),
            new Region("eu-west-1"),
            GATE.on().place(),
            Moment.AFTER_TEST_TRAFFIC,
            new Subject.Service("main", "shop"),
            Optional.empty(),
            Optional.empty(),
            Subject.Listeners.NONE,
            NOW,
            NOW.plusSeconds(3600));
    return new PastTurn(
        GATE.name(),
        "v1",
        subject,
        subject.deadline(),
        from,
        from.plusSeconds(1),
        recorded.verdict(),
        Map.of("health", observation),
        Map.of("health", from));
  }

  private byte[] stored(String key) {
    return s3().getObjectAsBytes(it -> it.bucket(bucket).key(key)).asByteArray();
  }

  @Test
  void theVerdictThatFollowsFromTheStoredObservationsIsTheSameToTheByte() throws Tampered {
    Answers answers = answers(503);
    Recorded recorded = given(answers);
    evidence(bucket, AwsAccounts.TOOLS).keep(recorded, GATE, turn(NOW, recorded, answers));

    Bundle bundle = Bundle.read(stored(S3Evidence.key(hook.id())));
    Kept kept = Kept.from(bundle);
    assertThat(kept.replay().agrees()).isTrue();
    assertThat(bundle.file(Kept.VERDICT)).hasValue(Kept.json(kept.replay().verdict()));
    assertThat(bundle.file(Kept.CAVEAT)).isEmpty();
    assertThat(new EvidenceNotes(dynamo(), table).of(hook.id()).orElseThrow().digest())
        .isEqualTo(bundle.digest());
  }

  /** Scenario 52. */
  @Test
  void noSecretIsInTheBundleOrTheReport() {
    Answers answers = answers(503);
    Recorded recorded = given(answers);
    evidence(bucket, AwsAccounts.TOOLS).keep(recorded, GATE, turn(NOW, recorded, answers));

    for (String key : List.of(S3Evidence.key(hook.id()), S3Evidence.reportKey(hook.id()))) {
      assertThat(new String(stored(key), UTF_8)).contains("status 503").doesNotContain("hunter2");
    }
  }

  @Test
  void keepingAgainChangesNothing() {
    Answers answers = answers(503);
    Recorded recorded = given(answers);
    S3Evidence evidence = evidence(bucket, AwsAccounts.TOOLS);
    evidence.keep(recorded, GATE, turn(NOW, recorded, answers));
    byte[] first = stored(S3Evidence.key(hook.id()));

    evidence.keep(recorded, GATE, turn(NOW, recorded, answers));
    evidence.keep(recorded, GATE, turn(NOW, recorded, answers(500)));
    assertThat(stored(S3Evidence.key(hook.id()))).isEqualTo(first);
  }

  /** A gate that waits is asked again and again; one report tells of all of it. */
  @Test
  void whatEarlierTurnsMeasuredIsInTheBundleOfTheVerdictAndOfLaterHooks() throws Tampered {
    Answers answers = answers(503);
    Recorded recorded = given(answers);
    S3Evidence evidence = evidence(bucket, AwsAccounts.TOOLS);
    evidence.remember(turn(NOW, recorded, answers(502)));
    evidence.remember(turn(NOW.plusSeconds(900), recorded, answers(501)));
    evidence.keep(recorded, GATE, turn(NOW.plusSeconds(1800), recorded, answers));

    Kept kept = Kept.from(Bundle.read(stored(S3Evidence.key(hook.id()))));
    assertThat(kept.turns()).extracting(PastTurn::from).isSorted().hasSize(3);
    assertThat(kept.replay().agrees()).isTrue();
    assertThat(new PastTurns(dynamo(), table).of(hook.deployment())).hasSize(3);
    assertThat(new String(stored(S3Evidence.reportKey(hook.id())), UTF_8)).contains("3 calls");
  }

  /** What cannot be remembered is a part of a report, and no reason to fail anything. */
  @Test
  void aLedgerThatRemembersNothingIsInNobodysWay() {
    Answers answers = answers(503);
    Recorded recorded = given(answers);
    var forgetful =
        new S3Evidence(
            S3EvidenceTest::s3,
            bucket,
            AwsAccounts.TOOLS,
            new EvidenceNotes(dynamo(), table),
            new PastTurns(dynamo(), "no-such-table"),
            "0.1.0");
    forgetful.remember(turn(NOW, recorded, answers));
    forgetful.keep(recorded, GATE, turn(NOW.plusSeconds(60), recorded, answers));

    assertThat(stored(S3Evidence.key(hook.id()))).isNotEmpty();
  }

  /** Scenario 51. */
  @Test
  void aBucketThatIsNotOursGetsNothingAndChangesNoVerdict() {
    Answers answers = answers(503);
    Recorded recorded = given(answers);

    assertThatCode(() ->
            evidence(bucket, AwsAccounts.SHOP).keep(recorded, GATE, turn(NOW, recorded, answers)))
        .doesNotThrowAnyException();
    assertThatThrownBy(() -> stored(S3Evidence.key(hook.id())))
        .isInstanceOf(NoSuchKeyException.class);
    assertThat(new DynamoDbVerdicts(dynamo(), table).of(hook.id())).contains(recorded);
  }

  /** Scenario 50, and bug B11: housekeeping that failed rolled back a good deployment. */
  @Test
  void b11ABucketThatIsMissingChangesNoVerdict() {
    Answers answers = answers(503);
    Recorded recorded = given(answers);

    assertThatCode(() ->
            evidence("missing-" + bucket, AwsAccounts.TOOLS)
                .keep(recorded, GATE, turn(NOW, recorded, answers)))
        .doesNotThrowAnyException();
    assertThat(new DynamoDbVerdicts(dynamo(), table).of(hook.id())).contains(recorded);
  }
}
