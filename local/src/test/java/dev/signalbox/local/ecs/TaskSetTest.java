package dev.signalbox.local.ecs;

import static dev.signalbox.local.ecs.EcsScene.PLACE;
import static dev.signalbox.local.ecs.EcsScene.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.local.api.AwsError;
import dev.signalbox.local.api.TaskSets;
import dev.signalbox.local.api.TaskSets.Balanced;
import dev.signalbox.local.api.TaskSets.ServiceState;
import dev.signalbox.local.api.TaskSets.TaskSet;
import dev.signalbox.local.api.TaskSets.Wish;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.services.ecs.model.DeploymentControllerType;
import software.amazon.awssdk.services.ecs.model.DesiredStatus;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.ecs.model.StabilityStatus;

/** Task sets, as CodeDeploy handles them. */
@Timeout(120)
class TaskSetTest {
  private final EcsScene scene = new EcsScene(20);
  private final TaskSets sets = scene.taskSets();
  private final String blue = scene.balancers.group("blue");
  private final String green = scene.balancers.group("green");

  @BeforeEach
  void open() {
    scene.cluster();
  }

  @AfterEach
  void close() {
    scene.close();
  }

  private Service codeDeployed(String command) {
    return scene.service(
        scene.definition(command),
        it ->
            it.deploymentController(c -> c.type(DeploymentControllerType.CODE_DEPLOY))
                .loadBalancers(EcsScene.balanced(blue)));
  }

  private TaskSet replacement(String command) {
    return sets.create(
        PLACE,
        "shop",
        "web",
        new Wish(
            scene.definition(command),
            List.of(new Balanced(green, "web", 80)),
            "d-1",
            "CODE_DEPLOY",
            100));
  }

  private ServiceState state() {
    return sets.service(PLACE, "shop", "web");
  }

  private TaskSet now(TaskSet set) {
    return sets.taskSet(PLACE, "shop", "web", set.id());
  }

  @Test
  void aServiceForCodeDeployBeginsWithAPrimaryTaskSet() {
    Service created = codeDeployed("sleep 1000");
    assertThat(created.deployments()).isEmpty();
    assertThat(created.taskSets()).hasSize(1);
    assertThat(created.taskSets().getFirst().status()).isEqualTo("PRIMARY");
    eventually(() -> state().primary().orElseThrow().steady());
    assertThat(scene.balancers.targets(blue)).hasSize(1);
    assertThat(scene.described().taskSets().getFirst().stabilityStatus())
        .isEqualTo(StabilityStatus.STEADY_STATE);
  }

  @Test
  void aNewPrimaryIsWhatTheServiceIsAndTheOldOneCanGo() {
    codeDeployed("sleep 1000");
    eventually(() -> state().primary().orElseThrow().steady());
    TaskSet old = state().primary().orElseThrow();
    TaskSet next = replacement("sleep 1001");
    eventually(() -> now(next).steady());
    assertThat(now(next).externalId()).isEqualTo("d-1");
    assertThat(scene.balancers.targets(green)).hasSize(1);
    sets.makePrimary(PLACE, "shop", "web", next.id());
    assertThat(now(old).status()).isEqualTo("ACTIVE");
    assertThat(scene.described().taskDefinition()).isEqualTo(next.taskDefinition());
    assertThat(scene.described().loadBalancers()).containsExactly(EcsScene.balanced(green));
    sets.delete(PLACE, "shop", "web", old.id());
    eventually(() -> state().taskSets().size() == 1);
    assertThat(scene.balancers.targets(blue)).isEmpty();
    sets.delete(PLACE, "shop", "web", old.id());
  }

  @Test
  void thePrimaryTaskSetCannotBeDeleted() {
    codeDeployed("sleep 1000");
    String primary = state().primary().orElseThrow().id();
    assertThatThrownBy(() -> sets.delete(PLACE, "shop", "web", primary))
        .isInstanceOfSatisfying(
            AwsError.class, it -> assertThat(it.code()).isEqualTo("InvalidParameterException"));
  }

  /** Scenario 32. */
  @Test
  void aTaskSetWhoseTasksCrashIsSteadyAndStabilizingByTurns() {
    codeDeployed("sleep 1000");
    TaskSet crashing = replacement("sleep 1.5; exit 1");
    List<Boolean> seen = new CopyOnWriteArrayList<>(List.of(false));
    eventually(() -> {
      boolean steady = now(crashing).steady();
      if (seen.getLast() != steady) {
        seen.add(steady);
      }
      return seen.size() >= 4;
    });
    assertThat(seen).startsWith(false, true, false, true);
    assertThat(now(crashing).steadySince()).isAfter(crashing.createdAt());
    assertThat(scene.tasks(DesiredStatus.STOPPED))
        .anyMatch(it -> it.startedBy().equals(crashing.id()));
  }

  @Test
  void aTaskSetIsNotSteadyBeforeItsTargetsAreHealthy() {
    scene.balancers.finding =
        target ->
            new dev.signalbox.local.api.LoadBalancers.Health(
                "initial",
                java.util.Optional.of("Elb.RegistrationInProgress"),
                java.util.Optional.empty());
    codeDeployed("sleep 1000");
    eventually(() -> state().primary().orElseThrow().running() == 1);
    assertThat(state().primary().orElseThrow().steady()).isFalse();
    scene.balancers.finding = target -> BalancersInMemory.HEALTHY;
    eventually(() -> state().primary().orElseThrow().steady());
  }

  @Test
  void aTaskWhoseTargetIsUnhealthyIsReplaced() {
    codeDeployed("sleep 1000");
    eventually(() -> state().primary().orElseThrow().steady());
    var sick = scene.balancers.targets(blue).getFirst();
    scene.balancers.finding =
        target -> target.equals(sick) ? BalancersInMemory.UNHEALTHY : BalancersInMemory.HEALTHY;
    eventually(() ->
        !scene.balancers.targets(blue).contains(sick) && state().primary().orElseThrow().steady());
    assertThat(scene.described().events())
        .anyMatch(it -> it.message().contains("failed ELB health checks in (target-group " + blue));
  }

  @Test
  void theScaleOfATaskSetIsAShareOfTheServiceRoundedUp() {
    codeDeployed("sleep 1000");
    TaskSet next = replacement("sleep 1001");
    assertThat(sets.scale(PLACE, "shop", "web", next.id(), 0).desired()).isZero();
    scene.update(it -> it.desiredCount(3));
    assertThat(sets.scale(PLACE, "shop", "web", next.id(), 50).desired()).isEqualTo(2);
    eventually(() -> now(next).steady() && now(next).running() == 2);
    assertThat(state().primary().orElseThrow().desired()).isEqualTo(3);
  }

  @Test
  void whatCodeDeployDeploysNobodyElseUpdates() {
    codeDeployed("sleep 1000");
    String other = scene.definition("sleep 1001");
    assertThatThrownBy(() -> scene.update(it -> it.taskDefinition(other)))
        .hasMessageContaining("CODE_DEPLOY");
  }

  @Test
  void aContainerThatTheTaskDefinitionDoesNotHaveCannotBeReached() {
    codeDeployed("sleep 1000");
    String definition = scene.definition("sleep 1001");
    assertThatThrownBy(() ->
            sets.create(
                PLACE,
                "shop",
                "web",
                new Wish(definition, List.of(new Balanced(green, "api", 80)), "d", "", 100)))
        .hasMessageContaining("The container api does not exist in the task definition.");
    assertThatThrownBy(() ->
            sets.create(
                PLACE,
                "shop",
                "web",
                new Wish(definition, List.of(new Balanced(green, "web", 8080)), "d", "", 100)))
        .hasMessageContaining("did not have a container port 8080 defined");
  }
}
