package dev.signalbox.local.elb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.signalbox.local.LocalOptions;
import dev.signalbox.local.LocalServer;
import dev.signalbox.local.api.LoadBalancers.Target;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroupAttribute;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetHealthReasonEnum;

class HealthTest {
  @RegisterExtension
  static final LocalServer LOCAL = new LocalServer(LocalOptions.defaults().withTimeScale(20));

  private final Grid grid = new Grid(LOCAL);
  private final Backend backend = grid.backend("shop");

  @AfterEach
  void close() {
    grid.close();
  }

  private String used(String group) {
    return grid.listener(grid.balancer(), Grid.forward(Map.of(group, 1)));
  }

  private TargetHealthReasonEnum reason(String group) {
    return grid.health(group, backend.target()).reason();
  }

  @Test
  void aTargetOfAGroupNobodyForwardsToIsUnusedAndNotHealthy() {
    String group = grid.groupOf(backend);
    assertThat(grid.health(group, backend.target()).stateAsString()).isEqualTo("unused");
    assertThat(reason(group)).isEqualTo(TargetHealthReasonEnum.TARGET_NOT_IN_USE);
    used(group);
    grid.awaitHealth(group, backend.target(), "healthy");
  }

  @Test
  void aGroupWithWeightZeroIsCheckedAllTheSame() {
    String group = grid.groupOf(backend);
    grid.listener(grid.balancer(), Grid.forward(Map.of(group, 0, grid.group(), 1)));
    grid.awaitHealth(group, backend.target(), "healthy");
  }

  @Test
  void aTargetThatWasNeverRegisteredIsUnused() {
    String group = grid.group();
    var health = grid.health(group, new Target("127.0.0.1", 1));
    assertThat(health.stateAsString()).isEqualTo("unused");
    assertThat(health.reason()).isEqualTo(TargetHealthReasonEnum.TARGET_NOT_REGISTERED);
    assertThat(
            grid.elb
                .describeTargetHealth(it -> it.targetGroupArn(group))
                .targetHealthDescriptions())
        .isEmpty();
  }

  @Test
  void aTargetThatTurnsBadAndGoodAgainFlapsWithTheThresholds() {
    String group = grid.groupOf(backend);
    used(group);
    grid.awaitHealth(group, backend.target(), "healthy");
    backend.health = 503;
    grid.awaitHealth(group, backend.target(), "unhealthy");
    assertThat(reason(group)).isEqualTo(TargetHealthReasonEnum.TARGET_RESPONSE_CODE_MISMATCH);
    assertThat(grid.health(group, backend.target()).description())
        .isEqualTo("Health checks failed with these codes: [503]");
    backend.health = 200;
    grid.awaitHealth(group, backend.target(), "healthy");
  }

  @Test
  void aTargetThatNeverAnswersIsUnhealthyAndNotInitialForever() {
    String group = grid.groupOf(backend);
    backend.close();
    used(group);
    grid.awaitHealth(group, backend.target(), "unhealthy");
    assertThat(reason(group)).isEqualTo(TargetHealthReasonEnum.TARGET_FAILED_HEALTH_CHECKS);
  }

  @Test
  void aHealthyTargetGetsTheRequestsOfAnUnhealthyOne() {
    Backend bad = grid.backend("bad");
    bad.health = 500;
    String group = grid.groupOf(backend);
    grid.register(group, bad.target());
    String listener = used(group);
    grid.awaitHealth(group, bad.target(), "unhealthy");
    grid.awaitHealth(group, backend.target(), "healthy");
    for (int i = 0; i < 20; i++) {
      assertThat(grid.get(grid.url(listener, "/")).body()).isEqualTo("shop");
    }
  }

  @Test
  void aRequestUnderWayEndsWhileItsTargetDrainsAndOnlyThenIsItDrained() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch end = new CountDownLatch(1);
    backend.serves(
        "/long",
        it -> {
          begun.countDown();
          await().atMost(Duration.ofSeconds(20)).until(() -> end.getCount() == 0);
          Backend.answer(it, 200, "done");
        });
    String group = grid.groupOf(backend);
    String listener = used(group);
    grid.awaitHealth(group, backend.target(), "healthy");
    var answer = CompletableFuture.supplyAsync(() -> grid.get(grid.url(listener, "/long")));
    begun.await();
    grid.deregister(group, backend.target());
    assertThat(grid.health(group, backend.target()).stateAsString()).isEqualTo("draining");
    assertThat(grid.get(grid.url(listener, "/")).statusCode()).isEqualTo(503);
    end.countDown();
    assertThat(answer.get().body()).isEqualTo("done");
  }

  @Test
  void aDrainedTargetIsUnusedOnceTheDelayIsOver() {
    String group = grid.groupOf(backend);
    grid.elb.modifyTargetGroupAttributes(it ->
        it.targetGroupArn(group)
            .attributes(
                TargetGroupAttribute.builder()
                    .key("deregistration_delay.timeout_seconds")
                    .value("10")
                    .build()));
    used(group);
    grid.deregister(group, backend.target());
    assertThat(grid.health(group, backend.target()).stateAsString()).isEqualTo("draining");
    grid.awaitHealth(group, backend.target(), "unused");
  }
}
