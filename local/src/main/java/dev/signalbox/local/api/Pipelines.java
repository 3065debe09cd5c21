package dev.signalbox.local.api;

import com.fasterxml.jackson.databind.JsonNode;

/** CodePipeline, as an EventBridge rule starts it. */
@FunctionalInterface
public interface Pipelines {
  /**
   * Starts an execution whose trigger is {@code CloudWatchEvent} with the rule as its detail.
   *
   * @param input what the rule sends: the event, or what its input transformer made of it ({@code
   *     sourceRevisions} and {@code variables} override the pipeline's)
   * @return the execution's id
   * @throws AwsError PipelineNotFoundException …
   */
  String start(Place place, String pipeline, String ruleArn, JsonNode input);
}
