package dev.signalbox.local.cloudwatch;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.local.api.AwsError;
import dev.signalbox.local.api.Calls;
import dev.signalbox.local.api.ManualClock;
import dev.signalbox.local.api.Place;
import dev.signalbox.local.api.Queues;
import dev.signalbox.local.api.Topics;
import dev.signalbox.local.store.MvStore;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import software.amazon.awssdk.services.cloudwatch.model.DescribeAlarmsRequest;
import software.amazon.awssdk.services.cloudwatch.model.DescribeAlarmsResponse;
import software.amazon.awssdk.services.cloudwatch.model.GetMetricDataRequest;
import software.amazon.awssdk.services.cloudwatch.model.GetMetricDataResponse;
import software.amazon.awssdk.services.cloudwatch.model.MetricAlarm;
import software.amazon.awssdk.services.cloudwatch.model.MetricDataQuery;
import software.amazon.awssdk.services.cloudwatch.model.PutMetricAlarmRequest;
import software.amazon.awssdk.services.cloudwatch.model.PutMetricAlarmResponse;

/** CloudWatch for the tests, at ten o'clock. */
final class Desk implements AutoCloseable {
  static final Place HERE = new Place("111111111111", "eu-west-1");
  static final Instant TEN = Instant.parse("2026-11-21T10:00:00Z");

  final ManualClock clock = new ManualClock(TEN.toString());
  final List<String> published = new ArrayList<>();
  final List<ObjectNode> events = new ArrayList<>();
  final MvStore store = MvStore.open(Optional.empty());
  CloudWatch cloudWatch = open();
  Calls calls = Calls.to(cloudWatch.api(), HERE);

  private CloudWatch open() {
    return new CloudWatch(store, clock, (_, _, _, _, detail) -> events.add(detail));
  }

  /** With topics that remember what was published, and no functions. */
  void start() {
    cloudWatch.start(new Published(), (_, _, _) -> {});
  }

  private final class Published implements Topics {
    @Override
    public void publish(String account, String topicArn, Optional<String> subject, String message) {
      if (topicArn.endsWith(":missing")) {
        throw AwsError.of("NotFound", "Topic does not exist");
      }
      published.add(topicArn + " " + subject.orElse("") + " " + message);
    }

    @Override
    public void publishAs(
        Queues.Sender sender, String topicArn, Optional<String> subject, String message) {
      throw new IllegalStateException("Alarms publish for their account");
    }
  }

  void restart() {
    cloudWatch.close();
    cloudWatch = open();
    calls = Calls.to(cloudWatch.api(), HERE);
    start();
  }

  void put(double value) {
    cloudWatch.metrics().put(HERE, "Shop", "Errors", Map.of("Service", "shop"), value, "Count");
  }

  /** One value in each of the next minutes. */
  void minutes(double... values) {
    for (double value : values) {
      put(value);
      clock.advance(Duration.ofMinutes(1));
    }
  }

  static MetricDataQuery query(String id, String stat, int period) {
    return query(id, stat, period, Map.of("Service", "shop"));
  }

  /** The sum of each minute. */
  static MetricDataQuery query(String id, Map<String, String> dimensions) {
    return query(id, "Sum", 60, dimensions);
  }

  private static MetricDataQuery query(
      String id, String stat, int period, Map<String, String> dimensions) {
    return MetricDataQuery.builder()
        .id(id)
        .metricStat(it ->
            it.metric(m ->
                    m.namespace("Shop")
                        .metricName("Errors")
                        .dimensions(Asked.dimensions(dimensions)))
                .period(period)
                .stat(stat))
        .build();
  }

  static MetricDataQuery expression(String id, String expression) {
    return MetricDataQuery.builder().id(id).expression(expression).build();
  }

  GetMetricDataResponse data(
      Consumer<GetMetricDataRequest.Builder> more, MetricDataQuery... queries) {
    GetMetricDataRequest.Builder request =
        GetMetricDataRequest.builder()
            .startTime(TEN)
            .endTime(TEN.plus(Duration.ofHours(1)))
            .scanBy("TimestampAscending")
            .metricDataQueries(queries);
    more.accept(request);
    return calls.call("GetMetricData", request.build(), GetMetricDataResponse.class);
  }

  List<Double> values(String stat) {
    return data(_ -> {}, query("m", stat, 60)).metricDataResults().getFirst().values();
  }

  void alarm(Consumer<PutMetricAlarmRequest.Builder> more) {
    PutMetricAlarmRequest.Builder request =
        PutMetricAlarmRequest.builder()
            .alarmName("errors")
            .namespace("Shop")
            .metricName("Errors")
            .dimensions(Asked.dimensions(Map.of("Service", "shop")))
            .statistic("Sum")
            .period(60)
            .evaluationPeriods(1)
            .threshold(5.0)
            .comparisonOperator("GreaterThanThreshold");
    more.accept(request);
    calls.call("PutMetricAlarm", request.build(), PutMetricAlarmResponse.class);
    clock.run();
  }

  MetricAlarm alarm() {
    return calls
        .call(
            "DescribeAlarms",
            DescribeAlarmsRequest.builder().alarmNames("errors").build(),
            DescribeAlarmsResponse.class)
        .metricAlarms()
        .getFirst();
  }

  @Override
  public void close() {
    cloudWatch.close();
    store.close();
  }
}
