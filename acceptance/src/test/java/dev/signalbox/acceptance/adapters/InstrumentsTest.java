package dev.signalbox.acceptance.adapters;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.signalbox.acceptance.AwsAccounts;
import dev.signalbox.aws.gate.check.Instruments;
import dev.signalbox.aws.gate.check.Services;
import dev.signalbox.aws.gate.check.Ways;
import dev.signalbox.aws.web.Guard;
import dev.signalbox.core.gate.Check;
import dev.signalbox.core.gate.Finding;
import dev.signalbox.core.gate.Finding.Result;
import dev.signalbox.core.gate.Guarded;
import dev.signalbox.core.gate.Hook;
import dev.signalbox.core.gate.Moment;
import dev.signalbox.core.gate.Subject;
import dev.signalbox.core.gate.check.Alarms;
import dev.signalbox.core.gate.check.ApprovalsInMemory;
import dev.signalbox.core.gate.check.Compare;
import dev.signalbox.core.gate.check.Http;
import dev.signalbox.core.gate.check.Judge;
import dev.signalbox.core.gate.check.LogErrors;
import dev.signalbox.core.gate.check.Metric;
import dev.signalbox.core.gate.check.MetricQuery;
import dev.signalbox.core.gate.check.Observation;
import dev.signalbox.core.gate.check.Probe;
import dev.signalbox.core.gate.check.Steady;
import dev.signalbox.core.gate.check.TargetHealth;
import dev.signalbox.core.gate.check.Window;
import dev.signalbox.core.release.AccountId;
import dev.signalbox.core.release.Region;
import dev.signalbox.definitions.json.RecordJson;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.model.ComparisonOperator;
import software.amazon.awssdk.services.cloudwatch.model.Dimension;
import software.amazon.awssdk.services.cloudwatch.model.MetricDatum;
import software.amazon.awssdk.services.cloudwatch.model.StateValue;
import software.amazon.awssdk.services.cloudwatch.model.Statistic;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.InputLogEvent;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Action;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ActionTypeEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ProtocolEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetDescription;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetTypeEnum;

/** The instruments, over the real SDK. */
class InstrumentsTest {
  @RegisterExtension static final AwsAccounts AWS = new AwsAccounts();

  private static final Steady ONCE = new Steady(1, Duration.ZERO, Duration.ofMillis(200));

  private static ElasticLoadBalancingV2Client elb() {
    return AWS.connection(AwsAccounts.TOOLS).client(ElasticLoadBalancingV2Client.builder());
  }

  private static CloudWatchClient cloudWatch() {
    return AWS.connection(AwsAccounts.TOOLS).client(CloudWatchClient.builder());
  }

  private static Subject subject(
      Instant since, String green, Optional<String> blue, Optional<String> listener) {
    return new Subject(
        new Hook.CodeDeploy("d-ABCDEF123", "e-1"),
        new AccountId(AwsAccounts.TOOLS),
        new Region(AwsAccounts.REGION.id()),
        new Guarded.DeploymentGroup("shop", "prod"),
        Moment.AFTER_TEST_TRAFFIC,
        new Subject.Function("shop", "live"),
        blue.map(group -> new Subject.Version("1", Optional.of(group), Optional.empty())),
        Optional.of(new Subject.Version("2", Optional.of(green), Optional.empty())),
        new Subject.Listeners(Optional.empty(), listener),
        since,
        since.plusSeconds(3600));
  }

  private static Finding find(Probe probe, Subject subject) throws InterruptedException {
    return find(probe, subject, Duration.ofSeconds(20));
  }

  private static Finding find(Probe probe, Subject subject, Duration within)
      throws InterruptedException {
    var instruments =
        new Instruments(
            new Services(AWS.connection(AwsAccounts.TOOLS)),
            new Ways(true, Guard.Inside.NOTHING),
            new ApprovalsInMemory(),
            InstantSource.system(),
            Thread::sleep);
    Observation observed = instruments.observe(probe, subject, Instant.now().plus(within));
    var check =
        new Check("it", probe, Check.Mode.REQUIRED, Duration.ofMinutes(5), Check.Inconclusive.FAIL);
    Finding finding = Judge.judge(check, observed);
    assertThat(Judge.judge(check, again(observed))).as("replayed").isEqualTo(finding);
    return finding;
  }

  private record Stored(Observation observation) {}

  /** What was stored and read again. */
  private static Observation again(Observation observation) {
    return RecordJson.read(Stored.class, RecordJson.write(new Stored(observation))).observation();
  }

  private static String group(String name) {
    return elb()
        .createTargetGroup(it ->
            it.name(name)
                .protocol(ProtocolEnum.HTTP)
                .port(80)
                .vpcId("vpc-1")
                .targetType(TargetTypeEnum.IP)
                .healthCheckIntervalSeconds(5)
                .healthCheckTimeoutSeconds(2)
                .healthyThresholdCount(2)
                .unhealthyThresholdCount(2))
        .targetGroups()
        .getFirst()
        .targetGroupArn();
  }

  private static void register(String group, int port) {
    elb()
        .registerTargets(it ->
            it.targetGroupArn(group)
                .targets(TargetDescription.builder().id("127.0.0.1").port(port).build()));
  }

  private static String listener(String name, String group) throws IOException {
    String balancer =
        elb()
            .createLoadBalancer(it -> it.name(name).subnets("subnet-1", "subnet-2"))
            .loadBalancers()
            .getFirst()
            .loadBalancerArn();
    int port;
    try (var socket = new ServerSocket(0)) {
      port = socket.getLocalPort();
    }
    return elb()
        .createListener(it ->
            it.loadBalancerArn(balancer)
                .protocol(ProtocolEnum.HTTP)
                .port(port)
                .defaultActions(
                    Action.builder().type(ActionTypeEnum.FORWARD).targetGroupArn(group).build()))
        .listeners()
        .getFirst()
        .listenerArn();
  }

  private static HttpServer server(int status) throws IOException {
    var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          exchange.sendResponseHeaders(status, -1);
          exchange.close();
        });
    server.start();
    return server;
  }

  @Test
  void theNewVersionIsAskedBehindItsListenerAndTheOriginalIsNot() throws Exception {
    HttpServer server = server(200);
    try {
      String green = group("http-green");
      String blue = group("http-blue");
      register(green, server.getAddress().getPort());
      String listener = listener("http", green);
      var targets = new TargetHealth(1, ONCE);
      var http = new Http("/", 200);
      Instant now = Instant.now();
      Subject asked = subject(now, green, Optional.of(blue), Optional.of(listener));

      assertThat(find(targets, asked).result()).isEqualTo(Result.PASS);
      assertThat(find(http, asked).result()).isEqualTo(Result.PASS);
      assertThat(find(http, subject(now, blue, Optional.of(green), Optional.of(listener))).reason())
          .contains("the probe would test the original");
      assertThat(
              find(http, subject(now, "http-green", Optional.empty(), Optional.empty())).result())
          .isEqualTo(Result.FAIL);
    } finally {
      server.stop(0);
    }
  }

  @Test
  void targetsOfWhichNobodyKnowsOrThatAreIllAreNotHealthy() throws Exception {
    HttpServer ill = server(500);
    try {
      String green = group("ill-green");
      var targets = new TargetHealth(1, ONCE);
      Subject asked = subject(Instant.now(), green, Optional.empty(), Optional.empty());

      assertThat(
              find(new TargetHealth(1, new Steady(1, Duration.ZERO, Duration.ofSeconds(30))), asked)
                  .reason())
          .isEqualTo("There are no targets");
      register(green, ill.getAddress().getPort());
      listener("ill", green);
      assertThat(find(targets, asked, Duration.ofSeconds(1)).result()).isEqualTo(Result.WAIT);
    } finally {
      ill.stop(0);
    }
  }

  private static void alarm(String name, StateValue state) {
    cloudWatch()
        .putMetricAlarm(it ->
            it.alarmName(name)
                .namespace("Shop")
                .metricName("errors")
                .statistic(Statistic.SUM)
                .period(60)
                .evaluationPeriods(1)
                .threshold(1.0)
                .comparisonOperator(ComparisonOperator.GREATER_THAN_THRESHOLD));
    cloudWatch().setAlarmState(it -> it.alarmName(name).stateValue(state).stateReason("test"));
  }

  @Test
  void anAlarmPassesBySilenceAlone() throws InterruptedException {
    alarm("quiet/ü", StateValue.OK);
    alarm("loud", StateValue.ALARM);
    Subject asked = subject(Instant.now(), "g", Optional.empty(), Optional.empty());

    assertThat(find(alarms("quiet/ü"), asked).result()).isEqualTo(Result.PASS);
    assertThat(find(alarms("quiet/ü", "loud"), asked).reason()).isEqualTo("Alarm 'loud' went off");
    assertThat(find(alarms("quiet/ü", "gone"), asked).reason())
        .isEqualTo("There is no alarm 'gone'");
  }

  private static Alarms alarms(String... names) {
    return new Alarms(
        List.of(names), Duration.ZERO, Duration.ofSeconds(1), Alarms.Silence.FAIL, false);
  }

  private static final Window WINDOW =
      new Window(Duration.ofMinutes(3), Duration.ofMinutes(1), Duration.ofMinutes(2));

  private static MetricQuery.Metric metric(String name, String statistic) {
    return new MetricQuery.Metric(
        "Shop", name, Map.of("TargetGroup", "${target-group}"), statistic);
  }

  /** Where the groups are called targetgroup/green/1 and targetgroup/blue/1. */
  private static String arn(String name) {
    return "arn:aws:elasticloadbalancing:eu-west-1:%s:targetgroup/%s/1"
        .formatted(AwsAccounts.TOOLS, name);
  }

  private static void put(String group, String name, Instant from, double... values) {
    for (int i = 0; i < values.length; i++) {
      double value = values[i];
      Instant at = from.plusSeconds(i * 60L + 30);
      cloudWatch()
          .putMetricData(it ->
              it.namespace("Shop")
                  .metricData(
                      MetricDatum.builder()
                          .metricName(name)
                          .timestamp(at)
                          .value(value)
                          .dimensions(
                              Dimension.builder()
                                  .name("TargetGroup")
                                  .value("targetgroup/" + group + "/1")
                                  .build())
                          .build()));
    }
  }

  @Test
  void metricsAreReadInTheirWindowAndForTheVersionThatIsMeant() throws InterruptedException {
    Instant since = Instant.now().minus(Duration.ofMinutes(10)).truncatedTo(ChronoUnit.MINUTES);
    // Before the hook, and after its window: neither counts.
    put("green", "latency", since.minusSeconds(120), 99, 99, 5, 6, 7, 99);
    put("blue", "latency", since, 5, 6, 6);
    put("green", "requests", since, 20, 20, 20);
    put("green", "errors", since.plusSeconds(60), 3);
    Subject asked = subject(since, arn("green"), Optional.of(arn("blue")), Optional.empty());

    assertThat(find(below(metric("latency", "Average"), 7.5), asked).result())
        .isEqualTo(Result.PASS);
    assertThat(find(below(metric("latency", "Average"), 7), asked).reason())
        .isEqualTo("1 of 3 points are not below 7, the first of them is 7");
    assertThat(find(below(metric("nothing", "Sum"), 7), asked).result())
        .isEqualTo(Result.INCONCLUSIVE);
    assertThat(find(rate(0.05), asked).reason()).isEqualTo("It is 0.05, which is not below 0.05");
    assertThat(find(rate(0.051), asked).result()).isEqualTo(Result.PASS);
    assertThat(find(compared(10), asked).result()).isEqualTo(Result.PASS);
    assertThat(find(compared(5), asked).reason()).startsWith("Green is worse: green is 6, blue is");
  }

  private static Metric below(MetricQuery.Metric metric, double bound) {
    return new Metric(
        MetricQuery.of(metric),
        WINDOW,
        new Metric.Bounds(Optional.empty(), Optional.of(bound)),
        0,
        3,
        Optional.empty());
  }

  private static Metric rate(double bound) {
    return new Metric(
        MetricQuery.of(metric("errors", "Sum")),
        WINDOW,
        new Metric.Bounds(Optional.empty(), Optional.of(bound)),
        0,
        3,
        Optional.of(new Metric.Per(MetricQuery.of(metric("requests", "Sum")), 60, true)));
  }

  private static Compare compared(double percent) {
    return new Compare(
        MetricQuery.of(metric("latency", "Average")),
        WINDOW,
        Optional.empty(),
        3,
        Compare.Worse.HIGHER,
        new Compare.Margin(percent, 0),
        Optional.empty());
  }

  @Test
  void aLogsErrorsAreCountedSinceTheHookBegan() throws InterruptedException {
    CloudWatchLogsClient logs =
        AWS.connection(AwsAccounts.TOOLS).client(CloudWatchLogsClient.builder());
    logs.createLogGroup(it -> it.logGroupName("/ecs/shop"));
    logs.createLogStream(it -> it.logGroupName("/ecs/shop").logStreamName("web/1"));
    Instant since = Instant.now().minus(Duration.ofMinutes(5));
    logs.putLogEvents(it ->
        it.logGroupName("/ecs/shop")
            .logStreamName("web/1")
            .logEvents(
                line(since.minusSeconds(9), "ERROR of before"),
                line(since.plusSeconds(5), "fine"),
                line(since.plusSeconds(6), "ERROR\u00fc now")));
    Subject asked = subject(since, "g", Optional.empty(), Optional.empty());

    assertThat(find(errors("/ecs/shop", "ERROR", 0), asked).result()).isEqualTo(Result.FAIL);
    assertThat(find(errors("/ecs/shop", "ERROR", 1), asked).result()).isEqualTo(Result.PASS);
    assertThat(find(errors("/ecs/none", "ERROR", 1), asked).reason())
        .isEqualTo("There is no log group '/ecs/none'");
    assertThat(
            find(
                    errors("/ecs/shop", "ERROR", 1),
                    subject(since.plusSeconds(60), "g", Optional.empty(), Optional.empty()))
                .result())
        .isEqualTo(Result.INCONCLUSIVE);
  }

  private static InputLogEvent line(Instant at, String text) {
    return InputLogEvent.builder().timestamp(at.toEpochMilli()).message(text).build();
  }

  private static LogErrors errors(String group, String pattern, int most) {
    return new LogErrors(
        group,
        Optional.of("web/"),
        pattern,
        most,
        1,
        Duration.ofSeconds(60),
        Duration.ofSeconds(30));
  }
}
