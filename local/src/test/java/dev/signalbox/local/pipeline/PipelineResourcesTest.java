package dev.signalbox.local.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.local.api.Resources.Made;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.codepipeline.model.GetPipelineRequest;
import software.amazon.awssdk.services.codepipeline.model.GetPipelineResponse;
import software.amazon.awssdk.services.codepipeline.model.ListTagsForResourceRequest;
import software.amazon.awssdk.services.codepipeline.model.ListTagsForResourceResponse;
import software.amazon.awssdk.services.codepipeline.model.PipelineDeclaration;

class PipelineResourcesTest extends YardTest {
  private static final String PROPERTIES =
      """
      {
        "RoleArn": "arn:aws:iam::111111111111:role/pipelines",
        "PipelineType": "V2",
        "ExecutionMode": "QUEUED",
        "ArtifactStores": [
          {"Region": "eu-west-1", "ArtifactStore": {"Type": "S3", "Location": "artifacts"}}
        ],
        "Variables": [{"Name": "TARGET", "DefaultValue": "dev"}],
        "Tags": [{"Key": "team", "Value": "trains"}],
        "DisableInboundStageTransitions": [{"StageName": "Deploy", "Reason": "Not yet"}],
        "Stages": [
          {"Name": "Source", "Actions": [{
            "Name": "Checkout",
            "ActionTypeId": {
              "Category": "Source", "Owner": "AWS", "Provider": "CodeCommit", "Version": 1},
            "Configuration": {
              "RepositoryName": "shop", "BranchName": "main", "PollForSourceChanges": false},
            "OutputArtifacts": [{"Name": "Source"}],
            "RunOrder": "1"}]},
          {"Name": "Deploy", "Actions": [{
            "Name": "Approve",
            "ActionTypeId": {
              "Category": "Approval", "Owner": "AWS", "Provider": "Manual", "Version": "1"}}]}
        ]
      }
      """;

  private Made make(String json) {
    try {
      ObjectNode properties = (ObjectNode) new ObjectMapper().readTree(json);
      return yard.pipelines
          .resources()
          .make(Yard.HERE, "AWS::CodePipeline::Pipeline", "Shop", "stack-Shop-1", properties);
    } catch (JsonProcessingException e) {
      throw new AssertionError(e);
    }
  }

  private PipelineDeclaration get() {
    return yard.call(
            "GetPipeline",
            GetPipelineRequest.builder().name("stack-Shop-1").build(),
            GetPipelineResponse.class)
        .pipeline();
  }

  @Test
  void aTemplatesPipelineIsAPipeline() {
    Made made = make(PROPERTIES);
    assertThat(made.ref()).isEqualTo("stack-Shop-1");
    assertThat(made.attributes()).containsEntry("Version", "1");
    PipelineDeclaration pipeline = get();
    assertThat(pipeline.artifactStores()).containsKey("eu-west-1");
    assertThat(pipeline.stages().getFirst().actions().getFirst().configuration())
        .containsEntry("PollForSourceChanges", "false");
    assertThat(yard.stage("stack-Shop-1", "Deploy").inboundTransitionState().disabledReason())
        .isEqualTo("Not yet");
    assertThat(
            yard.call(
                    "ListTagsForResource",
                    ListTagsForResourceRequest.builder()
                        .resourceArn("arn:aws:codepipeline:eu-west-1:111111111111:stack-Shop-1")
                        .build(),
                    ListTagsForResourceResponse.class)
                .tags()
                .getFirst()
                .value())
        .isEqualTo("trains");
  }

  @Test
  void theSameTemplateAgainChangesNothing() {
    make(PROPERTIES);
    yard.restart();
    assertThat(make(PROPERTIES).attributes()).containsEntry("Version", "1");
    assertThat(yard.executions("stack-Shop-1")).hasSize(1);
  }

  @Test
  void anotherTemplateIsANewVersion() {
    make(PROPERTIES);
    assertThat(make(PROPERTIES.replace("QUEUED", "SUPERSEDED")).attributes())
        .containsEntry("Version", "2");
    assertThat(yard.executions("stack-Shop-1")).hasSize(1);
  }

  @Test
  void aTemplateThatSaysSoRestartsThePipeline() {
    make(PROPERTIES);
    make(
        PROPERTIES
            .replace("QUEUED", "SUPERSEDED")
            .replace("\"PipelineType\"", "\"RestartExecutionOnUpdate\": true, \"PipelineType\""));
    assertThat(yard.executions("stack-Shop-1")).hasSize(2);
  }

  @Test
  void aBrokenPipelineIsRefusedAsTheApiDoes() {
    refused("InvalidStructureException", () -> make(PROPERTIES.replace("\"V2\"", "\"V1\"")));
  }
}
