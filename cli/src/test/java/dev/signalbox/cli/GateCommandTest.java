package dev.signalbox.cli;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.aws.evidence.S3Evidence;
import dev.signalbox.aws.ledger.DynamoDbVerdicts;
import dev.signalbox.aws.ledger.EvidenceNotes;
import dev.signalbox.aws.ledger.PastTurns;
import dev.signalbox.core.evidence.Bundle;
import dev.signalbox.core.gate.Check;
import dev.signalbox.core.gate.Gate;
import dev.signalbox.core.gate.Guarded;
import dev.signalbox.core.gate.Hook;
import dev.signalbox.core.gate.Moment;
import dev.signalbox.core.gate.Passing;
import dev.signalbox.core.gate.PastTurn;
import dev.signalbox.core.gate.Recorded;
import dev.signalbox.core.gate.Subject;
import dev.signalbox.core.gate.Verdict;
import dev.signalbox.core.gate.Verdict.Outcome;
import dev.signalbox.core.gate.check.Answers;
import dev.signalbox.core.gate.check.Http;
import dev.signalbox.core.gate.check.Judge;
import dev.signalbox.core.release.AccountId;
import dev.signalbox.core.release.Region;
import dev.signalbox.definitions.json.RecordJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

class GateCommandTest {
  @RegisterExtension static final OnThisMachine AWS = new OnThisMachine();

  private final Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
  private static final Check CHECK =
      new Check(
          "health\u001b[31m",
          new Http("/health", 200),
          Check.Mode.REQUIRED,
          Duration.ofMinutes(5),
          Check.Inconclusive.FAIL);
  private static final Gate GATE =
      new Gate(
          "shop",
          new Guarded(
              new Guarded.DeploymentGroup("shop", "prod"), Set.of(Moment.AFTER_TEST_TRAFFIC)),
          List.of(CHECK),
          new Passing.All(),
          Duration.ofHours(1),
          false,
          Optional.empty());

  @TempDir private Path directory;
  private final String bucket = "evidence-" + UUID.randomUUID();
  private String table = "";

  @BeforeEach
  void aTableAndABucket() {
    table = AWS.table();
    s3().createBucket(it -> it.bucket(bucket));
  }

  private static S3Client s3() {
    return AWS.connection().client(S3Client.builder().forcePathStyle(true));
  }

  private Answers answers(int status) {
    var answered =
        new Answers.Answered(
            now,
            status,
            Duration.ofMillis(12),
            Map.of(),
            true,
            Map.of(),
            List.of(),
            Optional.empty());
    var toGreen = new Answers.Forwarding("green", Optional.empty(), Map.of("green", 100));
    return new Answers(List.of(answered), List.of(toGreen, toGreen));
  }

  private Hook judged(String deployment, int status) {
    return judged(new Hook.CodeDeploy(deployment, "eyJ"), status, now);
  }

  private Hook judged(Hook hook, int status, Instant at) {
    Answers answers = answers(status);
    Recorded recorded =
        new DynamoDbVerdicts(AWS.dynamo(), table)
            .give(
                new Recorded(
                    hook,
                    Optional.empty(),
                    Optional.of("shop"),
                    Optional.of("v1"),
                    Verdict.of(GATE, List.of(Judge.judge(CHECK, answers))),
                    at));
    new S3Evidence(
            GateCommandTest::s3,
            bucket,
            OnThisMachine.ACCOUNT,
            new EvidenceNotes(AWS.dynamo(), table),
            new PastTurns(AWS.dynamo(), table),
            "0.1.0")
        .keep(recorded, GATE, turn(recorded, answers));
    return hook;
  }

  private static PastTurn turn(Recorded recorded, Answers answers) {
    var subject =
        new Subject(
            recorded.hook(),
            new AccountId(OnThisMachine.ACCOUNT),
            new Region("eu-west-1"),
            GATE.on().place(),
            Moment.AFTER_TEST_TRAFFIC,
            new Subject.Service("main", "shop"),
            Optional.empty(),
            Optional.empty(),
            Subject.Listeners.NONE,
            recorded.at(),
            recorded.at().plusSeconds(3600));
    return new PastTurn(
        GATE.name(),
        "v1",
        subject,
        subject.deadline(),
        recorded.at(),
        recorded.at(),
        recorded.verdict(),
        Map.of(CHECK.name(), answers),
        Map.of());
  }

  private CommandRun gate(String command, Object... more) {
    return AWS.run(table, List.of("gate", command), more);
  }

  private Path fetched(String deployment) {
    Path file = directory.resolve("evidence.zip");
    CommandRun shown = gate("show", deployment, "--bundle", file);
    assertThat(shown.exit()).as(shown.err()).isZero();
    return file;
  }

  @Test
  void theVerdictOfABundleIsTheSameAgain() {
    judged("d-1", 503);

    CommandRun replayed = CommandRun.of("gate", "replay", fetched("d-1"));

    assertThat(replayed.exit()).as(replayed.err()).isZero();
    assertThat(replayed.out()).contains("FAIL", "status 503", "THE SAME verdict, to the byte");
  }

  @Test
  void aBundleOfWhichAByteWasChangedIsNotBelieved() throws IOException {
    judged("d-1", 503);
    Path file = fetched("d-1");
    Files.writeString(
        file,
        Files.readString(file, ISO_8859_1).replaceFirst("\"status\":503", "\"status\":200"),
        ISO_8859_1);

    CommandRun replayed = CommandRun.of("gate", "replay", file);

    assertThat(replayed.exit()).isEqualTo(1);
    assertThat(replayed.err()).contains("is not as a gate left it");
    assertThat(replayed.out()).doesNotContain("THE SAME");
  }

  @Test
  void aVerdictThatWasForgedTogetherWithItsManifestDoesNotFollowFromTheObservations()
      throws Exception {
    judged("d-1", 503);
    Path file = fetched("d-1");
    forge(file, "\"outcome\":\"FAIL\"", "\"outcome\":\"PASS\"");

    CommandRun replayed = CommandRun.of("gate", "replay", file);

    assertThat(replayed.exit()).isEqualTo(1);
    assertThat(replayed.out())
        .contains("NOT THE SAME: judged again it is FAIL")
        .doesNotContain("\u001b");
  }

  @Test
  void evidenceThatWasForgedThroughoutIsNotWhatTheLedgerKnows() throws Exception {
    judged("d-1", 503);
    Path file = fetched("d-1");
    assertThat(gate("replay", file, "--ledger").exit()).isZero();
    forge(file, "\"code\":\"0.1.0\"", "\"code\":\"0.1.1\"");
    assertThat(CommandRun.of("gate", "replay", file).exit()).isZero();
    CommandRun replayed = gate("replay", file, "--ledger");

    assertThat(replayed.exit()).isEqualTo(1);
    assertThat(replayed.out()).contains("the ledger knows another bundle for this hook");
  }

  /** Changes all files of a bundle, and writes a manifest that fits. */
  private static void forge(Path file, String from, String to) throws Exception {
    Bundle bundle = Bundle.read(Files.readAllBytes(file));
    Map<String, byte[]> files = new HashMap<>();
    for (String name : List.of("evidence.json", "verdict.json", "report.html")) {
      files.put(
          name,
          new String(bundle.file(name).orElseThrow(), UTF_8).replace(from, to).getBytes(UTF_8));
    }
    Files.write(file, Bundle.of(files).zip());
  }

  @Test
  void evidenceThatWasReplacedInTheBucketIsNotFetched() {
    Hook hook = judged("d-1", 503);
    judged("d-2", 200);
    byte[] other =
        s3().getObjectAsBytes(
                it -> it.bucket(bucket).key(S3Evidence.key(new Hook.CodeDeploy("d-2", "eyJ").id())))
            .asByteArray();
    s3().putObject(
            it -> it.bucket(bucket).key(S3Evidence.key(hook.id())), RequestBody.fromBytes(other));

    CommandRun shown = gate("show", "d-1", "--report", directory.resolve("report.html"));

    assertThat(shown.exit()).isEqualTo(1);
    assertThat(shown.err()).contains("not what the ledger knows of");
    assertThat(directory.resolve("report.html")).doesNotExist();
  }

  @Test
  void whatIsNoBundleIsToldSo() throws IOException {
    Path file = Files.writeString(directory.resolve("x.zip"), "PK\u0003\u0004 no");
    CommandRun replayed = CommandRun.of("gate", "replay", file);
    assertThat(replayed.exit()).isEqualTo(1);
    assertThat(replayed.err()).contains("is not as a gate left it");
    assertThat(CommandRun.of("gate", "replay", directory.resolve("none")).exit()).isEqualTo(2);

    record Other(int format) {}
    Files.write(file, Bundle.of(Map.of("evidence.json", RecordJson.write(new Other(9)))).zip());
    assertThat(CommandRun.of("gate", "replay", file).err()).contains("cannot be judged again");
  }

  @Test
  void theNewestVerdictsAreListedAndFound() {
    judged("d-1", 503);
    judged("d-2", 200);

    assertThat(gate("list").out()).contains("d-1", "d-2");
    assertThat(gate("list", "--outcome", "fail").out()).contains("d-1").doesNotContain("d-2");
    assertThat(gate("list", "--deployment", "d-2", "--json").out())
        .contains("\"outcome\":\"PASS\"")
        .doesNotContain("d-1");
    assertThat(gate("list", "--gate", "till").out()).contains("No gate has said so");
  }

  @Test
  void whatAForeignNameHoldsIsNotCarriedOutByTheTerminal() {
    judged("d-1", 503);
    assertThat(gate("show", "d-1").out())
        .contains("health\\u001b[31m")
        .doesNotContain("\u001b[31m");
  }

  /** Of several hooks the last one's evidence tells of those before, too. */
  @Test
  void ofSeveralHooksTheLastOnesEvidenceIsFetched() throws IOException {
    judged(new Hook.CodeDeploy("d-9", "first"), 200, now);
    judged(new Hook.CodeDeploy("d-9", "second"), 503, now.plusSeconds(60));
    Path report = directory.resolve("report.html");

    CommandRun shown = gate("show", "d-9", "--report", report);
    assertThat(shown.exit()).as(shown.err()).isZero();
    assertThat(shown.out()).contains("PASS", "FAIL");
    assertThat(report).content().contains("Failed", "status 503", "This deployment before");
  }

  @Test
  void thereMayBeNothingToTell() {
    CommandRun shown = gate("show", "d-7");
    assertThat(shown.exit()).isEqualTo(1);
    assertThat(shown.err()).contains("no gate has said anything to 'd-7'");
  }

  @Test
  void aVerdictWithoutEvidenceIsShown() {
    new DynamoDbVerdicts(AWS.dynamo(), table)
        .give(
            new Recorded(
                new Hook.CodeDeploy("d-3", "x"),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Verdict.plain(Outcome.FAIL, "No gate is declared"),
                now));
    assertThat(gate("show", "d-3").out()).contains("No gate is declared", "none kept");
  }
}
