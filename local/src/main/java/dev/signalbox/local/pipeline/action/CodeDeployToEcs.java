package dev.signalbox.local.pipeline.action;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.signalbox.local.api.AwsError;
import dev.signalbox.local.api.Clock;
import dev.signalbox.local.api.Deployments;
import dev.signalbox.local.api.Deployments.Revision;
import dev.signalbox.local.api.Service;
import dev.signalbox.local.api.Shapes;
import dev.signalbox.local.pipeline.run.Outcome;
import dev.signalbox.local.pipeline.run.Report;
import dev.signalbox.local.pipeline.run.Work;
import java.util.Optional;
import software.amazon.awssdk.services.ecs.model.RegisterTaskDefinitionRequest;
import software.amazon.awssdk.services.ecs.model.RegisterTaskDefinitionResponse;

/**
 * Registers a task definition with the images that were built, and has CodeDeploy replace a
 * service's tasks by it.
 */
public final class CodeDeployToEcs implements Followed {
  private static final int MOST_IMAGES = 4;

  private final EcsCalls ecs;
  private final ArtifactText texts;
  private final Deploying deploying;

  public CodeDeployToEcs(Deployments deployments, Service ecs, Artifacts artifacts, Clock clock) {
    this.ecs = new EcsCalls(ecs);
    this.texts = new ArtifactText(artifacts);
    this.deploying = new Deploying(deployments, clock);
  }

  @Override
  public void begin(Work work, Report report) {
    Revision revision;
    try {
      String appSpec =
          texts.read(
              work,
              work.required("AppSpecTemplateArtifact"),
              work.setting("AppSpecTemplatePath").orElse("appspec.yaml"));
      String taskDefinition = registered(work, taskDefinition(work));
      revision = new Revision.Content(appSpec.replace("<TASK_DEFINITION>", taskDefinition));
    } catch (AwsError e) {
      if (!e.code().equals("ConfigurationError")) {
        throw e;
      }
      report.ended(Outcome.failed(e.code(), String.valueOf(e.getMessage())));
      return;
    }
    deploying.begin(work, report, revision);
  }

  private JsonNode taskDefinition(Work work) {
    JsonNode definition =
        texts.json(
            work,
            work.required("TaskDefinitionTemplateArtifact"),
            work.setting("TaskDefinitionTemplatePath").orElse("taskdef.json"));
    for (int number = 1; number <= MOST_IMAGES; number++) {
      Optional<String> artifact = work.setting("Image" + number + "ArtifactName");
      Optional<String> placeholder = work.setting("Image" + number + "ContainerName");
      if (artifact.isPresent() != placeholder.isPresent()) {
        throw ArtifactText.invalid(
            "Image%dArtifactName and Image%dContainerName go together".formatted(number, number));
      }
      if (artifact.isPresent()) {
        definition =
            replaced(
                definition, "<" + placeholder.orElseThrow() + ">", image(work, artifact.get()));
      }
    }
    return definition;
  }

  private String image(Work work, String artifact) {
    JsonNode uri = texts.json(work, artifact, "imageDetail.json").path("ImageURI");
    if (!uri.isTextual()) {
      throw ArtifactText.invalid(
          "The file 'imageDetail.json' of the artifact '%s' has no ImageURI".formatted(artifact));
    }
    return uri.textValue();
  }

  /** Within texts only, so that an address cannot become anything else. */
  private static JsonNode replaced(JsonNode node, String placeholder, String value) {
    switch (node) {
      case ObjectNode object ->
          object
              .properties()
              .forEach(it -> it.setValue(replaced(it.getValue(), placeholder, value)));
      case ArrayNode array -> {
        for (int i = 0; i < array.size(); i++) {
          array.set(i, replaced(array.get(i), placeholder, value));
        }
      }
      case TextNode text -> {
        return TextNode.valueOf(text.textValue().replace(placeholder, value));
      }
      default -> {}
    }
    return node;
  }

  private String registered(Work work, JsonNode definition) {
    RegisterTaskDefinitionRequest request;
    try {
      request = Shapes.fill(RegisterTaskDefinitionRequest.builder(), definition).build();
    } catch (AwsError e) {
      throw ArtifactText.invalid("The task definition's template is not one: " + e.getMessage());
    }
    return ecs.call(
            work, "RegisterTaskDefinition", request, RegisterTaskDefinitionResponse.builder())
        .build()
        .taskDefinition()
        .taskDefinitionArn();
  }

  @Override
  public void follow(Work work, Report report, String id) {
    deploying.follow(work, report, id);
  }
}
