package dev.signalbox.local.cloudwatch;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.local.api.Alarms.State;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.cloudwatch.model.MetricAlarm;

/** Why an alarm has changed its state. */
record Reason(MetricAlarm alarm, Instant at, List<Double> newest, State state) {
  String text() {
    if (newest.isEmpty()) {
      String none = "no datapoints were received for " + periods(alarm.evaluationPeriods());
      return state == State.INSUFFICIENT_DATA
          ? "Insufficient Data: " + none + "."
          : "Threshold Crossed: "
              + none
              + " and missing datapoints were treated as ["
              + alarm.treatMissingData()
              + "].";
    }
    return "Threshold Crossed: %d out of the last %d datapoints %s %s %s the threshold (%s)."
        .formatted(
            newest.size(),
            alarm.evaluationPeriods(),
            newest,
            newest.size() == 1 ? "was" : "were",
            state == State.ALARM ? words() : "not " + words(),
            alarm.threshold());
  }

  private static String periods(int count) {
    return count == 1 ? "1 period" : count + " periods";
  }

  private String words() {
    return switch (alarm.comparisonOperator()) {
      case GREATER_THAN_OR_EQUAL_TO_THRESHOLD -> "greater than or equal to";
      case GREATER_THAN_THRESHOLD -> "greater than";
      case LESS_THAN_THRESHOLD -> "less than";
      case LESS_THAN_OR_EQUAL_TO_THRESHOLD -> "less than or equal to";
      default -> "beyond";
    };
  }

  /** The same as JSON. */
  String data() {
    ObjectNode data =
        JsonNodeFactory.instance
            .objectNode()
            .put("version", "1.0")
            .put("queryDate", at.toString())
            .put("period", Queries.period(AlarmQueries.of(alarm)))
            .put("threshold", alarm.threshold());
    Optional.ofNullable(AlarmQueries.statistic(alarm)).ifPresent(it -> data.put("statistic", it));
    ArrayNode recent = data.putArray("recentDatapoints");
    newest.reversed().forEach(recent::add);
    return data.toString();
  }
}
