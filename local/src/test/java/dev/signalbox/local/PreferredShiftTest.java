package dev.signalbox.local;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.local.lambda.PackedFunction;
import dev.signalbox.local.template.Deployed;
import dev.signalbox.local.template.TemplateProblems;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.model.Dimension;
import software.amazon.awssdk.services.cloudwatch.model.StateValue;
import software.amazon.awssdk.services.codedeploy.CodeDeployClient;
import software.amazon.awssdk.services.codedeploy.model.DeploymentCreator;
import software.amazon.awssdk.services.codedeploy.model.DeploymentInfo;
import software.amazon.awssdk.services.codedeploy.model.LifecycleEventStatus;

/** A SAM template whose function has a deployment preference, deployed once more with new code. */
class PreferredShiftTest {
  private static final String HERE = "eu-west-1";
  private static final Duration ENOUGH = Duration.ofSeconds(60);
  private static final Pattern ASKED =
      Pattern.compile(
          "\\{\"DeploymentId\":\"(d-[A-Z0-9]{9})\","
              + "\"LifecycleEventHookExecutionId\":\"([^\"]+)\"}");
  private static final String CODE =
      """
      import com.amazonaws.services.lambda.runtime.*;
      import java.io.*;

      public class %s implements RequestStreamHandler {
        public void handleRequest(InputStream in, OutputStream out, Context context) throws IOException {
          System.out.println("asked " + new String(in.readAllBytes(), "UTF-8"));
          out.write("\\"%s\\"".getBytes("UTF-8"));
        }
      }
      """;
  private static final String TEMPLATE =
      """
      Transform: AWS::Serverless-2016-10-31
      Globals: {Function: {Runtime: java25, AutoPublishAlias: live}}
      Resources:
        Shop:
          Type: AWS::Serverless::Function
          Properties:
            FunctionName: shop
            CodeUri: Shop.zip
            Handler: Shop
            DeploymentPreference:
              Type: Canary10Percent5Minutes
              Alarms: [!Ref Errors]
              Hooks: {PreTraffic: !Ref Hook}
        Errors:
          Type: AWS::CloudWatch::Alarm
          Properties:
            AlarmName: shop-errors
            Namespace: AWS/Lambda
            MetricName: Errors
            Dimensions:
              - {Name: Resource, Value: !Sub "${Shop}:live"}
              - {Name: ExecutedVersion, Value: !GetAtt Shop.Version.Version}
            Statistic: Sum
            Period: 60
            EvaluationPeriods: 1
            Threshold: 0
            ComparisonOperator: GreaterThanThreshold
            TreatMissingData: ignore
        Hook:
          Type: AWS::Serverless::Function
          Properties:
            FunctionName: CodeDeployHook_shop
            CodeUri: Hook.zip
            Handler: Hook
            Environment: {Variables: {JUDGED: !Ref Shop.Version}}
            DeploymentPreference: {Enabled: false}
      Outputs:
        Alias: {Value: !Ref Shop.Alias}
        Version: {Value: !GetAtt Shop.Version.Version}
      """;

  @TempDir private Path directory;
  private Local local;
  private final List<String> lines = new CopyOnWriteArrayList<>();

  @SuppressWarnings("NullAway") // opened before each test
  PreferredShiftTest() {}

  @BeforeEach
  void deployTheFirstVersion() throws IOException {
    open();
    PackedFunction.of(directory, "Hook", CODE.formatted("Hook", ""));
    Files.writeString(directory.resolve("template.yaml"), TEMPLATE);
    code("one");
    assertThat(deploy().outputs())
        .containsEntry("Alias", "arn:aws:lambda:eu-west-1:111111111111:function:shop:live")
        .containsEntry("Version", "1");
  }

  private void open() {
    local =
        Local.start(LocalOptions.defaults().withData(directory.resolve("data")).withTimeScale(100));
    local.watch(
        new Watcher() {
          @Override
          public void logged(String group, String stream, String line) {
            lines.add(line);
          }

          @Override
          public void happened(ObjectNode event, int rules) {}
        });
  }

  @AfterEach
  void close() {
    local.close();
  }

  private void code(String answer) throws IOException {
    PackedFunction.of(directory, "Shop", CODE.formatted("Shop", answer));
  }

  private Deployed deploy() {
    return local.deploy(
        LocalServer.ACCOUNT, HERE, "shop", directory.resolve("template.yaml"), Map.of());
  }

  private CodeDeployClient codeDeploy() {
    return client(CodeDeployClient.builder());
  }

  private <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> C client(B builder) {
    return builder
        .endpointOverride(local.address())
        .region(Region.of(HERE))
        .credentialsProvider(
            StaticCredentialsProvider.create(
                AwsBasicCredentials.create(LocalServer.ACCOUNT, "local")))
        .httpClientBuilder(UrlConnectionHttpClient.builder())
        .build();
  }

  private String answered() {
    return new String(
        local.invoke(LocalServer.ACCOUNT, HERE, "shop:live", new byte[0]).payload(),
        StandardCharsets.UTF_8);
  }

  /** The event the hook's function got; there may be several attempts, all of one execution. */
  private Matcher asked() {
    await().atMost(ENOUGH).until(() -> asking().isPresent());
    return asking().orElseThrow();
  }

  private Optional<Matcher> asking() {
    return lines.stream().map(ASKED::matcher).filter(Matcher::find).findFirst();
  }

  private void answer(Matcher asked, LifecycleEventStatus status) {
    try (CodeDeployClient client = codeDeploy()) {
      client.putLifecycleEventHookExecutionStatus(it ->
          it.deploymentId(asked.group(1))
              .lifecycleEventHookExecutionId(asked.group(2))
              .status(status));
    }
  }

  private List<DeploymentInfo> deployments() {
    try (CodeDeployClient client = codeDeploy()) {
      return client.listDeployments(_ -> {}).deployments().stream()
          .map(id -> client.getDeployment(it -> it.deploymentId(id)).deploymentInfo())
          .toList();
    }
  }

  @Test
  void newCodeGetsTheTrafficWhenItsHookHasAgreed() throws IOException {
    code("two");
    var second = CompletableFuture.supplyAsync(this::deploy).orTimeout(60, SECONDS);
    Matcher asked = asked();
    // The zip of the first version has been written over by now.
    assertThat(answered()).isEqualTo("\"one\"");
    assertThat(second).isNotDone();

    answer(asked, LifecycleEventStatus.SUCCEEDED);

    assertThat(second.join().outputs()).containsEntry("Version", "2");
    assertThat(answered()).isEqualTo("\"two\"");
    assertThat(deployments()).hasSize(1);
    assertThat(deployments().getFirst().creator()).isEqualTo(DeploymentCreator.CLOUD_FORMATION);
    assertThat(deployments().getFirst().deploymentConfigName())
        .isEqualTo("CodeDeployDefault.LambdaCanary10Percent5Minutes");
    deploy();
    assertThat(deployments()).hasSize(1);
  }

  @Test
  void newCodeThatItsHookRefusesIsNotDeployedAndTheTemplateSaysWhy() throws IOException {
    code("two");
    var second = CompletableFuture.runAsync(this::deploy).orTimeout(60, SECONDS);
    answer(asked(), LifecycleEventStatus.FAILED);

    assertThatThrownBy(second::join)
        .hasCauseInstanceOf(TemplateProblems.class)
        .hasMessageContaining("ShopAliaslive (AWS::Lambda::Alias) was refused")
        .hasMessageContaining("answered to hook BeforeAllowTraffic that it failed");
    assertThat(answered()).isEqualTo("\"one\"");
  }

  @Test
  void anAlarmStopsTheShiftAndTheOldCodeServesOn() throws IOException {
    code("two");
    var second = CompletableFuture.runAsync(this::deploy).orTimeout(60, SECONDS);
    asked();
    try (CloudWatchClient cloudWatch = client(CloudWatchClient.builder())) {
      assertThat(cloudWatch.describeAlarms(_ -> {}).metricAlarms().getFirst().dimensions())
          .contains(Dimension.builder().name("ExecutedVersion").value("2").build());
      cloudWatch.setAlarmState(
          it -> it.alarmName("shop-errors").stateValue(StateValue.ALARM).stateReason("as asked"));
    }

    assertThatThrownBy(second::join)
        .hasMessageContaining("is Stopped")
        .hasMessageContaining("shop-errors");
    assertThat(answered()).isEqualTo("\"one\"");
  }

  @Test
  void aShiftThatARestartHasCutOffGoesOnAndTheTemplateWaitsForIt() throws IOException {
    code("two");
    var cutOff = CompletableFuture.runAsync(this::deploy).orTimeout(60, SECONDS);
    Matcher asked = asked();
    local.close();
    assertThatThrownBy(cutOff::join).hasMessageContaining("local stopped before deployment");

    open();
    assertThat(answered()).isEqualTo("\"one\"");
    var again = CompletableFuture.supplyAsync(this::deploy).orTimeout(60, SECONDS);
    answer(asked, LifecycleEventStatus.SUCCEEDED);

    assertThat(again.join().outputs()).containsEntry("Version", "2");
    assertThat(answered()).isEqualTo("\"two\"");
    assertThat(deployments()).hasSize(1);
  }
}
