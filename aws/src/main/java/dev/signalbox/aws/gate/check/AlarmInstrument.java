package dev.signalbox.aws.gate.check;

import dev.signalbox.aws.client.Calls;
import dev.signalbox.core.Refused;
import dev.signalbox.core.gate.Hook;
import dev.signalbox.core.gate.Subject;
import dev.signalbox.core.gate.check.AlarmStates;
import dev.signalbox.core.gate.check.AlarmStates.Alarm;
import dev.signalbox.core.gate.check.AlarmStates.Sample;
import dev.signalbox.core.gate.check.Alarms;
import dev.signalbox.core.gate.check.Observation;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.services.cloudwatch.model.AlarmType;
import software.amazon.awssdk.services.cloudwatch.model.CompositeAlarm;
import software.amazon.awssdk.services.cloudwatch.model.DescribeAlarmsResponse;
import software.amazon.awssdk.services.cloudwatch.model.MetricAlarm;

/** Looks at alarms. */
record AlarmInstrument(Services services, Watching watching) {
  /** As many as one call names. */
  private static final int MOST = 100;

  Observation observe(Alarms probe, Subject subject, Instant deadline) throws InterruptedException {
    return watching.watch(
        probe,
        probe.every(),
        deadline,
        () -> sample(probe.names()),
        samples ->
            new AlarmStates(rings(samples) ? known(subject.hook()) : Optional.empty(), samples));
  }

  /** Only then it matters when the deployment began. */
  private static boolean rings(List<Sample> samples) {
    return samples.stream()
        .flatMap(sample -> sample.alarms().stream())
        .anyMatch(alarm -> alarm.state().equals("ALARM"));
  }

  /** Where nobody knows it, every alarm counts. */
  private Optional<Instant> known(Hook hook) {
    try {
      return began(hook);
    } catch (Refused e) {
      return Optional.empty();
    }
  }

  Sample sample(List<String> names) {
    Instant at = watching.clock().instant();
    DescribeAlarmsResponse found =
        Calls.call(
            "look at alarms " + String.join(", ", names),
            "The gate's role needs cloudwatch:DescribeAlarms",
            () ->
                services
                    .cloudWatch()
                    .describeAlarms(r ->
                        r.alarmNames(names)
                            .alarmTypes(AlarmType.METRIC_ALARM, AlarmType.COMPOSITE_ALARM)
                            .maxRecords(MOST)));
    return new Sample(
        at,
        Stream.concat(
                found.metricAlarms().stream().map(AlarmInstrument::alarm),
                found.compositeAlarms().stream().map(AlarmInstrument::alarm))
            .sorted(Comparator.comparing(Alarm::name))
            .toList());
  }

  private static Alarm alarm(MetricAlarm alarm) {
    return new Alarm(
        alarm.alarmName(),
        String.valueOf(alarm.stateValueAsString()),
        Optional.ofNullable(alarm.stateTransitionedTimestamp())
            .or(() -> Optional.ofNullable(alarm.stateUpdatedTimestamp())),
        "PARTIAL_DATA".equals(alarm.evaluationStateAsString()));
  }

  private static Alarm alarm(CompositeAlarm alarm) {
    return new Alarm(
        alarm.alarmName(),
        String.valueOf(alarm.stateValueAsString()),
        Optional.ofNullable(alarm.stateTransitionedTimestamp())
            .or(() -> Optional.ofNullable(alarm.stateUpdatedTimestamp())),
        false);
  }

  private Optional<Instant> began(Hook hook) {
    return switch (hook) {
      case Hook.CodeDeploy(var deployment, _) ->
          Calls.call(
              "look at deployment " + deployment,
              "The gate's role needs codedeploy:GetDeployment",
              () ->
                  Optional.ofNullable(
                      services
                          .codeDeploy()
                          .getDeployment(r -> r.deploymentId(deployment))
                          .deploymentInfo()
                          .createTime()));
      case Hook.Ecs ecs ->
          Calls.call(
                  "look at deployment " + ecs.deployment(),
                  "The gate's role needs ecs:DescribeServiceDeployments",
                  () ->
                      services
                          .ecs()
                          .describeServiceDeployments(
                              r -> r.serviceDeploymentArns(ecs.deployment())))
              .serviceDeployments()
              .stream()
              .findFirst()
              .flatMap(deployment -> Optional.ofNullable(deployment.createdAt()));
    };
  }
}
