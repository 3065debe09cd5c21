package dev.signalbox.local.codedeploy.run;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.local.api.Events;
import java.util.List;

/** What CodeDeploy lets others know about its deployments: events, and messages to topics. */
public record Announcements(Events events, Triggers triggers) {
  /**
   * @param state START, READY, SUCCESS, FAILURE or STOP
   */
  public void tell(Deployment deployment, String state) {
    String application = deployment.info().path("applicationName").asText();
    String group = deployment.info().path("deploymentGroupName").asText();
    ObjectNode detail = JsonNodeFactory.instance.objectNode();
    detail.put("instanceGroupId", deployment.info().path("deploymentId").asText());
    detail.put("region", deployment.region());
    detail.put("application", application);
    detail.put("deploymentId", deployment.id());
    detail.put("state", state);
    detail.put("deploymentGroup", group);
    events.emit(
        deployment.place(),
        "aws.codedeploy",
        "CodeDeploy Deployment State-change Notification",
        List.of(
            deployment.place().arn("codedeploy", "deploymentgroup:" + application + "/" + group),
            deployment.place().arn("codedeploy", "application:" + application)),
        detail);
    triggers.tell(deployment, state);
  }
}
