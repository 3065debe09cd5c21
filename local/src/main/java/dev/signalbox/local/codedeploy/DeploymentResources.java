package dev.signalbox.local.codedeploy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.local.api.AwsError;
import dev.signalbox.local.api.Caller;
import dev.signalbox.local.api.Place;
import dev.signalbox.local.api.Resources;
import dev.signalbox.local.api.Shapes;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.services.codedeploy.model.CreateApplicationRequest;
import software.amazon.awssdk.services.codedeploy.model.CreateDeploymentConfigRequest;
import software.amazon.awssdk.services.codedeploy.model.CreateDeploymentGroupRequest;
import software.amazon.awssdk.services.codedeploy.model.UpdateDeploymentGroupRequest;

/** What CloudFormation templates declare of CodeDeploy. */
record DeploymentResources(
    Applications applications,
    Groups groups,
    Configurations configurations,
    ApplicationOperations applicationOperations,
    GroupOperations groupOperations,
    ConfigurationOperations configurationOperations)
    implements Resources {
  private static final String APPLICATION = "AWS::CodeDeploy::Application";
  private static final String GROUP = "AWS::CodeDeploy::DeploymentGroup";
  private static final String CONFIGURATION = "AWS::CodeDeploy::DeploymentConfig";

  @Override
  public Set<String> types() {
    return Set.of(APPLICATION, GROUP, CONFIGURATION);
  }

  @Override
  public Made make(Place place, String type, String logicalId, String name, ObjectNode properties) {
    Caller root = Caller.root(place);
    return switch (type) {
      case APPLICATION -> application(root, name, properties.deepCopy());
      case GROUP -> group(root, name, properties.deepCopy());
      default -> configuration(root, name, properties.deepCopy());
    };
  }

  private Made application(Caller root, String name, ObjectNode properties) {
    if (applications.find(root.place(), name).isEmpty()) {
      applicationOperations.create(
          root,
          Shapes.fillFromProperties(
                  CreateApplicationRequest.builder(), properties.put("ApplicationName", name))
              .build());
    }
    return new Made(name, Map.of());
  }

  private Made group(Caller root, String name, ObjectNode properties) {
    if (properties.has("Deployment")) {
      throw AwsError.notImplemented("codedeploy", GROUP + " with Deployment");
    }
    String application = properties.path("ApplicationName").asText();
    if (groups.find(root.place(), application, name).isPresent()) {
      groupOperations.update(
          root,
          Shapes.fillFromProperties(
                  UpdateDeploymentGroupRequest.builder(),
                  properties.put("CurrentDeploymentGroupName", name))
              .build());
    } else {
      groupOperations.create(
          root,
          Shapes.fillFromProperties(
                  CreateDeploymentGroupRequest.builder(),
                  properties.put("DeploymentGroupName", name))
              .build());
    }
    return new Made(name, Map.of());
  }

  private Made configuration(Caller root, String name, ObjectNode properties) {
    if (configurations.find(root.place(), name).isEmpty()) {
      configurationOperations.create(
          root,
          Shapes.fillFromProperties(
                  CreateDeploymentConfigRequest.builder(),
                  properties.put("DeploymentConfigName", name))
              .build());
    }
    return new Made(name, Map.of());
  }
}
