package dev.signalbox.local.ecs;

import static dev.signalbox.local.ecs.EcsScene.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.local.api.MemoryStore;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.services.ecs.model.DeploymentRolloutState;
import software.amazon.awssdk.services.ecs.model.DesiredStatus;
import software.amazon.awssdk.services.ecs.model.Task;

/** Deployments that replace a service's tasks a few at a time. */
@Timeout(120)
class RollingTest {
  private final MemoryStore store = new MemoryStore();
  private EcsScene scene = new EcsScene(store, 20);
  private final String group = scene.balancers.group("web");

  @BeforeEach
  void open() {
    scene.cluster();
  }

  @AfterEach
  void close() {
    scene.close();
  }

  private void service(int count) {
    scene.service(
        scene.definition("sleep 1000"),
        it ->
            it.desiredCount(count)
                .loadBalancers(EcsScene.balanced(group))
                .deploymentConfiguration(
                    c -> c.deploymentCircuitBreaker(b -> b.enable(true).rollback(true))));
    eventually(this::isSettled);
  }

  private boolean isSettled() {
    var deployments = scene.described().deployments();
    return deployments.size() == 1
        && deployments.getFirst().rolloutState() == DeploymentRolloutState.COMPLETED;
  }

  private String status(String deployment) {
    return scene.deployment(deployment).path("status").asText();
  }

  @Test
  void neverFewerTasksAreInServiceThanWished() {
    service(3);
    AtomicInteger fewest = new AtomicInteger(3);
    String next = scene.definition("sleep 1001");
    scene.update(it -> it.taskDefinition(next));
    eventually(() -> {
      fewest.accumulateAndGet(scene.balancers.targets(group).size(), Math::min);
      return isSettled();
    });
    assertThat(fewest).hasValue(3);
    assertThat(scene.tasks(DesiredStatus.RUNNING))
        .hasSize(3)
        .extracting(Task::taskDefinitionArn)
        .containsOnly(next);
    assertThat(status(scene.described().currentServiceDeployment())).isEqualTo("SUCCESSFUL");
    assertThat(scene.events)
        .anyMatch(it -> it.path("eventName").asText().equals("SERVICE_DEPLOYMENT_COMPLETED"));
  }

  @Test
  void aRevisionThatDoesNotStartIsRolledBackAndTheOldTasksServeOn() {
    service(1);
    String before = scene.described().taskDefinition();
    String broken = scene.definition("", it -> it.image("nowhere/at/all"));
    scene.update(it -> it.taskDefinition(broken));
    String deployment = scene.described().currentServiceDeployment();
    eventually(() -> status(deployment).equals("ROLLBACK_SUCCESSFUL"));
    assertThat(scene.described().taskDefinition()).isEqualTo(before);
    assertThat(scene.balancers.targets(group)).hasSize(1);
  }

  @Test
  void aServiceOfNoTasksHasNone() {
    service(2);
    scene.update(it -> it.desiredCount(0));
    eventually(() -> scene.tasks(DesiredStatus.RUNNING).isEmpty());
    eventually(() -> scene.balancers.targets(group).isEmpty());
    assertThat(scene.described().desiredCount()).isZero();
  }

  @Test
  void aServiceRunsAgainAfterAStop() {
    service(1);
    String definition = scene.described().taskDefinition();
    Task before = scene.tasks(DesiredStatus.RUNNING).getFirst();
    scene.close();
    scene = new EcsScene(store, 20);
    scene.balancers.group("web");
    eventually(() -> scene.described().runningCount() == 1);
    assertThat(scene.described().taskDefinition()).isEqualTo(definition);
    assertThat(scene.task(before.taskArn()).stoppedReason())
        .isEqualTo("signalbox local was stopped");
  }
}
