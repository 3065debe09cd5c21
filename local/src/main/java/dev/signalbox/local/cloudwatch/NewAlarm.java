package dev.signalbox.local.cloudwatch;

import dev.signalbox.local.api.AwsError;
import dev.signalbox.local.api.Place;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.cloudwatch.model.ComparisonOperator;
import software.amazon.awssdk.services.cloudwatch.model.MetricAlarm;
import software.amazon.awssdk.services.cloudwatch.model.PutMetricAlarmRequest;
import software.amazon.awssdk.services.cloudwatch.model.StateValue;

/** An alarm as a request configures it. */
final class NewAlarm {
  private static final Set<String> TREATMENTS =
      Set.of("missing", "ignore", "breaching", "notBreaching");

  private NewAlarm() {}

  /** In no state yet, but for the one an alarm of that name is in. */
  static MetricAlarm of(
      Place place, PutMetricAlarmRequest request, Optional<MetricAlarm> before, Instant now) {
    check(request);
    MetricAlarm alarm =
        before
            .map(MetricAlarm::toBuilder)
            .orElseGet(() ->
                MetricAlarm.builder()
                    .stateValue(StateValue.INSUFFICIENT_DATA)
                    .stateReason("Unchecked: Initial alarm creation")
                    .stateUpdatedTimestamp(now)
                    .stateTransitionedTimestamp(now))
            .alarmName(request.alarmName())
            .alarmArn(place.arn("cloudwatch", "alarm:" + request.alarmName()))
            .alarmDescription(request.alarmDescription())
            .alarmConfigurationUpdatedTimestamp(now)
            .actionsEnabled(Optional.ofNullable(request.actionsEnabled()).orElse(true))
            .okActions(request.okActions())
            .alarmActions(request.alarmActions())
            .insufficientDataActions(request.insufficientDataActions())
            .namespace(request.namespace())
            .metricName(request.metricName())
            .statistic(request.statistic())
            .extendedStatistic(request.extendedStatistic())
            .dimensions(request.dimensions())
            .period(request.period())
            .unit(request.unit())
            .metrics(request.metrics())
            .evaluationPeriods(request.evaluationPeriods())
            .datapointsToAlarm(request.datapointsToAlarm())
            .threshold(request.threshold())
            .comparisonOperator(request.comparisonOperator())
            .treatMissingData(request.treatMissingData())
            .build();
    AlarmQueries.watched(AlarmQueries.of(alarm));
    Queries.period(AlarmQueries.of(alarm));
    return alarm;
  }

  private static void check(PutMetricAlarmRequest request) {
    if (request.alarmName().chars().anyMatch(Character::isISOControl)) {
      throw invalid("An alarm's name cannot contain control characters");
    }
    if (request.thresholdMetricId() != null || anomaly(request.comparisonOperator())) {
      throw AwsError.notImplemented("monitoring", "alarms on anomaly detection");
    }
    if (request.comparisonOperator() == null) {
      throw invalid("ComparisonOperator has to be specified");
    }
    if (request.evaluateLowSampleCountPercentile() != null) {
      throw AwsError.notImplemented("monitoring", "EvaluateLowSampleCountPercentile");
    }
    if (request.threshold() == null || request.evaluationPeriods() == null) {
      throw invalid("Threshold and EvaluationPeriods have to be specified");
    }
    if (request.metrics().isEmpty()) {
      checkSingle(request);
    } else if (request.metricName() != null || request.period() != null) {
      throw AwsError.of(
          "InvalidParameterCombination",
          "Metrics cannot be specified together with MetricName or Period");
    }
    int toAlarm = Optional.ofNullable(request.datapointsToAlarm()).orElse(1);
    if (toAlarm < 1 || toAlarm > request.evaluationPeriods()) {
      throw invalid("DatapointsToAlarm has to be between 1 and EvaluationPeriods");
    }
    if (request.treatMissingData() != null && !TREATMENTS.contains(request.treatMissingData())) {
      throw invalid("Unsupported treatMissingData value: " + request.treatMissingData());
    }
  }

  private static void checkSingle(PutMetricAlarmRequest request) {
    if (request.metricName() == null || request.namespace() == null || request.period() == null) {
      throw AwsError.of(
          "MissingParameter", "MetricName, Namespace and Period have to be specified");
    }
    if ((request.statistic() == null) == (request.extendedStatistic() == null)) {
      throw AwsError.of(
          "MissingParameter", "Either Statistic or ExtendedStatistic has to be specified");
    }
    if (request.extendedStatistic() != null) {
      Statistic.of(request.extendedStatistic());
    }
  }

  private static boolean anomaly(@Nullable ComparisonOperator comparison) {
    return comparison == ComparisonOperator.LESS_THAN_LOWER_OR_GREATER_THAN_UPPER_THRESHOLD
        || comparison == ComparisonOperator.LESS_THAN_LOWER_THRESHOLD
        || comparison == ComparisonOperator.GREATER_THAN_UPPER_THRESHOLD;
  }

  private static AwsError invalid(String message) {
    return AwsError.of("ValidationError", message);
  }
}
