package dev.signalbox.acceptance.adapters;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.acceptance.AwsAccounts;
import dev.signalbox.aws.gate.check.Instruments;
import dev.signalbox.aws.gate.check.Services;
import dev.signalbox.aws.gate.check.Ways;
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
import dev.signalbox.core.gate.check.Observation;
import dev.signalbox.core.release.AccountId;
import dev.signalbox.core.release.Region;
import dev.signalbox.definitions.json.RecordJson;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.model.ComparisonOperator;
import software.amazon.awssdk.services.cloudwatch.model.Statistic;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ProtocolEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetTypeEnum;

/** What a deployment will need is looked for over the real SDK. */
class PreflightTest {
  @RegisterExtension static final AwsAccounts AWS = new AwsAccounts();

  private static Subject subject(String blue, String green, Optional<String> test) {
    return new Subject(
        new Hook.CodeDeploy("d-ABCDEF123", "e-1"),
        new AccountId(AwsAccounts.TOOLS),
        new Region(AwsAccounts.REGION.id()),
        new Guarded.DeploymentGroup("shop", "prod"),
        Moment.BEFORE_INSTALL,
        new Subject.Service("main", "shop"),
        Optional.of(new Subject.Version("ecs-svc/1", Optional.of(blue), Optional.empty())),
        Optional.of(new Subject.Version("ecs-svc/2", Optional.of(green), Optional.empty())),
        new Subject.Listeners(Optional.empty(), test),
        Instant.now(),
        Instant.now().plusSeconds(3600));
  }

  private static Map<Need, Observation> lacking(Subject subject, Need... needs) {
    List<Lack> lacks =
        new Instruments(
                new Services(AWS.connection(AwsAccounts.TOOLS)),
                new Ways(true, Guard.Inside.NOTHING),
                new ApprovalsInMemory(),
                InstantSource.system(),
                Thread::sleep)
            .lacking(Set.of(needs), subject);
    assertThat(again(lacks)).as("stored and read again").isEqualTo(lacks);
    return lacks.stream().collect(Collectors.toMap(Lack::need, Lack::instead));
  }

  private record Stored(List<Lack> lacks) {}

  private static List<Lack> again(List<Lack> lacks) {
    return RecordJson.read(Stored.class, RecordJson.write(new Stored(lacks))).lacks();
  }

  private static void group(String name) {
    AWS.connection(AwsAccounts.TOOLS)
        .client(ElasticLoadBalancingV2Client.builder())
        .createTargetGroup(it ->
            it.name(name)
                .protocol(ProtocolEnum.HTTP)
                .port(80)
                .vpcId("vpc-1")
                .targetType(TargetTypeEnum.IP));
  }

  private static MetricQuery numbers(String expression) {
    return new MetricQuery(
        Optional.of(expression),
        List.of(
            new MetricQuery.Named(
                "requests", new MetricQuery.Metric("Shop", "requests", Map.of(), "Sum"))));
  }

  @Test
  void whatIsThereIsNotLacking() {
    group("there-blue");
    group("there-green");
    AWS.connection(AwsAccounts.TOOLS)
        .client(CloudWatchLogsClient.builder())
        .createLogGroup(it -> it.logGroupName("/shop/prod"));
    AWS.connection(AwsAccounts.TOOLS)
        .client(CloudWatchClient.builder())
        .putMetricAlarm(it ->
            it.alarmName("there")
                .namespace("Shop")
                .metricName("errors")
                .statistic(Statistic.SUM)
                .period(60)
                .evaluationPeriods(1)
                .threshold(1.0)
                .comparisonOperator(ComparisonOperator.GREATER_THAN_THRESHOLD));

    assertThat(
            lacking(
                subject("there-blue", "there-green", Optional.empty()),
                new Need.TargetGroups(),
                new Need.Targets(),
                new Need.Alarm("there"),
                new Need.Numbers(numbers("requests * 2")),
                new Need.Log("/shop/prod", "?ERROR ?FATAL")))
        .isEmpty();
  }

  @Test
  void whatIsNotThereIsNamed() {
    group("gone-blue");
    String listener =
        "arn:aws:elasticloadbalancing:eu-west-1:%s:listener/app/gone/1234567890123456/1"
            .formatted(AwsAccounts.TOOLS);
    var groups = new Need.TargetGroups();
    var test = new Need.Listener(Http.Listener.TEST);
    var production = new Need.Listener(Http.Listener.PRODUCTION);
    var function = new Need.Function("signalbox-check-gone");
    var log = new Need.Log("/gone", "ERROR");
    List<Need> alarms =
        Stream.iterate(0, i -> i + 1)
            .limit(101)
            .<Need>map(i -> new Need.Alarm("gone" + i))
            .toList();

    Map<Need, Observation> lacks =
        lacking(
            subject("gone-blue", "gone-green", Optional.of(listener)),
            Stream.concat(Stream.of(groups, test, production, function, log), alarms.stream())
                .toArray(Need[]::new));

    assertThat(lacks).hasSize(106);
    assertThat(String.valueOf(lacks.get(groups))).contains("gone-green");
    assertThat(String.valueOf(lacks.get(test))).contains(listener);
    assertThat(String.valueOf(lacks.get(production))).contains("There is no production listener");
    assertThat(String.valueOf(lacks.get(function))).contains("signalbox-check-gone");
    assertThat(lacks.get(log)).isEqualTo(new Observation.Missing("There is no log group '/gone'"));
    assertThat(lacks.get(new Need.Alarm("gone100")))
        .isEqualTo(new Observation.Missing("There is no alarm 'gone100'"));
  }

  @Test
  void whatEcsHasYetToGiveAVersionIsNotLackingBeforeItRuns() {
    Need[] needs = {new Need.Listener(Http.Listener.PRODUCTION), new Need.TargetGroups()};

    assertThat(lacking(ofEcs("PRE_SCALE_UP", Moment.BEFORE_INSTALL), needs)).isEmpty();
    assertThat(lacking(ofEcs("POST_SCALE_UP", Moment.AFTER_INSTALL), needs)).hasSize(2);
  }

  private static Subject ofEcs(String stage, Moment moment) {
    return new Subject(
        new Hook.Ecs("arn:deployment", stage, "e-1", ""),
        new AccountId(AwsAccounts.TOOLS),
        new Region(AwsAccounts.REGION.id()),
        new Guarded.Service("main", "shop"),
        moment,
        new Subject.Service("main", "shop"),
        Optional.empty(),
        Optional.of(new Subject.Version("arn:green", Optional.empty(), Optional.empty())),
        Subject.Listeners.NONE,
        Instant.now(),
        Instant.now().plusSeconds(3600));
  }

  @Test
  void anExpressionThatCloudWatchDoesNotTakeIsFoundBeforeItsWindowIsOver() {
    var broken = new Need.Numbers(numbers("requests +"));

    assertThat(lacking(subject("b", "g", Optional.empty()), broken)).containsOnlyKeys(broken);
  }
}
