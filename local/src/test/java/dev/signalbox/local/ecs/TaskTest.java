package dev.signalbox.local.ecs;

import static dev.signalbox.local.ecs.EcsScene.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.local.api.LoadBalancers.Target;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.ContainerDependency;
import software.amazon.awssdk.services.ecs.model.DesiredStatus;
import software.amazon.awssdk.services.ecs.model.HealthStatus;
import software.amazon.awssdk.services.ecs.model.KeyValuePair;
import software.amazon.awssdk.services.ecs.model.LogDriver;
import software.amazon.awssdk.services.ecs.model.Secret;
import software.amazon.awssdk.services.ecs.model.StopTaskRequest;
import software.amazon.awssdk.services.ecs.model.StopTaskResponse;
import software.amazon.awssdk.services.ecs.model.Task;

/** Tasks as processes: what they see, what they print and how they end. */
@Timeout(120)
class TaskTest {
  private final EcsScene scene = new EcsScene(20);

  @BeforeEach
  void open() {
    scene.cluster();
  }

  @AfterEach
  void close() {
    scene.close();
  }

  private static void logged(ContainerDefinition.Builder container) {
    container.logConfiguration(it ->
        it.logDriver(LogDriver.AWSLOGS)
            .options(java.util.Map.of("awslogs-group", "/shop", "awslogs-stream-prefix", "tasks")));
  }

  private static Secret secret(String variable, String from) {
    return Secret.builder().name(variable).valueFrom(from).build();
  }

  private void stop(Task task) {
    scene.calls.call(
        "StopTask",
        StopTaskRequest.builder().cluster("shop").task(task.taskArn()).reason("enough").build(),
        StopTaskResponse.class);
  }

  private boolean runs(Task task) {
    return scene.task(task.taskArn()).lastStatus().equals("RUNNING");
  }

  @Test
  void aTaskIsAProcessThatSeesTheVariablesOfItsDefinition() {
    Task task =
        scene.run(
            scene.definition(
                "echo \"$COLOUR $GREETING on $HOST:$PORT, $SECRET\"; pwd",
                it -> {
                  logged(it);
                  it.environment(
                      KeyValuePair.builder()
                          .name("GREETING")
                          .value("h\u00e9llo\n\"$(reboot)\"")
                          .build());
                  it.secrets(secret("SECRET", "/db/password"));
                }));
    Task ended = scene.ended(task);
    String port = ended.containers().getFirst().networkBindings().getFirst().hostPort().toString();
    String id = task.taskArn().substring(task.taskArn().lastIndexOf('/') + 1);
    assertThat(scene.logged)
        .startsWith(
            "/shop|tasks/web/" + id + "|blue h\u00e9llo",
            "/shop|tasks/web/"
                + id
                + "|\"$(reboot)\" on 127.0.0.1:"
                + port
                + ", parameter /db/password");
    assertThat(scene.logged.getLast()).endsWith("/web/app");
  }

  @Test
  void aTaskWhoseEssentialContainerEndsHasEndedWithThatContainersStatus() {
    Task ended = scene.ended(scene.run(scene.definition("exit 7")));
    assertThat(ended.stopCodeAsString()).isEqualTo("EssentialContainerExited");
    assertThat(ended.stoppedReason()).isEqualTo("Essential container in task exited");
    assertThat(ended.containers().getFirst().exitCode()).isEqualTo(7);
  }

  @Test
  void anImageOfJavaAloneRunsOnThisMachinesJava() {
    scene.ended(
        scene.run(
            scene.definition(
                "java -XshowSettings:properties -version 2>&1 | grep 'java.home ='",
                it -> {
                  logged(it);
                  it.image("public.ecr.aws/docker/library/eclipse-temurin:25");
                })));
    assertThat(scene.logged.getLast()).endsWith(" = " + System.getProperty("java.home"));
  }

  @Test
  void anImageThatIsNowhereCannotBePulled() {
    Task ended =
        scene.ended(scene.run(scene.definition("true", it -> it.image("docker.io/library/nginx"))));
    assertThat(ended.stopCodeAsString()).isEqualTo("TaskFailedToStart");
    assertThat(ended.stoppedReason())
        .startsWith("CannotPullContainerError:")
        .contains("docker.io/library/nginx");
  }

  @Test
  void aCommandThatIsNowhereCannotBeStarted() {
    Task ended =
        scene.ended(scene.run(scene.definition("", it -> it.command("no-such-program", "x"))));
    assertThat(ended.stoppedReason())
        .startsWith("CannotStartContainerError:")
        .contains("\"no-such-program\": executable file not found in $PATH");
  }

  @Test
  void aVariableThatNoProcessCanHaveLetsNoTaskStart() {
    Task ended =
        scene.ended(
            scene.run(
                scene.definition(
                    "sleep 1000",
                    it -> it.environment(KeyValuePair.builder().name("A=B").value("x").build()))));
    assertThat(ended.stopCodeAsString()).isEqualTo("TaskFailedToStart");
    assertThat(ended.stoppedReason()).contains("CannotStartContainerError");
  }

  @Test
  void aSecretThatIsNowhereLetsNoTaskStart() {
    Task ended =
        scene.ended(scene.run(scene.definition("true", it -> it.secrets(secret("X", "/missing")))));
    assertThat(ended.stoppedReason())
        .startsWith("ResourceInitializationError:")
        .contains("/missing");
  }

  @Test
  void withoutACommandOfItsOwnATaskRunsTheImages() {
    Task task =
        scene.run(
            scene.definition(
                "",
                it -> {
                  it.command(java.util.List.of());
                  logged(it);
                }));
    eventually(() -> scene.logged.stream().anyMatch(it -> it.endsWith("|the image says blue")));
    stop(task);
    scene.ended(task);
  }

  @Test
  void aProgramOfTheImageComesBeforeThisMachines() {
    scene.ended(
        scene.run(
            scene.definition(
                "",
                it -> {
                  it.entryPoint("/app/program").command("a b", "c");
                  logged(it);
                })));
    assertThat(scene.logged.getFirst()).endsWith("|called with a b c");
  }

  @Test
  void whoeverDoesNotEndWhenAskedToIsKilledWithAllItStarted() {
    Task task =
        scene.run(
            scene.definition(
                "trap 'echo asked' TERM; (trap '' TERM; sleep 1000) & echo up; while true; do sleep"
                    + " 0.1; done",
                it -> {
                  logged(it);
                  it.stopTimeout(2);
                }));
    eventually(() -> scene.logged.stream().anyMatch(it -> it.endsWith("|up")));
    stop(task);
    Task ended = scene.ended(task);
    assertThat(scene.logged).anyMatch(it -> it.endsWith("|asked"));
    assertThat(ended.stopCodeAsString()).isEqualTo("UserInitiated");
    assertThat(ended.stoppedReason()).isEqualTo("enough");
    assertThat(ended.containers().getFirst().exitCode()).isEqualTo(137);
  }

  @Test
  void theContainersHealthCheckSaysHowTheTaskFeels() {
    Task task =
        scene.run(
            scene.definition(
                "sleep 1000",
                it ->
                    it.healthCheck(h ->
                        h.command("CMD-SHELL", "test -e sick && exit 1; true")
                            .interval(5)
                            .retries(2))));
    eventually(() -> scene.task(task.taskArn()).healthStatus() == HealthStatus.HEALTHY);
    assertThat(runs(task)).isTrue();
  }

  @Test
  void aContainerWaitsForThoseItDependsOn() {
    ContainerDefinition.Builder first =
        ContainerDefinition.builder()
            .name("migrate")
            .image(EcsScene.IMAGE)
            .essential(false)
            .command("sh", "-c", "sleep 0.3; echo migrated");
    logged(first);
    ContainerDefinition.Builder second =
        ContainerDefinition.builder()
            .name("web")
            .image(EcsScene.IMAGE)
            .command("sh", "-c", "echo served")
            .dependsOn(
                ContainerDependency.builder()
                    .containerName("migrate")
                    .condition("SUCCESS")
                    .build());
    logged(second);
    scene.ended(scene.run(scene.register(second.build(), first.build())));
    assertThat(scene.logged).hasSize(2);
    assertThat(scene.logged.getFirst()).endsWith("|migrated");
  }

  @Test
  void aServicesTaskEndsOnlyWhenNothingIsUnderWayToItAnyMore() {
    String group = scene.balancers.group("blue");
    scene.service(scene.definition("sleep 1000"), it -> it.loadBalancers(EcsScene.balanced(group)));
    eventually(() -> scene.described().runningCount() == 1);
    Task task = scene.tasks(DesiredStatus.RUNNING).getFirst();
    Target target = scene.balancers.targets(group).getFirst();
    assertThat(target.port())
        .isEqualTo(task.containers().getFirst().networkBindings().getFirst().hostPort());
    scene.balancers.draining = true;
    stop(task);
    eventually(() -> scene.task(task.taskArn()).lastStatus().equals("DEACTIVATING"));
    eventually(() -> !scene.balancers.targets(group).contains(target));
    assertThat(scene.task(task.taskArn()).containers().getFirst().lastStatus())
        .isEqualTo("RUNNING");
    scene.balancers.drained();
    scene.ended(task);
  }
}
