package dev.signalbox.aws.gate.check;

import dev.signalbox.aws.client.Connection;
import dev.signalbox.aws.client.ScriptedHttp;
import dev.signalbox.aws.web.Guard;
import dev.signalbox.core.gate.Check;
import dev.signalbox.core.gate.Finding;
import dev.signalbox.core.gate.Guarded;
import dev.signalbox.core.gate.Hook;
import dev.signalbox.core.gate.Moment;
import dev.signalbox.core.gate.Subject;
import dev.signalbox.core.gate.check.ApprovalsInMemory;
import dev.signalbox.core.gate.check.Judge;
import dev.signalbox.core.gate.check.Probe;
import dev.signalbox.core.release.AccountId;
import dev.signalbox.core.release.Region;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/** Checks over the real SDK and an AWS that says what a script says. */
record ScriptedAws(ScriptedHttp http) {
  static final Instant NOW = Instant.parse("2026-11-21T10:30:00Z");

  static Subject subject(Subject.Workload workload, Instant since) {
    return new Subject(
        new Hook.CodeDeploy("d-1", "e-1"),
        new AccountId("111111111111"),
        new Region("eu-west-1"),
        new Guarded.DeploymentGroup("shop", "prod"),
        Moment.AFTER_TEST_TRAFFIC,
        workload,
        Optional.empty(),
        Optional.of(new Subject.Version("ecs-svc/1", Optional.of("green"), Optional.empty())),
        Subject.Listeners.NONE,
        since,
        since.plusSeconds(3600));
  }

  /** What a check finds at one look. */
  Finding find(Probe probe, Subject subject) throws InterruptedException {
    var connection =
        new Connection(
            software.amazon.awssdk.regions.Region.EU_WEST_1,
            Optional.empty(),
            StaticCredentialsProvider.create(AwsBasicCredentials.create("id", "secret")),
            http);
    var instruments =
        new Instruments(
            new Services(connection),
            new Ways(true, Guard.Inside.NOTHING),
            new ApprovalsInMemory(),
            InstantSource.fixed(NOW),
            _ -> {});
    var check =
        new Check("it", probe, Check.Mode.REQUIRED, Duration.ofMinutes(5), Check.Inconclusive.FAIL);
    return Judge.judge(check, instruments.observe(probe, subject, NOW.plusSeconds(1)));
  }
}
