package dev.signalbox.acceptance.adapters;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.signalbox.acceptance.AwsAccounts;
import dev.signalbox.aws.gate.check.Instruments;
import dev.signalbox.aws.gate.check.Services;
import dev.signalbox.aws.gate.check.Ways;
import dev.signalbox.aws.web.Guard;
import dev.signalbox.core.gate.Check;
import dev.signalbox.core.gate.Finding;
import dev.signalbox.core.gate.Finding.Result;
import dev.signalbox.core.gate.Guarded;
import dev.signalbox.core.gate.Hook;
import dev.signalbox.core.gate.Moment;
import dev.signalbox.core.gate.Subject;
import dev.signalbox.core.gate.check.ApprovalsInMemory;
import dev.signalbox.core.gate.check.ImageScan;
import dev.signalbox.core.gate.check.Judge;
import dev.signalbox.core.gate.check.LogErrors;
import dev.signalbox.core.gate.check.Probe;
import dev.signalbox.core.gate.check.Steady;
import dev.signalbox.core.gate.check.TasksStable;
import dev.signalbox.core.release.AccountId;
import dev.signalbox.core.release.Region;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.DeploymentControllerType;
import software.amazon.awssdk.services.ecs.model.LogConfiguration;
import software.amazon.awssdk.services.ecs.model.LogDriver;
import software.amazon.awssdk.services.ecs.model.ScaleUnit;
import software.amazon.awssdk.services.ecs.model.TaskSet;

/** The instruments that look at tasks, at real ones. */
class TaskInstrumentsTest {
  @RegisterExtension static final AwsAccounts AWS = new AwsAccounts();

  private static final String GROUP = "/ecs/web";

  private static EcsClient ecs() {
    return AWS.connection(AwsAccounts.TOOLS).client(EcsClient.builder());
  }

  private static Subject subject(String green, Instant since) {
    return new Subject(
        new Hook.CodeDeploy("d-ABCDEF123", "e-1"),
        new AccountId(AwsAccounts.TOOLS),
        new Region(AwsAccounts.REGION.id()),
        new Guarded.DeploymentGroup("shop", "prod"),
        Moment.AFTER_INSTALL,
        new Subject.Service("shop", "web"),
        Optional.empty(),
        Optional.of(new Subject.Version(green, Optional.empty(), Optional.empty())),
        Subject.Listeners.NONE,
        since,
        since.plusSeconds(3600));
  }

  private static Finding find(Probe probe, Subject subject) throws InterruptedException {
    var instruments =
        new Instruments(
            new Services(AWS.connection(AwsAccounts.TOOLS)),
            new Ways(true, Guard.Inside.NOTHING),
            new ApprovalsInMemory(),
            InstantSource.system(),
            Thread::sleep);
    var check =
        new Check("it", probe, Check.Mode.REQUIRED, Duration.ofMinutes(5), Check.Inconclusive.FAIL);
    return Judge.judge(
        check, instruments.observe(probe, subject, Instant.now().plus(Duration.ofSeconds(20))));
  }

  /** One task that says something once, and lives on. */
  private static TaskSet deployed() {
    AWS.connection(AwsAccounts.TOOLS)
        .client(CloudWatchLogsClient.builder())
        .createLogGroup(it -> it.logGroupName(GROUP));
    ecs().createCluster(it -> it.clusterName("shop"));
    ecs()
        .registerTaskDefinition(it ->
            it.family("web")
                .containerDefinitions(
                    ContainerDefinition.builder()
                        .name("web")
                        .image("public.ecr.aws/amazoncorretto/amazoncorretto:25")
                        .command("sh", "-c", "echo ERROR at the start; sleep 1000")
                        .logConfiguration(
                            LogConfiguration.builder()
                                .logDriver(LogDriver.AWSLOGS)
                                .options(
                                    Map.of(
                                        "awslogs-group",
                                        GROUP,
                                        "awslogs-region",
                                        AwsAccounts.REGION.id(),
                                        "awslogs-stream-prefix",
                                        "web"))
                                .build())
                        .build()));
    ecs()
        .createService(it ->
            it.cluster("shop")
                .serviceName("web")
                .desiredCount(1)
                .deploymentController(c -> c.type(DeploymentControllerType.EXTERNAL)));
    return ecs()
        .createTaskSet(it ->
            it.cluster("shop")
                .service("web")
                .taskDefinition("web")
                .scale(scale -> scale.unit(ScaleUnit.PERCENT).value(100.0)))
        .taskSet();
  }

  @Test
  void theTasksOfGreenAreLookedAtAndNoOthers() throws InterruptedException {
    // So that the log's window ends soon, and not before the task has begun.
    Instant since = Instant.now().minusSeconds(60);
    Subject green = subject(deployed().id(), since);
    var stable = new TasksStable(new Steady(2, Duration.ofMillis(200), Duration.ofMillis(200)));
    var log =
        new LogErrors(
            GROUP, Optional.empty(), "ERROR", 0, 1, Duration.ofSeconds(70), Duration.ofMillis(1));

    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(() -> assertThat(find(stable, green).toString()).contains("All tasks ran"));
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(
            () -> assertThat(find(log, green).toString()).contains("The log has 1 errors or more"));
    assertThat(find(new ImageScan(Map.of("CRITICAL", 0), false), green).reason())
        .contains("of container 'web': it is not in ECR");

    // Another task set's task says the same, and does not count.
    assertThat(find(log, subject("ecs-svc/other", since)).result()).isEqualTo(Result.INCONCLUSIVE);
  }
}
