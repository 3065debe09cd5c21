package dev.signalbox.local.cloudwatch;

import dev.signalbox.local.api.AwsError;
import dev.signalbox.local.api.Caller;
import dev.signalbox.local.api.Clock;
import dev.signalbox.local.api.Paging;
import dev.signalbox.local.api.Paging.Page;
import dev.signalbox.local.api.Service;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.cloudwatch.model.Datapoint;
import software.amazon.awssdk.services.cloudwatch.model.DimensionFilter;
import software.amazon.awssdk.services.cloudwatch.model.GetMetricStatisticsRequest;
import software.amazon.awssdk.services.cloudwatch.model.GetMetricStatisticsResponse;
import software.amazon.awssdk.services.cloudwatch.model.ListMetricsRequest;
import software.amazon.awssdk.services.cloudwatch.model.ListMetricsResponse;
import software.amazon.awssdk.services.cloudwatch.model.Metric;
import software.amazon.awssdk.services.cloudwatch.model.MetricDatum;
import software.amazon.awssdk.services.cloudwatch.model.PutMetricDataRequest;
import software.amazon.awssdk.services.cloudwatch.model.PutMetricDataResponse;
import software.amazon.awssdk.services.cloudwatch.model.Statistic;

/** The operations on metrics, but for GetMetricData. */
record MetricOperations(MetricHouse house, Clock clock) {
  private static final int MOST_POINTS = 1440;
  private static final Duration LISTED = Duration.ofDays(14);
  private static final Duration RECENT = Duration.ofHours(3);
  private static final Paging PAGES =
      new Paging(
          "metrics",
          500,
          500,
          () -> AwsError.of("InvalidParameterValue", "The next token specified is invalid."));

  void addTo(Service service) {
    service
        .on("PutMetricData", PutMetricDataRequest::builder, this::put)
        .on("ListMetrics", ListMetricsRequest::builder, this::list)
        .on("GetMetricStatistics", GetMetricStatisticsRequest::builder, this::statistics);
  }

  private PutMetricDataResponse put(Caller caller, PutMetricDataRequest request) {
    if (!request.entityMetricData().isEmpty()) {
      throw AwsError.notImplemented("monitoring", "EntityMetricData");
    }
    if (request.namespace().startsWith("AWS/") || request.namespace().startsWith(":")) {
      throw invalid(
          "The value " + request.namespace() + " for parameter Namespace is reserved to AWS.");
    }
    List<Datum> data =
        request.metricData().stream().map(it -> new Datum(it, clock.instant())).toList();
    data.forEach(Datum::check);
    for (Datum datum : data) {
      MetricDatum given = datum.given();
      house.put(
          new MetricId(
              caller.place(),
              request.namespace(),
              given.metricName(),
              Asked.dimensions(given.dimensions())),
          Optional.ofNullable(given.unitAsString()).orElse("None"),
          datum.at(),
          Optional.ofNullable(given.storageResolution()).orElse(60),
          datum.samples());
    }
    return PutMetricDataResponse.builder().build();
  }

  static AwsError invalid(String message) {
    return AwsError.of("InvalidParameterValue", message);
  }

  private ListMetricsResponse list(Caller caller, ListMetricsRequest request) {
    Duration past = request.recentlyActive() == null ? LISTED : RECENT;
    List<Metric> found =
        house.since(caller.place(), clock.instant().minus(past)).stream()
            .filter(it -> request.namespace() == null || it.namespace().equals(request.namespace()))
            .filter(it -> request.metricName() == null || it.name().equals(request.metricName()))
            .filter(it -> request.dimensions().stream().allMatch(filter -> has(it, filter)))
            .map(it ->
                Metric.builder()
                    .namespace(it.namespace())
                    .metricName(it.name())
                    .dimensions(Asked.dimensions(it.dimensions()))
                    .build())
            .toList();
    Page<Metric> page = PAGES.page(found, null, request.nextToken());
    return ListMetricsResponse.builder().metrics(page.items()).nextToken(page.next()).build();
  }

  private static boolean has(MetricId metric, DimensionFilter filter) {
    String value = metric.dimensions().get(filter.name());
    return value != null && (filter.value() == null || filter.value().equals(value));
  }

  private GetMetricStatisticsResponse statistics(
      Caller caller, GetMetricStatisticsRequest request) {
    if (request.statistics().isEmpty() && request.extendedStatistics().isEmpty()) {
      throw AwsError.of(
          "InvalidParameterCombination",
          "At least one of the parameters Statistics and ExtendedStatistics must be specified.");
    }
    if (!request.startTime().isBefore(request.endTime())) {
      throw AwsError.of(
          "InvalidParameterValue",
          "The parameter StartTime must be less than the parameter EndTime.");
    }
    MetricId id =
        new MetricId(
            caller.place(),
            request.namespace(),
            request.metricName(),
            Asked.dimensions(request.dimensions()));
    int period = Asked.checkedPeriod(request.period());
    long start = request.startTime().getEpochSecond();
    Series.Window window =
        new Series.Window(
            start - Math.floorMod(start, Math.min(period, 60)),
            request.endTime().getEpochSecond(),
            period);
    if ((window.end() - window.start()) / period > MOST_POINTS) {
      throw AwsError.of(
          "InvalidParameterCombination",
          "You have requested more than the limit of 1,440 datapoints; you may reduce them by"
              + " increasing Period, or decreasing the time range.");
    }
    List<Datapoint> points = new ArrayList<>();
    house
        .periods(id, Optional.ofNullable(request.unitAsString()), window)
        .forEach((begin, samples) ->
            points.add(point(request, Instant.ofEpochSecond(begin), samples, house.unit(id))));
    return GetMetricStatisticsResponse.builder()
        .label(request.metricName())
        .datapoints(points)
        .build();
  }

  private static Datapoint point(
      GetMetricStatisticsRequest request, Instant at, Samples samples, String unit) {
    List<Statistic> asked = request.statistics();
    Map<String, Double> extended = new HashMap<>();
    for (String statistic : request.extendedStatistics()) {
      samples
          .figure(dev.signalbox.local.cloudwatch.Statistic.of(statistic))
          .ifPresent(it -> extended.put(statistic, it));
    }
    Datapoint.Builder point =
        Datapoint.builder()
            .timestamp(at)
            .unit(unit)
            .sampleCount(asked.contains(Statistic.SAMPLE_COUNT) ? samples.count() : null)
            .average(asked.contains(Statistic.AVERAGE) ? samples.sum() / samples.count() : null)
            .sum(asked.contains(Statistic.SUM) ? samples.sum() : null)
            .minimum(asked.contains(Statistic.MINIMUM) ? samples.minimum() : null)
            .maximum(asked.contains(Statistic.MAXIMUM) ? samples.maximum() : null);
    return (extended.isEmpty() ? point : point.extendedStatistics(extended)).build();
  }
}
