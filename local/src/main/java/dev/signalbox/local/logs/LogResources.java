package dev.signalbox.local.logs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.local.api.Caller;
import dev.signalbox.local.api.Place;
import dev.signalbox.local.api.Resources;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.services.cloudwatchlogs.model.CreateLogGroupRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.PutRetentionPolicyRequest;

/** Log groups and streams as CloudFormation templates declare them. */
record LogResources(LogGroups groups, GroupOperations operations) implements Resources {
  @Override
  public Set<String> types() {
    return Set.of("AWS::Logs::LogGroup");
  }

  @Override
  public Made make(Place place, String type, String logicalId, String name, ObjectNode properties) {
    Caller owner = Caller.root(place);
    String groupName = properties.path("LogGroupName").asText(name);
    if (groups.find(place, groupName).isEmpty()) {
      CreateLogGroupRequest.Builder create =
          CreateLogGroupRequest.builder()
              .logGroupName(groupName)
              .kmsKeyId(properties.path("KmsKeyId").textValue())
              .logGroupClass(properties.path("LogGroupClass").textValue());
      operations.create(owner, create.build());
    }
    int days = properties.path("RetentionInDays").asInt(0);
    if (days != 0) {
      operations.keep(
          owner,
          PutRetentionPolicyRequest.builder()
              .logGroupName(groupName)
              .retentionInDays(days)
              .build());
    }
    LogGroup made = groups.update(place, groupName, it -> changed(it, days, properties));
    return new Made(groupName, Map.of("Arn", made.arn() + ":*"));
  }

  private static LogGroup changed(LogGroup group, int days, ObjectNode properties) {
    Map<String, String> tags = new LinkedHashMap<>();
    for (JsonNode tag : properties.path("Tags")) {
      tags.put(tag.path("Key").asText(), tag.path("Value").asText());
    }
    return group.keptFor(days).tagged(tags);
  }
}
