package dev.signalbox.local.cloudwatch;

import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.cloudwatch.model.MetricAlarm;
import software.amazon.awssdk.services.cloudwatch.model.MetricDataQuery;

/** What an alarm watches, as queries: one metric, or an expression over several. */
final class AlarmQueries {
  private static final String ONLY = "m1";

  private AlarmQueries() {}

  static List<MetricDataQuery> of(MetricAlarm alarm) {
    if (!alarm.metrics().isEmpty()) {
      return alarm.metrics();
    }
    return List.of(
        MetricDataQuery.builder()
            .id(ONLY)
            .metricStat(stat ->
                stat.metric(metric ->
                        metric
                            .namespace(alarm.namespace())
                            .metricName(alarm.metricName())
                            .dimensions(alarm.dimensions()))
                    .period(alarm.period())
                    .stat(statistic(alarm))
                    .unit(alarm.unit()))
            .returnData(true)
            .build());
  }

  static String statistic(MetricAlarm alarm) {
    return Optional.ofNullable(alarm.statisticAsString()).orElseGet(alarm::extendedStatistic);
  }

  /** The id of the one that is compared with the threshold. */
  static String watched(List<MetricDataQuery> queries) {
    List<String> returned =
        queries.stream()
            .filter(it -> it.returnData() == null || it.returnData())
            .map(MetricDataQuery::id)
            .toList();
    if (returned.size() != 1) {
      throw Queries.invalid("Exactly one of an alarm's Metrics has to return data");
    }
    return returned.getFirst();
  }
}
