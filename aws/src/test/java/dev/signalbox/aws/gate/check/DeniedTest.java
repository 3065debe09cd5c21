package dev.signalbox.aws.gate.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.aws.client.Connection;
import dev.signalbox.aws.web.Guard;
import dev.signalbox.core.gate.Guarded;
import dev.signalbox.core.gate.Hook;
import dev.signalbox.core.gate.Moment;
import dev.signalbox.core.gate.Subject;
import dev.signalbox.core.gate.check.ApprovalsInMemory;
import dev.signalbox.core.gate.check.Http;
import dev.signalbox.core.gate.check.MetricQuery;
import dev.signalbox.core.gate.check.Need;
import dev.signalbox.core.gate.check.Need.Lack;
import dev.signalbox.core.gate.check.Observation.Unmeasured;
import dev.signalbox.core.release.AccountId;
import dev.signalbox.core.release.Region;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpFullResponse;

/** Scenario 56: a role that lacks a permission, as AWS tells it. */
class DeniedTest {
  private static final MetricQuery REQUESTS =
      MetricQuery.of(new MetricQuery.Metric("Shop", "requests", Map.of(), "Sum"));

  /** AWS, to somebody who may do nothing. */
  private record Denying(String message) implements SdkHttpClient {
    @Override
    public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
      boolean query =
          request
              .httpRequest()
              .firstMatchingHeader("Content-Type")
              .filter(type -> type.startsWith("application/x-www-form-urlencoded"))
              .isPresent();
      byte[] body =
          (query
                  ? "<ErrorResponse><Error><Code>AccessDenied</Code><Message>%s</Message></Error>"
                      + "</ErrorResponse>"
                  : "{\"__type\":\"AccessDeniedException\",\"message\":\"%s\"}")
              .formatted(message)
              .getBytes(StandardCharsets.UTF_8);
      return new ExecutableHttpRequest() {
        @Override
        public HttpExecuteResponse call() {
          return HttpExecuteResponse.builder()
              .response(
                  SdkHttpFullResponse.builder()
                      .statusCode(403)
                      .putHeader("Content-Type", query ? "text/xml" : "application/json")
                      .putHeader("x-amzn-errortype", "AccessDeniedException")
                      .putHeader("Content-Length", Integer.toString(body.length))
                      .build())
              .responseBody(AbortableInputStream.create(new ByteArrayInputStream(body)))
              .build();
        }

        @Override
        public void abort() {}
      };
    }

    @Override
    public void close() {}
  }

  private static Need need(String kind) {
    return switch (kind) {
      case "listener" -> new Need.Listener(Http.Listener.TEST);
      case "target-groups" -> new Need.TargetGroups();
      case "task-counts" -> new Need.TaskCounts();
      case "tasks" -> new Need.Tasks();
      case "alarm" -> new Need.Alarm("shop-errors");
      case "numbers" -> new Need.Numbers(REQUESTS);
      case "log" -> new Need.Log("/shop/prod", "ERROR");
      case "function" -> new Need.Function("signalbox-check-shop");
      default -> throw new IllegalArgumentException(kind);
    };
  }

  private static Subject subject() {
    var blue = new Subject.Version("ecs-svc/1", Optional.of("shop-blue"), Optional.empty());
    return new Subject(
        new Hook.CodeDeploy("d-1", "e-1"),
        new AccountId("111122223333"),
        new Region("eu-west-1"),
        new Guarded.DeploymentGroup("shop", "prod"),
        Moment.BEFORE_INSTALL,
        new Subject.Service("main", "shop"),
        Optional.of(blue),
        Optional.of(new Subject.Version("ecs-svc/2", Optional.of("green"), Optional.empty())),
        new Subject.Listeners(Optional.empty(), Optional.of("arn:aws:test-listener")),
        Instant.now(),
        Instant.now().plusSeconds(600));
  }

  private static List<Lack> lacking(Need need, String message) {
    var connection =
        new Connection(
            software.amazon.awssdk.regions.Region.EU_WEST_1,
            Optional.of(URI.create("http://127.0.0.1:1")),
            StaticCredentialsProvider.create(AwsBasicCredentials.create("a", "b")),
            new Denying(message));
    return new Instruments(
            new Services(connection),
            new Ways(false, Guard.Inside.NOTHING),
            new ApprovalsInMemory(),
            InstantSource.system(),
            _ -> {})
        .lacking(Set.of(need), subject());
  }

  private static String why(Need need, String message) {
    List<Lack> lacks = lacking(need, message);
    assertThat(lacks).hasSize(1);
    return ((Unmeasured) lacks.getFirst().instead()).why();
  }

  @ParameterizedTest
  @CsvSource({
    "listener,      elasticloadbalancing:DescribeListeners,     *, arn:aws:test-listener",
    "target-groups, elasticloadbalancing:DescribeTargetGroups,  *, shop-blue",
    "task-counts,   ecs:DescribeTaskSets, arn:aws:ecs:eu-west-1:1:task-set/main/shop/*, ecs-svc/1",
    "tasks,         ecs:ListTasks,                              *, shop",
    "alarm,         cloudwatch:DescribeAlarms, arn:aws:cloudwatch:eu-west-1:1:alarm:*, shop-errors",
    "numbers,       cloudwatch:GetMetricData,                   *, metrics",
    "log,           logs:FilterLogEvents, arn:aws:logs:eu-west-1:1:log-group:/s:*, /shop/prod",
    "function,      lambda:InvokeFunction, arn:aws:lambda:eu-west-1:1:function:f, signalbox-check-",
  })
  void theActionTheResourceAndTheThingAreNamed(
      String kind, String action, String resource, String thing) {
    String on = resource.equals("*") ? "" : " on resource: " + resource;
    String message =
        ("User: arn:aws:sts::1:assumed-role/gate/x is not authorized to perform: %s%s because no"
                + " identity-based policy allows the %s action")
            .formatted(action, on, action);

    String why = why(need(kind), message);

    assertThat(why)
        .contains(thing)
        .contains("access denied: %s on %s. The gate's role needs ".formatted(action, resource))
        .contains("needs " + action);
  }

  @Test
  void whereAwsDoesNotSayWhatIsMissingWeDo() {
    assertThat(why(need("log"), "no"))
        .isEqualTo(
            "Cannot read log group /shop/prod: access denied. The gate's role needs"
                + " logs:FilterLogEvents");
  }
}
