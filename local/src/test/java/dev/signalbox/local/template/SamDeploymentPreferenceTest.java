package dev.signalbox.local.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SamDeploymentPreferenceTest {
  private static final String HEAD =
      """
      Transform: AWS::Serverless-2016-10-31
      Parameters:
        Kind: {Type: String, Default: Linear10PercentEvery1Minute}
        Careful: {Type: String, Default: "true"}
      Conditions:
        IsCareful: !Equals [!Ref Careful, "true"]
        Never: !Equals [a, b]
      """;
  @TempDir Path directory;
  private Workshop workshop = new Workshop(Path.of("."));

  @BeforeEach
  void open() {
    workshop = new Workshop(directory);
  }

  private void deploy(String preference) {
    workshop.deploy(
        HEAD
            + """
            Resources:
              F:
                Type: AWS::Serverless::Function
                Properties:
                  AutoPublishAlias: live
                  DeploymentPreference: %s
              Before: {Type: AWS::Serverless::Function}
            """
                .formatted(preference));
  }

  private String configuration() {
    return workshop.order("FDeploymentGroup").properties().path("DeploymentConfigName").asText();
  }

  @Test
  void aPreferenceIsAGroupOfOneApplicationAndThePolicyOfTheAlias() {
    deploy("{Type: AllAtOnce, Hooks: {PreTraffic: !Ref Before, PostTraffic: after}}");
    assertThat(workshop.order("ServerlessDeploymentApplication").properties())
        .isEqualTo(Workshop.json("{\"ComputePlatform\":\"Lambda\"}"));
    assertThat(workshop.order("FDeploymentGroup").properties())
        .isEqualTo(
            Workshop.json(
                """
                {"ApplicationName":"ref-ServerlessDeploymentApplication",
                 "AutoRollbackConfiguration":{"Enabled":"true","Events":["DEPLOYMENT_FAILURE",
                   "DEPLOYMENT_STOP_ON_ALARM","DEPLOYMENT_STOP_ON_REQUEST"]},
                 "DeploymentConfigName":"CodeDeployDefault.LambdaAllAtOnce",
                 "DeploymentStyle":{"DeploymentType":"BLUE_GREEN",
                   "DeploymentOption":"WITH_TRAFFIC_CONTROL"},
                 "ServiceRoleArn":"arn-CodeDeployServiceRole"}
                """));
    assertThat(workshop.order("FAliaslive").properties())
        .isEqualTo(
            Workshop.json(
                """
                {"FunctionName":"ref-F","Name":"live","FunctionVersion":"7",
                 "UpdatePolicy":{"CodeDeployLambdaAliasUpdate":{
                   "ApplicationName":"ref-ServerlessDeploymentApplication",
                   "DeploymentGroupName":"ref-FDeploymentGroup",
                   "BeforeAllowTrafficHook":"ref-Before","AfterAllowTrafficHook":"after"}}}
                """));
  }

  @Test
  void aHooksFunctionAndAnAlarmMayReferToWhatTheyGuard() {
    workshop.deploy(
        HEAD
            + """
            Resources:
              F:
                Type: AWS::Serverless::Function
                Properties:
                  AutoPublishAlias: live
                  DeploymentPreference:
                    Type: AllAtOnce
                    Alarms: [!Ref Errors, of-another-stack]
                    Hooks: {PreTraffic: !Ref Hook}
              Hook:
                Type: AWS::Serverless::Function
                Properties:
                  Environment:
                    Variables:
                      NEW: !Ref F.Version
                      SAME: !Sub "${F.Version} is ${F.Version.Version}, ${!F.Version} is not"
              Errors:
                Type: AWS::SQS::Queue
                Properties: {Version: !GetAtt F.Version.Version}
            """);
    assertThat(workshop.order("Hook").properties().at("/Environment/Variables"))
        .isEqualTo(
            Workshop.json(
                "{\"NEW\":\"ref-FVersion\",\"SAME\":\"ref-FVersion is 7, ${F.Version} is not\"}"));
    assertThat(workshop.order("Errors").properties().path("Version").asText()).isEqualTo("7");
    assertThat(workshop.order("FDeploymentGroup").properties().path("AlarmConfiguration"))
        .isEqualTo(
            Workshop.json(
                """
                {"Enabled":"true","Alarms":[{"Name":"ref-Errors"},{"Name":"of-another-stack"}]}
                """));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Canary10Percent5Minutes | CodeDeployDefault.LambdaCanary10Percent5Minutes",
        "!Ref Kind | CodeDeployDefault.LambdaLinear10PercentEvery1Minute",
        "!If [IsCareful, Canary10Percent30Minutes, AllAtOnce]"
            + " | CodeDeployDefault.LambdaCanary10Percent30Minutes",
        "Mine | Mine",
        "!Ref Before | ref-Before",
      })
  void aTypeIsOneOfCodeDeploysOwnByItsShortNameOrAnotherOne(String type, String name) {
    deploy("{Type: %s}".formatted(type));
    assertThat(configuration()).isEqualTo(name);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"false", "\"False\"", "!If [IsCareful, false, true]", "!Ref Off"})
  void aPreferenceThatIsOffAsksForNothing(String enabled) {
    workshop.deploy(
        HEAD.replace("  Careful:", "  Off: {Type: String, Default: \"false\"}\n  Careful:")
            + """
            Globals: {Function: {DeploymentPreference: {Enabled: %s, Role: ""}}}
            Resources:
              F: {Type: AWS::Serverless::Function, Properties: {AutoPublishAlias: live}}
              G: {Type: AWS::Serverless::Function}
            """
                .formatted(enabled));
    assertThat(workshop.orders).doesNotContainKey("FDeploymentGroup").containsKey("FAliaslive");
    assertThat(workshop.order("FAliaslive").properties().has("UpdatePolicy")).isFalse();
  }

  @Test
  void aRoleOfOnesOwnIsTaken() {
    deploy("{Type: AllAtOnce, Role: arn:aws:iam::111111111111:role/mine}");
    assertThat(workshop.orders).doesNotContainKey("CodeDeployServiceRole");
    assertThat(workshop.order("FDeploymentGroup").properties().path("ServiceRoleArn").asText())
        .isEqualTo("arn:aws:iam::111111111111:role/mine");
  }

  @Test
  void whatOneFunctionsConditionLeavesOutTheOthersStillHave() {
    workshop.deploy(
        HEAD
            + """
            Globals: {Function: {AutoPublishAlias: live, DeploymentPreference: {Type: AllAtOnce}}}
            Resources:
              F: {Type: AWS::Serverless::Function, Condition: Never}
              G: {Type: AWS::Serverless::Function}
            """);
    assertThat(workshop.orders)
        .containsKeys("ServerlessDeploymentApplication", "CodeDeployServiceRole", "GAliaslive")
        .doesNotContainKeys("FDeploymentGroup", "FAliaslive", "FVersion");
  }

  @Test
  void anAliasIsNamedByAParameter() {
    workshop.deploy(
        HEAD
            + """
            Resources:
              F: {Type: AWS::Serverless::Function, Properties: {AutoPublishAlias: !Ref Kind}}
            Outputs: {Alias: {Value: !Ref F.Alias}}
            """,
        Map.of("Kind", "blue-1"));
    assertThat(workshop.order("FAliasblue1").properties().path("Name").asText())
        .isEqualTo("blue-1");
  }

  @Test
  void aPreferenceWithoutAnAliasOrATypeIsRefused() {
    assertThatThrownBy(() ->
            workshop.deploy(
                HEAD
                    + """
                    Resources:
                      F:
                        Type: AWS::Serverless::Function
                        Properties: {DeploymentPreference: {Type: AllAtOnce}}
                      G:
                        Type: AWS::Serverless::Function
                        Properties: {AutoPublishAlias: live, DeploymentPreference: {Alarms: mine}}
                    """))
        .hasMessageContaining("F: DeploymentPreference needs AutoPublishAlias")
        .hasMessageContaining("G: DeploymentPreference has no Type")
        .hasMessageContaining("G: Alarms is a list of alarms' names");
  }
}
