package dev.signalbox.local.codedeploy.appspec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.local.api.AwsError;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AppSpecReaderTest {
  private static final String YAML =
      """
      version: 0.0
      Resources:
        - TargetService:
            Type: AWS::ECS::Service
            Properties:
              TaskDefinition: "shop:2"
              LoadBalancerInfo:
                ContainerName: "web"
                ContainerPort: 8080
              PlatformVersion: "LATEST"
      Hooks:
        - BeforeInstall: "CodeDeployHook_check"
        - AfterAllowTestTraffic: "arn:aws:lambda:eu-west-1:111111111111:function:CodeDeployHook_x"
      """;
  private static final String JSON =
      """
      {"version": 0.0, "Resources": [{"TargetService": {"Type": "AWS::ECS::Service",
        "Properties": {"TaskDefinition": "shop:2", "PlatformVersion": "LATEST",
          "LoadBalancerInfo": {"ContainerName": "web", "ContainerPort": 8080}}}}],
       "Hooks": [{"BeforeInstall": "CodeDeployHook_check"},
         {"AfterAllowTestTraffic":
            "arn:aws:lambda:eu-west-1:111111111111:function:CodeDeployHook_x"}]}
      """;

  @Test
  void yamlAndJsonSayTheSame() {
    AppSpec.Ecs expected =
        new AppSpec.Ecs(
            "shop:2",
            "web",
            8080,
            Optional.of("LATEST"),
            Map.of(
                "BeforeInstall",
                "CodeDeployHook_check",
                "AfterAllowTestTraffic",
                "arn:aws:lambda:eu-west-1:111111111111:function:CodeDeployHook_x"));

    assertThat(AppSpecReader.ecs(YAML)).isEqualTo(expected);
    assertThat(AppSpecReader.ecs(JSON)).isEqualTo(expected);
  }

  @Test
  void aLambdaFunctionsVersionsMayBeNumbersAndHooksSmall() {
    assertThat(
            AppSpecReader.lambda(
                """
                version: 0.0
                Resources:
                  - shop:
                      Type: AWS::Lambda::Function
                      Properties: {Name: shop, Alias: live, CurrentVersion: 1, TargetVersion: "2"}
                hooks:
                  - BeforeAllowTraffic: check
                """))
        .isEqualTo(
            new AppSpec.Lambda("shop", "live", "1", "2", Map.of("BeforeAllowTraffic", "check")));
  }

  @Test
  void aHookThatDoesNotExistIsRefusedAndNotDropped() {
    refused(YAML.replace("AfterAllowTestTraffic", "AfterAllowTestTrafic"), "AfterAllowTestTrafic");
  }

  @Test
  void aHookOfAnotherPlatformIsRefused() {
    refused(YAML.replace("AfterAllowTestTraffic", "ApplicationStop"), "ApplicationStop");
  }

  @Test
  void aHookThatIsNamedTwiceIsRefused() {
    refused(YAML.replace("AfterAllowTestTraffic", "BeforeInstall"), "twice");
  }

  @Test
  void aHookWithoutAFunctionIsRefused() {
    refused(YAML.replace("\"CodeDeployHook_check\"", "\"\""), "BeforeInstall");
  }

  @Test
  void aRevisionOfAnotherPlatformIsRefused() {
    assertThatThrownBy(() -> AppSpecReader.lambda(YAML)).hasMessageContaining("AWS::ECS::Service");
  }

  @Test
  void everyPropertyThatIsMissingIsNamed() {
    refused(YAML.replace("TaskDefinition", "TaskDef"), "TaskDefinition is missing");
    refused(YAML.replace("ContainerName", "Container"), "ContainerName is missing");
    refused(YAML.replace("ContainerPort: 8080", "ContainerPort: 0"), "ContainerPort");
    refused(YAML.replace("version: 0.0", "version: 1.0"), "version");
  }

  @ParameterizedTest(name = "not an AppSpec file: {0}")
  @ValueSource(
      strings = {
        "",
        "[]",
        "null",
        "version: 0.0",
        "{",
        "a: &a [*a]",
        "version: 0.0\nResources: {}",
        "version: 0.0\nResources: [{}]",
        "version: 0.0\nResources: [{a: {Type: AWS::ECS::Service}}]",
        "version: 0.0\nResources: [{a: 1}, {b: 2}]",
        "? [a]\n: b",
        "\u0000",
        "version: 0.0\nversion: 0.0"
      })
  void whatIsNoAppSpecFileIsRefused(String text) {
    assertThatThrownBy(() -> AppSpecReader.ecs(text))
        .isInstanceOfSatisfying(
            AwsError.class, it -> assertThat(it.code()).isEqualTo("InvalidRevisionException"));
  }

  @Test
  void anAbsurdlyNestedFileIsRefused() {
    refused("[".repeat(100_000), "cannot be deployed");
  }

  private static void refused(String text, String why) {
    assertThatThrownBy(() -> AppSpecReader.ecs(text))
        .isInstanceOfSatisfying(
            AwsError.class, it -> assertThat(it.code()).isEqualTo("InvalidRevisionException"))
        .hasMessageContaining(why);
  }
}
