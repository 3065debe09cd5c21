package dev.signalbox.local.cloudwatch;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.local.api.AwsError;
import dev.signalbox.local.api.Functions;
import dev.signalbox.local.api.Place;
import dev.signalbox.local.api.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.cloudwatch.model.MetricAlarm;

/** What alarms do when their state changes: publish to topics and call functions. */
record Actions(Topics topics, Functions functions) {
  private static final Logger LOG = LoggerFactory.getLogger(Actions.class);
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSZ", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  /** An action that cannot be carried out is said in the log, as there is nobody else to tell. */
  void carryOut(Place place, MetricAlarm before, MetricAlarm after, ObjectNode detail) {
    if (!after.actionsEnabled()) {
      return;
    }
    for (String action : of(after)) {
      try {
        carryOut(place, action, before, after, detail);
      } catch (AwsError e) {
        LOG.warn("Alarm {} cannot do {}: {}", after.alarmName(), action, e.getMessage());
      }
    }
  }

  private static List<String> of(MetricAlarm alarm) {
    return switch (alarm.stateValue()) {
      case OK -> alarm.okActions();
      case ALARM -> alarm.alarmActions();
      default -> alarm.insufficientDataActions();
    };
  }

  private void carryOut(
      Place place, String action, MetricAlarm before, MetricAlarm after, ObjectNode detail) {
    if (action.startsWith("arn:aws:sns:")) {
      topics.publish(
          place.account(),
          action,
          Optional.of(subject(place, after)),
          message(place, before, after).toString());
    } else if (action.startsWith("arn:aws:lambda:")) {
      functions.invokeAsync(place, action, event(place, after, detail));
    } else {
      LOG.warn("Alarm {} names an action that is not known here: {}", after.alarmName(), action);
    }
  }

  private static String subject(Place place, MetricAlarm alarm) {
    String subject =
        alarm.stateValueAsString() + ": \"" + alarm.alarmName() + "\" in " + place.region();
    return subject.substring(0, Math.min(100, subject.length())).replaceAll("[^ -~]", "?");
  }

  private static ObjectNode message(Place place, MetricAlarm before, MetricAlarm after) {
    ObjectNode message =
        JsonNodeFactory.instance
            .objectNode()
            .put("AlarmName", after.alarmName())
            .put("AlarmDescription", after.alarmDescription())
            .put("AWSAccountId", place.account())
            .put(
                "AlarmConfigurationUpdatedTimestamp",
                time(after.alarmConfigurationUpdatedTimestamp()))
            .put("NewStateValue", after.stateValueAsString())
            .put("NewStateReason", after.stateReason())
            .put("StateChangeTime", time(after.stateUpdatedTimestamp()))
            .put("Region", place.region())
            .put("AlarmArn", after.alarmArn())
            .put("OldStateValue", before.stateValueAsString());
    texts(message.putArray("OKActions"), after.okActions());
    texts(message.putArray("AlarmActions"), after.alarmActions());
    texts(message.putArray("InsufficientDataActions"), after.insufficientDataActions());
    message.set("Trigger", trigger(after));
    return message;
  }

  private static void texts(ArrayNode array, List<String> texts) {
    texts.forEach(array::add);
  }

  private static ObjectNode trigger(MetricAlarm alarm) {
    ObjectNode trigger = JsonNodeFactory.instance.objectNode();
    if (alarm.metricName() != null) {
      trigger
          .put("MetricName", alarm.metricName())
          .put("Namespace", alarm.namespace())
          .put("StatisticType", alarm.statistic() == null ? "ExtendedStatistic" : "Statistic")
          .put("Statistic", AlarmQueries.statistic(alarm).toUpperCase(Locale.ROOT))
          .put("Period", alarm.period());
      ArrayNode dimensions = trigger.putArray("Dimensions");
      alarm
          .dimensions()
          .forEach(it -> dimensions.addObject().put("value", it.value()).put("name", it.name()));
    }
    return trigger
        .put("EvaluationPeriods", alarm.evaluationPeriods())
        .put("DatapointsToAlarm", alarm.datapointsToAlarm())
        .put("ComparisonOperator", alarm.comparisonOperatorAsString())
        .put("Threshold", alarm.threshold())
        .put("TreatMissingData", Optional.ofNullable(alarm.treatMissingData()).orElse(""));
  }

  private static byte[] event(Place place, MetricAlarm alarm, ObjectNode detail) {
    ObjectNode event =
        JsonNodeFactory.instance
            .objectNode()
            .put("source", "aws.cloudwatch")
            .put("alarmArn", alarm.alarmArn())
            .put("accountId", place.account())
            .put("time", time(alarm.stateUpdatedTimestamp()))
            .put("region", place.region());
    event.set("alarmData", detail);
    return event.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static String time(Instant instant) {
    return TIME.format(instant);
  }
}
