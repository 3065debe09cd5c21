package dev.signalbox.local.codedeploy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.local.api.Aliases.Route;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.codedeploy.model.DeploymentCreator;
import software.amazon.awssdk.services.codedeploy.model.LifecycleEvent;

class FunctionDeploymentTest {
  private Yard yard;

  @BeforeEach
  void open(@TempDir Path directory) {
    yard = new Yard(directory, new FakeRevisions());
    yard.functionGroup(
        it -> it.deploymentConfigName("CodeDeployDefault.LambdaCanary10Percent5Minutes"));
  }

  @AfterEach
  void close() {
    yard.close();
  }

  private String deploy(String hooks) {
    return deployed(Yard.functionSpec(hooks));
  }

  private String deployed(String appSpec) {
    return yard.deploy(it ->
        it.applicationName("shop-function")
            .deploymentGroupName("live")
            .revision(Yard.content(appSpec)));
  }

  @Test
  void theAliasIsLedToTheNewVersionInTwoSteps() {
    String id = deploy("");
    assertThat(yard.aliases.route).isEqualTo(new Route("1", Map.of("2", 0.1)));

    yard.pass(5);

    assertThat(yard.aliases.route).isEqualTo(new Route("2", Map.of()));
    assertThat(yard.deployment(id).statusAsString()).isEqualTo("Succeeded");
  }

  @Test
  void onlyTheEventsOfFunctionsAreShown() {
    String id = deploy("{\"BeforeAllowTraffic\": \"check\"}");

    var target = yard.target(id).lambdaTarget();

    assertThat(target.lifecycleEvents())
        .extracting(LifecycleEvent::lifecycleEventName, LifecycleEvent::statusAsString)
        .containsExactly(
            org.assertj.core.api.Assertions.tuple("BeforeAllowTraffic", "InProgress"),
            org.assertj.core.api.Assertions.tuple("AllowTraffic", "Pending"),
            org.assertj.core.api.Assertions.tuple("AfterAllowTraffic", "Pending"));
    assertThat(target.lambdaFunctionInfo().currentVersion()).isEqualTo("1");
    assertThat(target.lambdaFunctionInfo().targetVersion()).isEqualTo("2");
    assertThat(target.lambdaFunctionInfo().targetVersionWeight()).isZero();
  }

  @Test
  void aVersionThatItsHookRefusesGetsNoTraffic() {
    String id = deploy("{\"BeforeAllowTraffic\": \"check\"}");

    yard.answer(id, "Failed");

    assertThat(yard.deployment(id).statusAsString()).isEqualTo("Failed");
    assertThat(yard.aliases.route).isEqualTo(new Route("1", Map.of()));
  }

  @Test
  void aVersionThatItsLastHookRefusesIsRolledBack() {
    String id = deploy("{\"AfterAllowTraffic\": \"check\"}");
    yard.pass(5);
    assertThat(yard.aliases.route.version()).isEqualTo("2");

    yard.answer(id, "Failed");

    assertThat(yard.aliases.route).isEqualTo(new Route("1", Map.of()));
    var rollback = yard.deployment(yard.deployment(id).rollbackInfo().rollbackDeploymentId());
    assertThat(rollback.creator()).isEqualTo(DeploymentCreator.CODE_DEPLOY_ROLLBACK);
    assertThat(rollback.statusAsString()).isEqualTo("Succeeded");
  }

  @Test
  void aVersionThatIsNotThereFailsTheDeploymentAndTheAliasStays() {
    String id =
        deployed(Yard.functionSpec("").replace("\"TargetVersion\": \"2\"", "\"TargetVersion\": 3"));

    assertThat(yard.deployment(id).errorInformation().codeAsString())
        .isEqualTo("INVALID_LAMBDA_FUNCTION");
    assertThat(yard.target(id).lambdaTarget().lastUpdatedAt())
        .isEqualTo(yard.deployment(id).startTime());
    assertThat(yard.aliases.route).isEqualTo(new Route("1", Map.of()));
  }

  @Test
  void anAliasThatLeadsElsewhereIsNotTouched() {
    yard.aliases.route = new Route("2", Map.of());

    String id = deploy("");

    assertThat(yard.deployment(id).errorInformation().codeAsString())
        .isEqualTo("INVALID_LAMBDA_CONFIGURATION");
    assertThat(yard.deployment(id).rollbackInfo()).isNull();
    assertThat(yard.aliases.route).isEqualTo(new Route("2", Map.of()));
  }
}
