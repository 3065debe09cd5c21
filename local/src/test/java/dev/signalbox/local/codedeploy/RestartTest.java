package dev.signalbox.local.codedeploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RestartTest {
  private Yard yard;

  @BeforeEach
  void open(@TempDir Path directory) {
    yard = new Yard(directory, new FakeRevisions());
    yard.group(it -> it.deploymentConfigName("CodeDeployDefault.ECSCanary10Percent5Minutes"));
  }

  @AfterEach
  void close() {
    yard.close();
  }

  @Test
  void aHookIsNotAskedAgainAndItsAnswerStillCounts() {
    String id = yard.deploy("{\"AfterInstall\": \"check\"}");

    yard.restart();
    assertThat(yard.hooks.asked).hasSize(1);
    yard.answer(id, "Succeeded");

    assertThat(yard.green()).isEqualTo(10);
  }

  @Test
  void aHookHasItsHourFromWhenItWasAsked() {
    String id = yard.deploy("{\"AfterInstall\": \"check\"}");
    yard.pass(50);

    yard.restart();
    yard.pass(11);

    assertThat(yard.deployment(id).statusAsString()).isEqualTo("Failed");
  }

  @Test
  void theTaskSetThatWasBeingMadeIsGoneOnWithAndNotMadeTwice() {
    yard.taskSets.steadyAtOnce = false;
    String id = yard.deploy("");

    yard.restart();
    yard.taskSets.becomeSteady();
    yard.pass(1);

    assertThat(yard.taskSets.running()).containsExactly("shop:1", "shop:2");
    assertThat(yard.status(id, "Install")).isEqualTo("Succeeded");
  }

  @Test
  void aCanaryGoesOnAndItsTimeIsNotCountedAgain() {
    yard.deploy("");
    yard.pass(4);

    yard.restart();
    assertThat(yard.green()).isEqualTo(10);
    yard.pass(2);

    assertThat(yard.green()).isEqualTo(100);
  }
}
