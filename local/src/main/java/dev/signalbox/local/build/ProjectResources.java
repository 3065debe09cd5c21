package dev.signalbox.local.build;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.local.api.Caller;
import dev.signalbox.local.api.Place;
import dev.signalbox.local.api.Resources;
import dev.signalbox.local.api.Shapes;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.services.codebuild.model.CreateProjectRequest;
import software.amazon.awssdk.services.codebuild.model.UpdateProjectRequest;

/** Projects as CloudFormation templates declare them. */
final class ProjectResources implements Resources {
  private static final String SOURCE = "Source";
  private static final String BUILDSPEC = "BuildSpec";

  private final Projects projects;
  private final ProjectOperations operations;

  ProjectResources(Projects projects, ProjectOperations operations) {
    this.projects = projects;
    this.operations = operations;
  }

  @Override
  public Set<String> types() {
    return Set.of("AWS::CodeBuild::Project");
  }

  @Override
  public Made make(Place place, String type, String logicalId, String name, ObjectNode properties) {
    ObjectNode members = properties.deepCopy().put("Name", name);
    writeBuildspecAsText(members);
    Caller root = Caller.root(place);
    if (projects.find(place, name).isPresent()) {
      operations.update(
          root, Shapes.fillFromProperties(UpdateProjectRequest.builder(), members).build());
    } else {
      operations.create(
          root, Shapes.fillFromProperties(CreateProjectRequest.builder(), members).build());
    }
    return new Made(name, Map.of("Arn", Projects.arn(place, name)));
  }

  /** A template may write the buildspec as YAML of its own; CodeBuild gets it as text. */
  private static void writeBuildspecAsText(ObjectNode members) {
    if (members.path(SOURCE) instanceof ObjectNode source && source.path(BUILDSPEC).isObject()) {
      source.put(BUILDSPEC, source.get(BUILDSPEC).toString());
    }
  }
}
