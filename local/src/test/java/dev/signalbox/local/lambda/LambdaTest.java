package dev.signalbox.local.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.local.api.AwsError;
import dev.signalbox.local.api.MemoryStore;
import dev.signalbox.local.api.Place;
import dev.signalbox.local.api.Queues;
import dev.signalbox.local.api.Roles;
import dev.signalbox.local.time.ScaledClock;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LambdaTest {
  private static final Place PLACE = new Place("111111111111", "eu-west-1");
  private static final String FUNCTION = "AWS::Serverless::Function";
  private static final String HANDLER =
      """
      import com.amazonaws.services.lambda.runtime.Context;
      import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
      import java.io.InputStream;
      import java.io.OutputStream;

      public class Echo implements RequestStreamHandler {
        public void handleRequest(InputStream in, OutputStream out, Context context) throws java.io.IOException {
          String event = new String(in.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
          System.out.println("seen " + event + " as " + System.getenv("AWS_ACCESS_KEY_ID"));
          if (event.contains("throw")) throw new IllegalStateException("as asked");
          if (event.contains("exit")) System.exit(3);
          while (event.contains("wait") && !java.nio.file.Files.exists(java.nio.file.Path.of(event.split(" ")[1]))) Thread.yield();
          while (event.contains("hang")) Thread.onSpinWait();
          out.write(event.getBytes(java.nio.charset.StandardCharsets.UTF_8));
        }
      }
      """;

  private final List<String> lines = new CopyOnWriteArrayList<>();
  private final List<String> sent = new CopyOnWriteArrayList<>();
  private final ScaledClock clock = new ScaledClock(600);
  private final MemoryStore store = new MemoryStore();
  private Lambda lambda;
  @TempDir private Path directory;

  @BeforeEach
  void deploy() throws IOException {
    Roles roles = (_, role, _, _) -> new Roles.Credentials("ASIA" + role, "s", "t", Instant.MAX);
    Queues queues =
        new Queues() {
          @Override
          public void send(String queueArn, String body, Map<String, String> attributes) {
            sent.add(body);
          }

          @Override
          public void sendAs(
              Sender sender, String queueArn, String body, Map<String, String> attributes) {
            sent.add(body);
          }
        };
    lambda =
        new Lambda(
            store,
            clock,
            new Lambda.Neighbours(
                roles,
                (_, _, _, line) -> lines.add(line),
                queues,
                (_, _, _, _, _) -> {},
                new NoObjects()),
            () -> URI.create("http://127.0.0.1:1"));
    ObjectNode properties = new ObjectMapper().createObjectNode();
    Path zip = PackedFunction.of(directory, "Echo", HANDLER);
    properties.put("CodeUri", zip.toString()).put("Handler", "Echo").put("Runtime", "java25");
    properties.put("MemorySize", 256).put("Role", "arn:aws:iam::111111111111:role/worker");
    lambda
        .resources()
        .make(PLACE, FUNCTION, "Echo", "echo", properties.deepCopy().put("Timeout", 4));
    lambda
        .resources()
        .make(PLACE, FUNCTION, "Slow", "slow", properties.deepCopy().put("Timeout", 120));
    ObjectNode config =
        new ObjectMapper()
            .createObjectNode()
            .put("FunctionName", "echo")
            .put("Qualifier", "$LATEST")
            .put("MaximumRetryAttempts", 1);
    config
        .putObject("DestinationConfig")
        .putObject("OnFailure")
        .put("Destination", "arn:aws:sqs:eu-west-1:111111111111:failures");
    lambda.resources().make(PLACE, "AWS::Lambda::EventInvokeConfig", "Async", "async", config);
  }

  @AfterEach
  void stop() {
    lambda.close();
    clock.close();
  }

  private Outcome invoke(String event) {
    return lambda.run("echo", PLACE, event.getBytes(StandardCharsets.UTF_8));
  }

  private static String text(Outcome outcome) {
    return new String(outcome.payload(), StandardCharsets.UTF_8);
  }

  @Test
  void aPackedFunctionAnswersUnderAwsOwnRuntimeClientWithItsRolesCredentials() {
    assertThat(text(invoke("{\"a\":1}"))).isEqualTo("{\"a\":1}");
    assertThat(text(invoke("{\"a\":2}"))).isEqualTo("{\"a\":2}");
    await()
        .atMost(Duration.ofSeconds(10))
        .until(() -> lines.stream().anyMatch(line -> line.contains("ASIAworker")));
  }

  @Test
  void anExceptionIsAFunctionErrorAndTheProcessLivesOn() {
    Outcome failed = invoke("\"throw\"");
    assertThat(failed).isInstanceOf(Outcome.Failed.class);
    assertThat(text(failed)).contains("as asked").contains("IllegalStateException");
    assertThat(invoke("{}")).isInstanceOf(Outcome.Answered.class);
  }

  @Test
  void aProcessThatEndsIsAnExitErrorAndTheNextEventGetsANewOne() {
    assertThat(text(invoke("\"exit\""))).contains("Runtime.ExitError").contains("exit status 3");
    assertThat(invoke("{}")).isInstanceOf(Outcome.Answered.class);
  }

  @Test
  void aHandlerThatHangsIsKilledWhenItsTimeIsUp() {
    assertThat(text(invoke("\"hang\""))).contains("Task timed out after 4.00 seconds");
    assertThat(invoke("{}")).isInstanceOf(Outcome.Answered.class);
  }

  @Test
  void whatHasWaitedForLongGetsAProcessOfItsOwn() throws IOException {
    Path go = directory.resolve("go");
    byte[] event = "wait %s ".formatted(go).getBytes(StandardCharsets.UTF_8);
    IntStream.range(0, 6).forEach(_ -> lambda.invokeAsync(PLACE, "slow", event));

    await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> lines.stream().filter(line -> line.startsWith("seen wait")).count() == 6);
    assertThat(lines).noneMatch(line -> line.startsWith("END"));
    Files.createFile(go);
  }

  @Test
  void anAsynchronousEventThatKeepsFailingIsRetriedThenReported() {
    lambda.invokeAsync(
        PLACE,
        "arn:aws:lambda:eu-west-1:111111111111:function:echo:$LATEST",
        "\"throw\"".getBytes(StandardCharsets.UTF_8));
    await().atMost(Duration.ofSeconds(30)).until(() -> sent.size() == 1);
    assertThat(sent.getFirst())
        .contains("RetriesExhausted")
        .contains("\"approximateInvokeCount\":2")
        .contains("as asked");
  }

  @Test
  void anEventUnderWayWhenEverythingStopsIsKeptForTheNextStart() {
    lambda.invokeAsync(PLACE, "echo", "\"hang\"".getBytes(StandardCharsets.UTF_8));
    await()
        .atMost(Duration.ofSeconds(10))
        .until(() -> lines.stream().anyMatch(line -> line.startsWith("START")));
    lambda.close();
    var kept = store.table("lambda.invocations", AsyncInvocation.class);
    await()
        .during(Duration.ofMillis(500))
        .atMost(Duration.ofSeconds(10))
        .until(
            () -> kept.all().stream().map(AsyncInvocation::attempts).toList().equals(List.of(0)));
    assertThat(sent).isEmpty();
  }

  @Test
  void anUnknownFunctionIsNamed() {
    assertThatThrownBy(() -> lambda.invokeAsync(PLACE, "nobody", new byte[0]))
        .isInstanceOf(AwsError.class)
        .hasMessage("Function not found: arn:aws:lambda:eu-west-1:111111111111:function:nobody");
  }
}
