package dev.signalbox.local.codedeploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.signalbox.local.LocalServer;
import dev.signalbox.local.lambda.PackedFunction;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.FilteredLogEvent;
import software.amazon.awssdk.services.cloudwatchlogs.model.ResourceNotFoundException;
import software.amazon.awssdk.services.codedeploy.CodeDeployClient;
import software.amazon.awssdk.services.codedeploy.model.ComputePlatform;
import software.amazon.awssdk.services.codedeploy.model.LifecycleEventStatus;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.Runtime;

/** With real functions behind a real API. */
class FunctionShiftTest {
  private static final Pattern EVENT =
      Pattern.compile(
          "\\{\"DeploymentId\":\"(d-[A-Z0-9]{9})\","
              + "\"LifecycleEventHookExecutionId\":\"([^\"]+)\"}");
  private static final String HOOK =
      """
      import com.amazonaws.services.lambda.runtime.*;
      import java.io.*;

      public class Hook implements RequestStreamHandler {
        public void handleRequest(InputStream in, OutputStream out, Context context) throws IOException {
          System.out.println("asked " + new String(in.readAllBytes(), "UTF-8"));
        }
      }
      """;

  @RegisterExtension static final LocalServer SERVER = new LocalServer();

  private final CodeDeployClient codeDeploy = SERVER.client(CodeDeployClient.builder());
  private final LambdaClient lambda = SERVER.client(LambdaClient.builder());

  @BeforeAll
  static void makeTheFunctions(@TempDir Path directory) throws IOException {
    SERVER
        .client(IamClient.builder())
        .createRole(it -> it.roleName("shop").assumeRolePolicyDocument("{}"));
    LambdaClient lambda = SERVER.client(LambdaClient.builder());
    SdkBytes zip =
        SdkBytes.fromByteArray(Files.readAllBytes(PackedFunction.of(directory, "Hook", HOOK)));
    for (String name : List.of("CodeDeployHook_check", "shop")) {
      lambda.createFunction(it ->
          it.functionName(name)
              .runtime(Runtime.JAVA25)
              .handler("Hook")
              .role("arn:aws:iam::111111111111:role/shop")
              .code(code -> code.zipFile(zip)));
    }
    lambda.publishVersion(it -> it.functionName("shop"));
    lambda.createAlias(it -> it.functionName("shop").name("live").functionVersion("1"));
    lambda.updateFunctionConfiguration(it -> it.functionName("shop").timeout(7));
    lambda.publishVersion(it -> it.functionName("shop"));
  }

  private Matcher asked() {
    CloudWatchLogsClient logs = SERVER.client(CloudWatchLogsClient.builder());
    await()
        .atMost(Duration.ofSeconds(30))
        .ignoreException(ResourceNotFoundException.class)
        .until(() -> EVENT.matcher(written(logs)).find());
    Matcher event = EVENT.matcher(written(logs));
    assertThat(event.find()).isTrue();
    return event;
  }

  private static String written(CloudWatchLogsClient logs) {
    return String.join(
        "\n",
        logs
            .filterLogEvents(it -> it.logGroupName("/aws/lambda/CodeDeployHook_check"))
            .events()
            .stream()
            .map(FilteredLogEvent::message)
            .toList());
  }

  @Test
  void theFunctionIsAskedAndItsAnswerLeadsTheAlias() {
    codeDeploy.createApplication(
        it -> it.applicationName("shop").computePlatform(ComputePlatform.LAMBDA));
    codeDeploy.createDeploymentGroup(it ->
        it.applicationName("shop")
            .deploymentGroupName("live")
            .serviceRoleArn("arn:aws:iam::111111111111:role/deploy"));
    String id =
        codeDeploy
            .createDeployment(it ->
                it.applicationName("shop")
                    .deploymentGroupName("live")
                    .revision(
                        Yard.content(
                            Yard.functionSpec(
                                "{\"BeforeAllowTraffic\": \"CodeDeployHook_check\"}"))))
            .deploymentId();

    Matcher event = asked();
    assertThat(event.group(1)).isEqualTo(id);
    assertThat(alias()).isEqualTo("1");

    codeDeploy.putLifecycleEventHookExecutionStatus(it ->
        it.deploymentId(id)
            .lifecycleEventHookExecutionId(event.group(2))
            .status(LifecycleEventStatus.SUCCEEDED));

    codeDeploy.waiter().waitUntilDeploymentSuccessful(it -> it.deploymentId(id));
    assertThat(alias()).isEqualTo("2");
  }

  private String alias() {
    return lambda.getAlias(it -> it.functionName("shop").name("live")).functionVersion();
  }
}
