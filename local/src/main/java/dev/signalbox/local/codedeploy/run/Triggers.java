package dev.signalbox.local.codedeploy.run;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.local.api.AwsError;
import dev.signalbox.local.api.Topics;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.codedeploy.model.DeploymentCreator;
import software.amazon.awssdk.services.codedeploy.model.DeploymentInfo;
import software.amazon.awssdk.services.codedeploy.model.TriggerConfig;
import software.amazon.awssdk.services.codedeploy.model.TriggerEventType;

/**
 * The topics that are told about the deployments of a group.
 *
 * @param wanted the triggers of a deployment's group
 */
public record Triggers(Topics topics, Function<Deployment, List<TriggerConfig>> wanted) {

  void tell(Deployment deployment, String state) {
    TriggerEventType type = type(deployment.shown(), state);
    wanted.apply(deployment).stream()
        .filter(it -> it.triggerEvents().contains(type))
        .forEach(it -> publish(deployment, it));
  }

  private static TriggerEventType type(DeploymentInfo deployment, String state) {
    return switch (state) {
      case "START" ->
          deployment.creator() == DeploymentCreator.CODE_DEPLOY_ROLLBACK
              ? TriggerEventType.DEPLOYMENT_ROLLBACK
              : TriggerEventType.DEPLOYMENT_START;
      case "READY" -> TriggerEventType.DEPLOYMENT_READY;
      case "SUCCESS" -> TriggerEventType.DEPLOYMENT_SUCCESS;
      case "STOP" -> TriggerEventType.DEPLOYMENT_STOP;
      default -> TriggerEventType.DEPLOYMENT_FAILURE;
    };
  }

  private void publish(Deployment deployment, TriggerConfig trigger) {
    DeploymentInfo info = deployment.shown();
    String subject =
        "%s: AWS CodeDeploy %s in %s to %s"
            .formatted(
                info.statusAsString().toUpperCase(java.util.Locale.ROOT),
                info.deploymentId(),
                deployment.region(),
                info.applicationName());
    try {
      topics.publish(
          deployment.account(),
          trigger.triggerTargetArn(),
          Optional.of(subject.substring(0, Math.min(subject.length(), 100))),
          message(deployment, info, trigger).toString());
    } catch (AwsError e) {
      // A topic that is gone is no reason for a deployment to fail.
    }
  }

  private static ObjectNode message(
      Deployment deployment, DeploymentInfo info, TriggerConfig trigger) {
    ObjectNode message = JsonNodeFactory.instance.objectNode();
    message.put("region", deployment.region());
    message.put("accountId", deployment.account());
    message.put("eventTriggerName", trigger.triggerName());
    message.put("applicationName", info.applicationName());
    message.put("deploymentId", info.deploymentId());
    message.put("deploymentGroupName", info.deploymentGroupName());
    time(message, "createTime", info.createTime());
    time(message, "completeTime", info.completeTime());
    ObjectNode overview = message.putObject("deploymentOverview");
    deployment
        .info()
        .path("deploymentOverview")
        .properties()
        .forEach(it -> overview.put(it.getKey(), it.getValue().asText()));
    message.put("status", info.statusAsString());
    if (info.errorInformation() != null) {
      message
          .putObject("errorInformation")
          .put("ErrorCode", info.errorInformation().codeAsString())
          .put("ErrorMessage", info.errorInformation().message());
    }
    return message;
  }

  /** Numbers are texts in these messages. */
  private static void time(ObjectNode message, String name, @Nullable Instant time) {
    if (time != null) {
      message.put(name, BigDecimal.valueOf(time.toEpochMilli(), 3).toPlainString());
    }
  }
}
