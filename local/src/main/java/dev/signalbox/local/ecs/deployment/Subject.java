package dev.signalbox.local.ecs.deployment;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.local.api.Place;

/**
 * The deployment that hooks are asked about.
 *
 * @param targetRevision the ARN of the new revision, also when the service goes back
 */
public record Subject(
    Place place, String deployment, String cluster, String service, String targetRevision) {

  /** What a function is told at a stage. */
  ObjectNode event(String execution, Stage stage, Weights test, Weights production) {
    ObjectNode event =
        JsonNodeFactory.instance
            .objectNode()
            .put("executionId", execution)
            .put("lifecycleStage", stage.toString())
            .put("resourceArn", deployment);
    event
        .putObject("executionDetails")
        .put("serviceArn", service)
        .put("targetServiceRevisionArn", targetRevision)
        .<ObjectNode>set("testTrafficWeights", test.json())
        .set("productionTrafficWeights", production.json());
    return event;
  }
}
