package dev.signalbox.local.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import dev.signalbox.local.LocalServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.AliasConfiguration;
import software.amazon.awssdk.services.lambda.model.CreateFunctionRequest;
import software.amazon.awssdk.services.lambda.model.FunctionConfiguration;
import software.amazon.awssdk.services.lambda.model.InvocationType;
import software.amazon.awssdk.services.lambda.model.InvokeResponse;
import software.amazon.awssdk.services.lambda.model.LogType;
import software.amazon.awssdk.services.lambda.model.Runtime;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;

class FunctionsTest {
  private static final String HANDLER =
      """
      import com.amazonaws.services.lambda.runtime.*;
      import java.io.*;

      public class Named implements RequestStreamHandler {
        public void handleRequest(InputStream in, OutputStream out, Context context) throws IOException {
          String event = new String(in.readAllBytes(), "UTF-8");
          System.out.println("line of " + event);
          if (event.contains("broken")) throw new IllegalStateException("as asked");
          out.write(("\\"" + System.getenv("WORD") + " " + context.getFunctionVersion()
              + " " + context.getInvokedFunctionArn() + "\\"").getBytes("UTF-8"));
        }
      }
      """;

  @RegisterExtension static final LocalServer SERVER = new LocalServer();
  @TempDir private static Path directory;
  private static SdkBytes zip = SdkBytes.fromByteArray(new byte[0]);

  private final LambdaClient lambda = SERVER.client(LambdaClient.builder());
  private String name = "";

  @BeforeAll
  static void pack() throws IOException {
    Path packed = PackedFunction.of(directory, "Named", HANDLER);
    zip = SdkBytes.fromByteArray(Files.readAllBytes(packed));
    try (IamClient iam = SERVER.client(IamClient.builder())) {
      iam.createRole(it -> it.roleName("worker").assumeRolePolicyDocument("{\"Statement\":[]}"));
    }
  }

  @BeforeEach
  void aFunctionOfItsOwn() {
    name = "f-" + UUID.randomUUID();
    create(name, _ -> {});
  }

  private void create(String functionName, Consumer<CreateFunctionRequest.Builder> more) {
    CreateFunctionRequest.Builder request =
        CreateFunctionRequest.builder()
            .functionName(functionName)
            .runtime(Runtime.JAVA21)
            .handler("Named::handleRequest")
            .role("arn:aws:iam::111111111111:role/worker")
            .timeout(30)
            .memorySize(256)
            .environment(it -> it.variables(Map.of("WORD", "one")))
            .code(it -> it.zipFile(zip));
    more.accept(request);
    lambda.createFunction(request.build());
  }

  private static AwsServiceException refusal(Runnable call) {
    AwsServiceException refusal = catchThrowableOfType(AwsServiceException.class, call::run);
    assertThat(refusal).isNotNull();
    return refusal;
  }

  private static String code(Runnable call) {
    AwsServiceException refusal = refusal(call);
    return refusal.statusCode() + " " + refusal.awsErrorDetails().errorCode();
  }

  private String answer(String reference) {
    InvokeResponse answer = lambda.invoke(it -> it.functionName(reference));
    assertThat(answer.functionError()).isNull();
    return answer.payload().asUtf8String();
  }

  private String arn() {
    return "arn:aws:lambda:eu-west-1:111111111111:function:" + name;
  }

  private void word(String word) {
    lambda.updateFunctionConfiguration(
        it -> it.functionName(name).environment(env -> env.variables(Map.of("WORD", word))));
  }

  @Test
  void aFunctionRunsUnderEachOfItsNames() {
    for (String reference : List.of(name, arn(), "111111111111:function:" + name)) {
      assertThat(answer(reference)).isEqualTo("\"one $LATEST " + arn() + "\"");
    }
  }

  @Test
  void aFunctionIsDescribedAsItWasMade() {
    FunctionConfiguration shown = lambda.getFunction(it -> it.functionName(name)).configuration();
    assertThat(shown.functionArn()).isEqualTo(arn());
    assertThat(shown.handler()).isEqualTo("Named::handleRequest");
    assertThat(shown.codeSize()).isEqualTo(zip.asByteArray().length);
    assertThat(shown.codeSha256()).hasSize(44);
    assertThat(shown.lastModified()).matches("\\d{4}-.*T.*\\+0000");
    assertThat(shown.stateAsString()).isEqualTo("Active");
    assertThat(lambda.listFunctionsPaginator(it -> it.maxItems(1)).functions())
        .extracting(FunctionConfiguration::functionName)
        .contains(name);
  }

  @Test
  void theLogOfOneInvocationComesWithItsAnswer() {
    InvokeResponse answer =
        lambda.invoke(it ->
            it.functionName(name)
                .logType(LogType.TAIL)
                .payload(SdkBytes.fromUtf8String("\"broken\"")));
    assertThat(answer.functionError()).isEqualTo("Unhandled");
    String log = new String(Base64.getDecoder().decode(answer.logResult()), StandardCharsets.UTF_8);
    assertThat(log)
        .startsWith("START RequestId: ")
        .contains("line of \"broken\"\n")
        .contains("END RequestId: ")
        .contains("REPORT RequestId: ");
  }

  @Test
  void aVersionStaysAsItWasAndItsAliasIsMovedToTheNext() {
    assertThat(lambda.publishVersion(it -> it.functionName(name)).version()).isEqualTo("1");
    lambda.createAlias(it -> it.functionName(name).name("live").functionVersion("1"));
    word("two");
    assertThat(answer(name + ":live")).isEqualTo("\"one 1 " + arn() + ":live\"");
    assertThat(answer(name)).startsWith("\"two $LATEST");
    assertThat(lambda.publishVersion(it -> it.functionName(name)).version()).isEqualTo("2");
    assertThat(lambda.publishVersion(it -> it.functionName(name)).version()).isEqualTo("2");
    lambda.updateAlias(it -> it.functionName(name).name("live").functionVersion("2"));
    assertThat(answer(arn() + ":live")).isEqualTo("\"two 2 " + arn() + ":live\"");
    assertThat(lambda.listVersionsByFunction(it -> it.functionName(name)).versions())
        .extracting(FunctionConfiguration::version)
        .containsExactly("$LATEST", "1", "2");
    assertThat(lambda.listAliases(it -> it.functionName(name)).aliases())
        .extracting(AliasConfiguration::functionVersion)
        .containsExactly("2");
  }

  @Test
  void aVersionAnAliasPointsToIsNotDeletedAndItsNumberIsNeverGivenAgain() {
    lambda.publishVersion(it -> it.functionName(name));
    lambda.createAlias(it -> it.functionName(name).name("live").functionVersion("1"));
    assertThat(code(() -> lambda.deleteFunction(it -> it.functionName(name).qualifier("1"))))
        .isEqualTo("409 ResourceConflictException");
    lambda.deleteAlias(it -> it.functionName(name).name("live"));
    lambda.deleteFunction(it -> it.functionName(name).qualifier("1"));
    assertThat(lambda.publishVersion(it -> it.functionName(name)).version()).isEqualTo("2");
  }

  @Test
  void anAliasSharesItsTrafficBetweenTwoVersions() {
    lambda.publishVersion(it -> it.functionName(name));
    word("two");
    lambda.publishVersion(it -> it.functionName(name));
    lambda.createAlias(it ->
        it.functionName(name)
            .name("live")
            .functionVersion("1")
            .routingConfig(routing -> routing.additionalVersionWeights(Map.of("2", 1.0))));
    assertThat(answer(name + ":live")).startsWith("\"two 2 ");
    assertThat(
            code(() ->
                lambda.updateAlias(it ->
                    it.functionName(name)
                        .name("live")
                        .routingConfig(
                            routing -> routing.additionalVersionWeights(Map.of("9", 0.5))))))
        .isEqualTo("404 ResourceNotFoundException");
  }

  @Test
  void whatIsNotThereIsNotFound() {
    assertThat(code(() -> lambda.invoke(it -> it.functionName(name + "x"))))
        .isEqualTo("404 ResourceNotFoundException");
    assertThat(code(() -> lambda.invoke(it -> it.functionName(name).qualifier("7"))))
        .isEqualTo("404 ResourceNotFoundException");
    assertThat(code(() -> lambda.getAlias(it -> it.functionName(name).name("nobody"))))
        .isEqualTo("404 ResourceNotFoundException");
    lambda.deleteFunction(it -> it.functionName(name));
    assertThat(code(() -> lambda.getFunction(it -> it.functionName(name))))
        .isEqualTo("404 ResourceNotFoundException");
  }

  @Test
  void whatCannotBeAFunctionIsRefused() {
    assertThat(code(() -> create(name, _ -> {}))).isEqualTo("409 ResourceConflictException");
    assertThat(
            code(() ->
                create(
                    "x", it -> it.code(code -> code.zipFile(SdkBytes.fromUtf8String("no zip"))))))
        .isEqualTo("400 InvalidParameterValueException");
    assertThat(
            refusal(() ->
                    create(
                        "x", it -> it.environment(env -> env.variables(Map.of("AWS_REGION", "x")))))
                .awsErrorDetails()
                .errorMessage())
        .endsWith("Reserved keys used in this request: AWS_REGION");
    assertThat(code(() -> create("x", it -> it.runtime(Runtime.PYTHON3_12))))
        .isEqualTo("400 InvalidParameterValueException");
    assertThat(
            code(() ->
                create(
                    "x",
                    it -> it.code(code -> code.zipFile(null).s3Bucket("no-such").s3Key("key")))))
        .isEqualTo("400 InvalidParameterValueException");
  }

  @Test
  void aChangeOfWhatHasChangedMeanwhileIsRefused() {
    assertThat(
            code(() ->
                lambda.updateFunctionConfiguration(
                    it -> it.functionName(name).revisionId(UUID.randomUUID().toString()))))
        .isEqualTo("412 PreconditionFailedException");
  }

  @Test
  void aFunctionWithoutConcurrencyIsThrottled() {
    lambda.putFunctionConcurrency(it -> it.functionName(name).reservedConcurrentExecutions(0));
    var plain =
        SERVER.client(
            LambdaClient.builder().overrideConfiguration(it -> it.retryStrategy(r -> {})));
    assertThat(code(() -> plain.invoke(it -> it.functionName(name))))
        .isEqualTo("429 TooManyRequestsException");
    lambda.deleteFunctionConcurrency(it -> it.functionName(name));
    assertThat(answer(name)).startsWith("\"one");
    assertThat(
            code(() ->
                lambda.putFunctionConcurrency(
                    it -> it.functionName(name).reservedConcurrentExecutions(901))))
        .isEqualTo("400 InvalidParameterValueException");
  }

  @Test
  void destinationsLearnOfSuccessAndFailure() {
    try (SqsClient sqs = SERVER.client(SqsClient.builder())) {
      String url = sqs.createQueue(it -> it.queueName(name)).queueUrl();
      String queue = "arn:aws:sqs:eu-west-1:111111111111:" + name;
      lambda.putFunctionEventInvokeConfig(it ->
          it.functionName(name)
              .maximumRetryAttempts(0)
              .destinationConfig(to ->
                  to.onSuccess(s -> s.destination(queue)).onFailure(f -> f.destination(queue))));
      for (String event : List.of("{\"n\":1}", "\"broken\"")) {
        lambda.invoke(it ->
            it.functionName(name)
                .invocationType(InvocationType.EVENT)
                .payload(SdkBytes.fromUtf8String(event)));
        await()
            .atMost(Duration.ofSeconds(60))
            .until(() ->
                received(sqs, url).stream()
                    .anyMatch(it ->
                        it.body().contains("\"requestPayload\":" + event)
                            && it.body()
                                .contains(
                                    event.contains("broken") ? "RetriesExhausted" : "Success")));
      }
    }
  }

  private static List<Message> received(SqsClient sqs, String url) {
    return sqs.receiveMessage(it -> it.queueUrl(url).waitTimeSeconds(1)).messages();
  }

  @Test
  void permissionsAreStatementsOfThePolicyByTheirIds() {
    Runnable add =
        () ->
            lambda.addPermission(it ->
                it.functionName(name)
                    .statementId("rule")
                    .action("lambda:InvokeFunction")
                    .principal("events.amazonaws.com")
                    .sourceArn("arn:aws:events:eu-west-1:111111111111:rule/r"));
    assertThat(code(() -> lambda.getPolicy(it -> it.functionName(name))))
        .isEqualTo("404 ResourceNotFoundException");
    add.run();
    assertThat(code(add)).isEqualTo("409 ResourceConflictException");
    assertThat(lambda.getPolicy(it -> it.functionName(name)).policy())
        .contains("\"Principal\":{\"Service\":\"events.amazonaws.com\"}")
        .contains(
            "\"ArnLike\":{\"AWS:SourceArn\":\"arn:aws:events:eu-west-1:111111111111:rule/r\"}")
        .contains("\"Resource\":\"" + arn() + "\"");
    lambda.removePermission(it -> it.functionName(name).statementId("rule"));
    assertThat(code(() -> lambda.removePermission(it -> it.functionName(name).statementId("rule"))))
        .isEqualTo("404 ResourceNotFoundException");
  }

  @Test
  void tagsAreAddedAndTakenAway() {
    lambda.tagResource(it -> it.resource(arn()).tags(Map.of("a", "1", "b", "2")));
    lambda.untagResource(it -> it.resource(arn()).tagKeys("a"));
    assertThat(lambda.listTags(it -> it.resource(arn())).tags()).isEqualTo(Map.of("b", "2"));
  }
}
