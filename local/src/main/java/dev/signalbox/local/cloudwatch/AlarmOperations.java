package dev.signalbox.local.cloudwatch;

import dev.signalbox.local.api.Alarms.State;
import dev.signalbox.local.api.AwsError;
import dev.signalbox.local.api.Caller;
import dev.signalbox.local.api.Clock;
import dev.signalbox.local.api.Paging;
import dev.signalbox.local.api.Paging.Page;
import dev.signalbox.local.api.Place;
import dev.signalbox.local.api.Service;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import software.amazon.awssdk.services.cloudwatch.model.AlarmType;
import software.amazon.awssdk.services.cloudwatch.model.DeleteAlarmsRequest;
import software.amazon.awssdk.services.cloudwatch.model.DeleteAlarmsResponse;
import software.amazon.awssdk.services.cloudwatch.model.DescribeAlarmsForMetricRequest;
import software.amazon.awssdk.services.cloudwatch.model.DescribeAlarmsForMetricResponse;
import software.amazon.awssdk.services.cloudwatch.model.DescribeAlarmsRequest;
import software.amazon.awssdk.services.cloudwatch.model.DescribeAlarmsResponse;
import software.amazon.awssdk.services.cloudwatch.model.DisableAlarmActionsRequest;
import software.amazon.awssdk.services.cloudwatch.model.DisableAlarmActionsResponse;
import software.amazon.awssdk.services.cloudwatch.model.EnableAlarmActionsRequest;
import software.amazon.awssdk.services.cloudwatch.model.EnableAlarmActionsResponse;
import software.amazon.awssdk.services.cloudwatch.model.MetricAlarm;
import software.amazon.awssdk.services.cloudwatch.model.PutMetricAlarmRequest;
import software.amazon.awssdk.services.cloudwatch.model.PutMetricAlarmResponse;
import software.amazon.awssdk.services.cloudwatch.model.SetAlarmStateRequest;
import software.amazon.awssdk.services.cloudwatch.model.SetAlarmStateResponse;
import software.amazon.awssdk.services.cloudwatch.model.Tag;

/** The operations on alarms. */
record AlarmOperations(AlarmBook alarms, Watch watch, StateChanges changes, Clock clock) {
  private static final Paging PAGES =
      new Paging(
          "alarms",
          50,
          100,
          () -> AwsError.of("InvalidNextToken", "The next token specified is invalid."));

  void addTo(Service service) {
    service
        .on("PutMetricAlarm", PutMetricAlarmRequest::builder, this::put)
        .on("DescribeAlarms", DescribeAlarmsRequest::builder, this::describe)
        .on(
            "DescribeAlarmsForMetric",
            DescribeAlarmsForMetricRequest::builder,
            this::describeForMetric)
        .on("SetAlarmState", SetAlarmStateRequest::builder, this::set)
        .on("EnableAlarmActions", EnableAlarmActionsRequest::builder, this::enableActions)
        .on("DisableAlarmActions", DisableAlarmActionsRequest::builder, this::disable)
        .on("DeleteAlarms", DeleteAlarmsRequest::builder, this::delete);
  }

  private PutMetricAlarmResponse put(Caller caller, PutMetricAlarmRequest request) {
    made(caller.place(), request);
    return PutMetricAlarmResponse.builder().build();
  }

  MetricAlarm made(Place place, PutMetricAlarmRequest request) {
    Map<String, String> tags = new TreeMap<>();
    request.tags().forEach((Tag it) -> tags.put(it.key(), it.value()));
    Instant now = clock.instant();
    MetricAlarm alarm =
        alarms.put(
            place, request.alarmName(), before -> NewAlarm.of(place, request, before, now), tags);
    watch.over(place, alarm);
    return alarm;
  }

  private DescribeAlarmsResponse describe(Caller caller, DescribeAlarmsRequest request) {
    if (request.childrenOfAlarmName() != null || request.parentsOfAlarmName() != null) {
      throw AwsError.notImplemented("monitoring", "composite alarms");
    }
    if (!request.alarmNames().isEmpty() && request.alarmNamePrefix() != null) {
      throw AwsError.of(
          "ValidationError", "AlarmNames and AlarmNamePrefix cannot be specified together");
    }
    boolean metric =
        request.alarmTypes().isEmpty() || request.alarmTypes().contains(AlarmType.METRIC_ALARM);
    List<MetricAlarm> found =
        (metric ? asked(caller.place(), request) : Stream.<MetricAlarm>empty()).toList();
    Page<MetricAlarm> page = PAGES.page(found, request.maxRecords(), request.nextToken());
    return DescribeAlarmsResponse.builder()
        .metricAlarms(page.items())
        .compositeAlarms(List.of())
        .nextToken(page.next())
        .build();
  }

  private Stream<MetricAlarm> asked(Place place, DescribeAlarmsRequest request) {
    return alarms.in(place).stream()
        .filter(
            it -> request.alarmNames().isEmpty() || request.alarmNames().contains(it.alarmName()))
        .filter(it ->
            request.alarmNamePrefix() == null
                || it.alarmName().startsWith(request.alarmNamePrefix()))
        .filter(it -> request.stateValue() == null || it.stateValue() == request.stateValue())
        .filter(it ->
            request.actionPrefix() == null
                || it.alarmActions().stream().anyMatch(a -> a.startsWith(request.actionPrefix())));
  }

  private DescribeAlarmsForMetricResponse describeForMetric(
      Caller caller, DescribeAlarmsForMetricRequest request) {
    return DescribeAlarmsForMetricResponse.builder()
        .metricAlarms(
            alarms.in(caller.place()).stream()
                .filter(it -> request.metricName().equals(it.metricName()))
                .filter(it -> request.namespace().equals(it.namespace()))
                .filter(it ->
                    Asked.dimensions(it.dimensions())
                        .equals(Asked.dimensions(request.dimensions())))
                .filter(it -> request.statistic() == null || request.statistic() == it.statistic())
                .filter(it -> request.period() == null || request.period().equals(it.period()))
                .toList())
        .build();
  }

  private SetAlarmStateResponse set(Caller caller, SetAlarmStateRequest request) {
    alarms.get(caller.place(), request.alarmName());
    changes.change(
        caller.place(),
        request.alarmName(),
        State.valueOf(request.stateValueAsString()),
        request.stateReason(),
        request.stateReasonData());
    return SetAlarmStateResponse.builder().build();
  }

  private EnableAlarmActionsResponse enableActions(
      Caller caller, EnableAlarmActionsRequest request) {
    enable(caller, request.alarmNames(), true);
    return EnableAlarmActionsResponse.builder().build();
  }

  private DisableAlarmActionsResponse disable(Caller caller, DisableAlarmActionsRequest request) {
    enable(caller, request.alarmNames(), false);
    return DisableAlarmActionsResponse.builder().build();
  }

  private void enable(Caller caller, List<String> names, boolean enabled) {
    names.forEach(name ->
        alarms.change(caller.place(), name, it -> it.toBuilder().actionsEnabled(enabled).build()));
  }

  private DeleteAlarmsResponse delete(Caller caller, DeleteAlarmsRequest request) {
    request.alarmNames().forEach(it -> alarms.remove(caller.place(), it));
    return DeleteAlarmsResponse.builder().build();
  }
}
