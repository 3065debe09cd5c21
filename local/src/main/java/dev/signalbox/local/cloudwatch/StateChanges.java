package dev.signalbox.local.cloudwatch;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.local.api.Alarms.State;
import dev.signalbox.local.api.Clock;
import dev.signalbox.local.api.Events;
import dev.signalbox.local.api.Place;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.cloudwatch.model.MetricAlarm;
import software.amazon.awssdk.services.cloudwatch.model.MetricDataQuery;

/** Alarms changing their state, and the events that tell of it. */
record StateChanges(AlarmBook alarms, Clock clock, Events events, Errand errand) {
  /** What else is done when an alarm's state has changed. */
  interface Errand {
    void run(Place place, MetricAlarm before, MetricAlarm after, ObjectNode detail);
  }

  void change(Place place, String name, State state, Reason reason) {
    change(place, name, state, reason.text(), reason.data());
  }

  /** Nothing is told of an alarm that is in that state already. */
  void change(Place place, String name, State state, String reason, @Nullable String data) {
    AtomicReference<MetricAlarm> before = new AtomicReference<>();
    Optional<MetricAlarm> after =
        alarms.change(
            place,
            name,
            alarm -> {
              before.set(alarm);
              return changed(alarm, state, reason, data);
            });
    after
        .filter(it -> !it.stateValueAsString().equals(before.get().stateValueAsString()))
        .ifPresent(it -> tell(place, before.get(), it));
  }

  private MetricAlarm changed(
      MetricAlarm alarm, State state, String reason, @Nullable String data) {
    MetricAlarm.Builder changed =
        alarm.toBuilder()
            .stateValue(state.name())
            .stateReason(reason)
            .stateReasonData(data)
            .stateUpdatedTimestamp(clock.instant());
    return alarm.stateValueAsString().equals(state.name())
        ? changed.build()
        : changed.stateTransitionedTimestamp(clock.instant()).build();
  }

  private void tell(Place place, MetricAlarm before, MetricAlarm after) {
    ObjectNode detail = JsonNodeFactory.instance.objectNode().put("alarmName", after.alarmName());
    detail.set("state", state(after));
    detail.set("previousState", state(before));
    ObjectNode configuration = detail.putObject("configuration");
    if (after.alarmDescription() != null) {
      configuration.put("description", after.alarmDescription());
    }
    ArrayNode metrics = configuration.putArray("metrics");
    AlarmQueries.of(after).forEach(it -> metrics.add(metric(it)));
    events.emit(
        place,
        "aws.cloudwatch",
        "CloudWatch Alarm State Change",
        List.of(after.alarmArn()),
        detail);
    errand.run(place, before, after, detail);
  }

  private static ObjectNode state(MetricAlarm alarm) {
    ObjectNode state =
        JsonNodeFactory.instance
            .objectNode()
            .put("value", alarm.stateValueAsString())
            .put("reason", alarm.stateReason())
            .put("timestamp", alarm.stateUpdatedTimestamp().toString());
    if (alarm.stateReasonData() != null) {
      state.put("reasonData", alarm.stateReasonData());
    }
    return state;
  }

  private static ObjectNode metric(MetricDataQuery query) {
    ObjectNode metric = JsonNodeFactory.instance.objectNode().put("id", query.id());
    if (query.metricStat() == null) {
      metric.put("expression", query.expression());
    } else {
      ObjectNode stat = metric.putObject("metricStat");
      ObjectNode what =
          stat.putObject("metric")
              .put("namespace", query.metricStat().metric().namespace())
              .put("name", query.metricStat().metric().metricName());
      ObjectNode dimensions = what.putObject("dimensions");
      query.metricStat().metric().dimensions().forEach(it -> dimensions.put(it.name(), it.value()));
      stat.put("period", query.metricStat().period()).put("stat", query.metricStat().stat());
    }
    return metric.put("returnData", query.returnData() == null || query.returnData());
  }
}
