package dev.signalbox.local.elb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.signalbox.local.LocalOptions;
import dev.signalbox.local.LocalServer;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.model.Datapoint;
import software.amazon.awssdk.services.cloudwatch.model.Dimension;
import software.amazon.awssdk.services.cloudwatch.model.MetricDatum;
import software.amazon.awssdk.services.cloudwatch.model.StandardUnit;
import software.amazon.awssdk.services.cloudwatch.model.Statistic;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.LoadBalancer;

class RequestMetricsTest {
  @RegisterExtension
  static final LocalServer LOCAL = new LocalServer(LocalOptions.defaults().withTimeScale(20));

  private final Grid grid = new Grid(LOCAL);
  private final CloudWatchClient metrics = LOCAL.client(CloudWatchClient.builder());
  private final Backend backend = grid.backend("shop");
  private final String group = grid.groupOf(backend);
  private final LoadBalancer balancer = grid.balancer();
  private final String listener = grid.listener(balancer, Grid.forward(Map.of(group, 1)));

  @AfterEach
  void close() {
    metrics.close();
    grid.close();
  }

  private double sum(String metric) {
    String arn = balancer.loadBalancerArn();
    return metrics
        .getMetricStatistics(it ->
            it.namespace("AWS/ApplicationELB")
                .metricName(metric)
                .dimensions(
                    dimension("LoadBalancer", arn.substring(arn.indexOf("app/"))),
                    dimension("TargetGroup", group.substring(group.lastIndexOf(':') + 1)))
                .period(60)
                .startTime(Instant.now().minus(Duration.ofHours(1)))
                .endTime(Instant.now().plus(Duration.ofHours(10)))
                .statistics(Statistic.SUM))
        .datapoints()
        .stream()
        .mapToDouble(Datapoint::sum)
        .sum();
  }

  private static Dimension dimension(String name, String value) {
    return Dimension.builder().name(name).value(value).build();
  }

  @Test
  void everyRequestIsCountedWithWhatItsTargetAnswered() {
    backend.serves("/bad", it -> Backend.answer(it, 500, "bad"));
    for (int i = 0; i < 5; i++) {
      grid.get(grid.url(listener, "/"));
    }
    grid.get(grid.url(listener, "/bad"));
    await().atMost(Duration.ofSeconds(20)).until(() -> sum("RequestCount") == 6);
    assertThat(sum("HTTPCode_Target_2XX_Count")).isEqualTo(5);
    assertThat(sum("HTTPCode_Target_5XX_Count")).isEqualTo(1);
    assertThat(sum("TargetResponseTime")).isPositive();
  }

  @Test
  void healthyTargetsAreCountedEveryMinute() {
    await().atMost(Duration.ofSeconds(20)).until(() -> sum("HealthyHostCount") > 0);
  }

  @Test
  void aLargeBatchThatTheSdkCompressesIsTakenLikeAnyOther() {
    metrics.putMetricData(it ->
        it.namespace("Large")
            .metricData(
                java.util.stream.IntStream.range(0, 500)
                    .mapToObj(i ->
                        MetricDatum.builder()
                            .metricName("metric" + i)
                            .unit(StandardUnit.COUNT)
                            .dimensions(dimension("Name", "value".repeat(20)))
                            .value((double) i)
                            .build())
                    .toList()));
    assertThat(metrics.listMetricsPaginator(it -> it.namespace("Large")).metrics()).hasSize(500);
  }
}
