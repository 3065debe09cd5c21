package dev.signalbox.aws.gate;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.aws.client.Connection;
import dev.signalbox.aws.client.ScriptedHttp;
import dev.signalbox.aws.client.ScriptedHttp.Reply;
import dev.signalbox.aws.json.Tree;
import dev.signalbox.core.Unavailable;
import dev.signalbox.core.gate.Check;
import dev.signalbox.core.gate.Check.Inconclusive;
import dev.signalbox.core.gate.Check.Mode;
import dev.signalbox.core.gate.Declared;
import dev.signalbox.core.gate.Evidence;
import dev.signalbox.core.gate.Examiner;
import dev.signalbox.core.gate.Examiner.Pace;
import dev.signalbox.core.gate.Gate;
import dev.signalbox.core.gate.Gatekeeper;
import dev.signalbox.core.gate.Gates;
import dev.signalbox.core.gate.Guarded;
import dev.signalbox.core.gate.Moment;
import dev.signalbox.core.gate.Passing;
import dev.signalbox.core.gate.PastTurn;
import dev.signalbox.core.gate.Recorded;
import dev.signalbox.core.gate.Subject;
import dev.signalbox.core.gate.VerdictsInMemory;
import dev.signalbox.core.gate.check.Http;
import dev.signalbox.core.gate.check.Instrument;
import dev.signalbox.core.gate.check.Observation;
import dev.signalbox.core.release.AccountId;
import dev.signalbox.core.release.Region;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.DescribeServiceDeploymentsRequest;
import software.amazon.awssdk.services.ecs.model.DescribeServiceDeploymentsResponse;
import software.amazon.awssdk.services.ecs.model.DescribeServiceRevisionsRequest;
import software.amazon.awssdk.services.ecs.model.DescribeServiceRevisionsResponse;
import software.amazon.awssdk.services.ecs.model.ServiceDeployment;

class StageDeskTest {
  private static final Path EVENTS = Path.of("../events/gate");
  private static final InstantSource CLOCK = InstantSource.system();
  private static final String SUCCEEDED = "{\"hookStatus\":\"SUCCEEDED\"}";
  private static final String FAILED = "{\"hookStatus\":\"FAILED\"}";
  private static final Instrument NOT_YET =
      (_, _, _) -> {
        throw new Unavailable("not yet");
      };
  private static final Instrument REFUSING =
      (_, _, _) -> new Observation.Unmeasured("access denied");

  private final VerdictsInMemory verdicts = new VerdictsInMemory();
  private final List<Recorded> kept = new ArrayList<>();
  private final List<PastTurn> remembered = new ArrayList<>();
  private final Evidence evidence =
      new Evidence() {
        @Override
        public void remember(PastTurn turn) {
          remembered.add(turn);
        }

        @Override
        public void keep(Recorded recorded, Gate gate, PastTurn last) {
          kept.add(recorded);
          remembered.add(last);
        }
      };
  private Duration budget = Duration.ofMinutes(30);
  private String status = "IN_PROGRESS";
  private EcsClient ecs = new Ecs();

  private final class Ecs implements EcsClient {
    @Override
    public DescribeServiceDeploymentsResponse describeServiceDeployments(
        DescribeServiceDeploymentsRequest request) {
      return DescribeServiceDeploymentsResponse.builder()
          .serviceDeployments(
              ServiceDeployment.builder()
                  .status(status)
                  .serviceArn("arn:aws:ecs:eu-west-1:111111111111:service/main/shop")
                  .targetServiceRevision(
                      r -> r.arn("arn:green").requestedProductionTrafficWeight(0.0))
                  .build())
          .build();
    }

    @Override
    public DescribeServiceRevisionsResponse describeServiceRevisions(
        DescribeServiceRevisionsRequest request) {
      return DescribeServiceRevisionsResponse.builder().build();
    }

    @Override
    public String serviceName() {
      return SERVICE_NAME;
    }

    @Override
    public void close() {}
  }

  private Declared declared() {
    Gate gate =
        new Gate(
            "shop",
            new Guarded(new Guarded.Service("main", "shop"), Set.of(Moment.values())),
            List.of(
                new Check(
                    "ok",
                    new Http("/", 200),
                    Mode.REQUIRED,
                    Duration.ofDays(1),
                    Inconclusive.FAIL)),
            new Passing.All(),
            budget,
            false,
            Optional.empty());
    return new Declared("v1", new Gates(List.of(gate)));
  }

  private String answer(byte[] event, Instrument instrument) {
    Instant end = CLOCK.instant().plusSeconds(60);
    return new StageDesk(
            new Gatekeeper(
                this::declared,
                verdicts,
                new Examiner(instrument, CLOCK, Pace.polled(StageDesk.AGAIN)),
                CLOCK),
            new StageDesk.Place(
                () -> ecs, new AccountId("111111111111"), new Region("eu-west-1"), "gate"),
            verdicts,
            evidence,
            CLOCK)
        .answer(((GateEvent.Staged) GateEvent.read(event)).call(), new Gatekeeper.Time(end, end));
  }

  private static byte[] event(String file) {
    try {
      return Files.readAllBytes(EVENTS.resolve(file + ".json"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The event as ECS sends it again, with what it was given to remember. */
  private static byte[] again(String file, String details, String execution) {
    return new String(event(file), UTF_8)
        .replace("f4fcae0f-9bec-41c6-ba87-0eaa0cef8af5", execution)
        .replaceFirst("\\{", "{\"hookDetails\": " + details.replace("$", "\\$") + ",")
        .getBytes(UTF_8);
  }

  private static String details(String answer) {
    return answer.substring(answer.indexOf("\"hookDetails\":") + 14, answer.length() - 1);
  }

  /** Scenario 20. */
  @ParameterizedTest
  @ValueSource(strings = {"ROLLBACK_REQUESTED", "ROLLBACK_IN_PROGRESS"})
  void aRollbackIsLetPassAtOnceAtEveryStage(String rollingBack) {
    status = rollingBack;

    assertThat(answer(event("ecs-during-traffic"), REFUSING)).isEqualTo(SUCCEEDED);
    assertThat(answer(event("ecs-stage-to-come"), REFUSING)).isEqualTo(SUCCEEDED);
    assertThat(kept).isEmpty();
  }

  @Test
  void weightsThatGoBackAreARollbackBeforeTheStatusSaysSo() {
    assertThat(answer(event("ecs-rolling-back"), REFUSING)).isEqualTo(SUCCEEDED);
  }

  /** Scenario 19. */
  @Test
  void noTrafficBeforeItShiftsIsNoRollback() {
    assertThat(answer(event("ecs-before-traffic"), REFUSING)).isEqualTo(FAILED);
  }

  /** Scenario 22. */
  @Test
  void whatIsNotKnownYetIsAskedAgainAndRememberedByEcs() {
    String first = answer(event("ecs-after-test-traffic"), NOT_YET);

    Tree later = Tree.read(first.getBytes(UTF_8));
    assertThat(later.need("hookStatus")).isEqualTo("IN_PROGRESS");
    assertThat(Integer.parseInt(later.need("callBackDelay"))).isBetween(1, 60);
    String second = answer(again("ecs-after-test-traffic", details(first), "another"), NOT_YET);
    assertThat(details(second)).isEqualTo(details(first));
    assertThat(answer(again("ecs-after-test-traffic", details(first), "another"), REFUSING))
        .isEqualTo(FAILED);
    assertThat(kept).hasSize(1);
    assertThat(kept.getFirst().subject()).map(Subject::since).isPresent();
    assertThat(remembered).hasSize(3);
    assertThat(remembered).extracting(PastTurn::hook).containsOnly(kept.getFirst().hook());
  }

  /** Scenario 23. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"signalbox\": {\"run\": \"forged\", \"hook\": \"00\", \"since\":"
            + " \"2026-01-01T00:00:00Z\"}}",
        "{\"signalbox\": {\"since\": \"2099-01-01T00:00:00Z\"}}",
        "{\"signalbox\": {\"since\": \"nonsense\"}}",
        "{\"signalbox\": \"SUCCEEDED\"}",
        "{\"hookStatus\": \"SUCCEEDED\"}",
        "[]",
        "null",
      })
  void whatComesBackDamagedOnlyBeginsAgainAndNeverPasses(String details) {
    String answer = answer(again("ecs-after-test-traffic", details, "x"), NOT_YET);

    assertThat(answer).contains("IN_PROGRESS", "\"run\":\"x\"");
  }

  /** B14: AWS's samples answer IN_PROGRESS to whatever is not 200, for a day. */
  @Test
  void b14AnAnswerThatIsWrongIsNotWaitedFor() {
    Instrument ill = (_, _, _) -> new Observation.Missing("status 503, not 200");

    assertThat(answer(event("ecs-after-test-traffic"), ill)).isEqualTo(FAILED);
  }

  /** Scenario 25, and B14: what waits for ever elsewhere has an end here. */
  @Test
  void b14AtTheEndOfTheTimeItFails() {
    budget = Duration.ofMillis(1);

    assertThat(answer(event("ecs-after-test-traffic"), NOT_YET)).isEqualTo(FAILED);
  }

  /** Scenario 25: on time-out ECS may go on, so that it must not come to that. */
  @ParameterizedTest(name = "{0} s left, action {1}")
  @CsvSource({"-5, CONTINUE", "0, ROLLBACK", "1, CONTINUE"})
  void whenEcsIsAboutToStopWaitingItFailsAndIsNotAskedAgain(int left, String action) {
    ecs = saying("gate:live", "IN_PROGRESS", left, action);
    Instrument late =
        (_, _, _) -> {
          new CountDownLatch(1).await();
          throw new Unavailable("not yet");
        };

    assertThat(answer(event("ecs-after-test-traffic"), late)).isEqualTo(FAILED);
  }

  @ParameterizedTest(name = "{0} is {1}")
  @CsvSource({"other, IN_PROGRESS", "gate-reporter, IN_PROGRESS", "gate, SUCCEEDED"})
  void whatEcsWaitsForElsewhereOrNoMoreDoesNotCount(String function, String hookStatus) {
    ecs = saying(function, hookStatus, 1, "CONTINUE");

    assertThat(answer(event("ecs-after-test-traffic"), NOT_YET)).contains("IN_PROGRESS");
  }

  @Test
  void whereThereIsTimeItIsUsed() {
    ecs = saying("gate", "IN_PROGRESS", 600, "CONTINUE");

    assertThat(answer(event("ecs-after-test-traffic"), NOT_YET)).contains("IN_PROGRESS");
    assertThat(remembered.getFirst().deadline()).isBefore(CLOCK.instant().plusSeconds(600));
  }

  /** ECS as it answers on the wire, with what the SDK's model of it does not know. */
  private static EcsClient saying(String function, String status, int left, String action) {
    String arn = "arn:aws:lambda:eu-west-1:111111111111:function:" + function;
    String deployment =
        """
        {"serviceDeployments": [{"status": "IN_PROGRESS",
          "serviceArn": "arn:aws:ecs:eu-west-1:111111111111:service/main/shop",
          "targetServiceRevision": {"arn": "arn:green", "requestedProductionTrafficWeight": 0.0},
          "lifecycleHookDetails": [
            {"hookId": "h-0", "targetType": "PAUSE", "status": "IN_PROGRESS", "expiresAt": 1.5},
            {"hookId": "h-1", "targetType": "AWS_LAMBDA", "targetArn": "%s", "status": "%s",
             "expiresAt": %d.25, "timeoutAction": "%s"}]}], "failures": []}
        """
            .formatted(arn, status, CLOCK.instant().plusSeconds(left).getEpochSecond(), action);
    return HookDeadlines.client(
        new Connection(
            software.amazon.awssdk.regions.Region.EU_WEST_1,
            Optional.empty(),
            StaticCredentialsProvider.create(AwsBasicCredentials.create("id", "secret")),
            new ScriptedHttp(call ->
                Reply.ok(
                    call.operation().equals("DescribeServiceDeployments")
                        ? deployment
                        : "{\"serviceRevisions\": []}"))));
  }

  /** Scenario 21. */
  @Test
  void everyStepOfALinearShiftIsAskedByItselfAndRememberedWithTheOthers() {
    Instrument well = (_, _, _) -> new Observation.Needless("nothing to see");
    for (int step = 1; step <= 10; step++) {
      byte[] shift =
          new String(event("ecs-during-traffic"), UTF_8)
              .replace("f4fcae0f-9bec-41c6-ba87-0eaa0cef8af5", "run-" + step)
              .replaceAll("(service-revision/[^\"]*)\": 100", "$1\": " + 10 * step)
              .getBytes(UTF_8);
      answer(shift, well);
    }

    assertThat(kept)
        .hasSize(10)
        .extracting(recorded -> recorded.hook().id())
        .doesNotHaveDuplicates();
    assertThat(remembered).hasSize(10);
    assertThat(remembered)
        .extracting(turn -> turn.hook().deployment())
        .containsOnly(kept.getFirst().hook().deployment());
  }

  /** Scenario 27. */
  @Test
  void aStageOfWhichNobodyHasHeardFailsAndSaysSo() {
    assertThat(answer(event("ecs-stage-to-come"), NOT_YET)).isEqualTo(FAILED);
  }

  /** Scenario 24. */
  @Test
  void whateverGoesWrongIsAnAnswer() {
    Instrument broken =
        (_, _, _) -> {
          throw new StackOverflowError();
        };

    assertThat(answer(event("ecs-after-test-traffic"), broken)).isEqualTo(FAILED);
  }

  @Test
  void aDeploymentThatIsOverIsNotLetPass() {
    status = "STOPPED";

    assertThat(answer(event("ecs-after-test-traffic"), REFUSING)).isEqualTo(FAILED);
    assertThat(kept).isEmpty();
  }
}
