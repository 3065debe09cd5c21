package dev.signalbox.local.cloudwatch;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.local.api.Place;
import dev.signalbox.local.api.Resources;
import dev.signalbox.local.api.Shapes;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.services.cloudwatch.model.MetricAlarm;
import software.amazon.awssdk.services.cloudwatch.model.PutMetricAlarmRequest;

/** Alarms as CloudFormation templates declare them. */
record AlarmResources(AlarmOperations operations) implements Resources {
  @Override
  public Set<String> types() {
    return Set.of("AWS::CloudWatch::Alarm");
  }

  @Override
  public Made make(Place place, String type, String logicalId, String name, ObjectNode properties) {
    String alarmName = properties.path("AlarmName").asText(name);
    MetricAlarm alarm =
        operations.made(
            place,
            Shapes.fillFromProperties(PutMetricAlarmRequest.builder(), properties)
                .alarmName(alarmName)
                .build());
    return new Made(alarmName, Map.of("Arn", alarm.alarmArn()));
  }
}
