package dev.signalbox.local.ecs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.local.api.Caller;
import dev.signalbox.local.api.Members;
import dev.signalbox.local.api.Place;
import dev.signalbox.local.api.Resources;
import dev.signalbox.local.api.Shapes;
import dev.signalbox.local.ecs.service.ServiceOperations;
import dev.signalbox.local.ecs.task.Clusters;
import dev.signalbox.local.ecs.task.TaskDefinitions;
import java.util.Comparator;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.ecs.model.CreateClusterRequest;
import software.amazon.awssdk.services.ecs.model.CreateServiceRequest;
import software.amazon.awssdk.services.ecs.model.DeploymentControllerType;
import software.amazon.awssdk.services.ecs.model.RegisterTaskDefinitionRequest;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;
import software.amazon.awssdk.services.ecs.model.TaskDefinitionStatus;
import software.amazon.awssdk.services.ecs.model.UpdateServiceRequest;

/** What CloudFormation templates declare of ECS. */
record EcsResources(
    Clusters clusters,
    TaskDefinitions definitions,
    ClusterOperations clusterOperations,
    TaskDefinitionOperations definitionOperations,
    ServiceOperations serviceOperations)
    implements Resources {
  private static final String CLUSTER = "AWS::ECS::Cluster";
  private static final String TASK_DEFINITION = "AWS::ECS::TaskDefinition";
  private static final String SERVICE = "AWS::ECS::Service";

  @Override
  public Set<String> types() {
    return Set.of(CLUSTER, TASK_DEFINITION, SERVICE);
  }

  @Override
  public Made make(Place place, String type, String logicalId, String name, ObjectNode properties) {
    Caller root = Caller.root(place);
    return switch (type) {
      case CLUSTER -> cluster(root, name, properties.deepCopy());
      case TASK_DEFINITION -> taskDefinition(root, name, properties.deepCopy());
      default -> service(root, name, properties.deepCopy());
    };
  }

  private Made cluster(Caller root, String name, ObjectNode properties) {
    clusterOperations.create(
        root,
        Shapes.fillFromProperties(
                CreateClusterRequest.builder(), properties.put("ClusterName", name))
            .build());
    return new Made(name, Map.of("Arn", Clusters.arn(root.place(), name)));
  }

  /** A revision says what it says for ever: only what differs from the template's is a new one. */
  private Made taskDefinition(Caller root, String name, ObjectNode properties) {
    if (!properties.hasNonNull("Family")) {
      properties.put("Family", name);
    }
    RegisterTaskDefinitionRequest request =
        Shapes.fillFromProperties(RegisterTaskDefinitionRequest.builder(), properties).build();
    String arn =
        definitions.of(root.place(), request.family()).stream()
            .filter(it -> it.status() == TaskDefinitionStatus.ACTIVE && says(it, request))
            .max(Comparator.comparing(TaskDefinition::revision))
            .map(TaskDefinition::taskDefinitionArn)
            .orElseGet(() ->
                definitionOperations.register(root, request).taskDefinition().taskDefinitionArn());
    return new Made(arn, Map.of("TaskDefinitionArn", arn));
  }

  private static boolean says(TaskDefinition definition, RegisterTaskDefinitionRequest request) {
    RegisterTaskDefinitionRequest.Builder same =
        Shapes.fill(RegisterTaskDefinitionRequest.builder(), Shapes.json(definition));
    if (request.networkMode() == null) {
      same.networkMode((String) null);
    }
    return same.tags(request.tags()).build().equals(request);
  }

  private Made service(Caller root, String name, ObjectNode properties) {
    CreateServiceRequest request =
        Shapes.fillFromProperties(
                CreateServiceRequest.builder(), properties.put("ServiceName", name))
            .build();
    serviceOperations
        .find(root.place(), request.cluster(), name)
        .ifPresentOrElse(
            it -> serviceOperations.update(root, members(update(it, request), properties)),
            () -> serviceOperations.create(root, members(request, properties)));
    Service made = serviceOperations.find(root.place(), request.cluster(), name).orElseThrow();
    return new Made(
        made.serviceArn(), Map.of("Name", made.serviceName(), "ServiceArn", made.serviceArn()));
  }

  /** With what templates may say of hooks and the SDK does not know yet. */
  private static Members members(SdkPojo request, ObjectNode properties) {
    ObjectNode json = Shapes.json(request);
    if (properties.get("DeploymentConfiguration") instanceof ObjectNode configuration) {
      json.set("deploymentConfiguration", asInTheApi(configuration));
    }
    return new Members(json);
  }

  /** Templates write members with a capital letter; what hooks are told is not theirs to change. */
  private static JsonNode asInTheApi(JsonNode node) {
    if (node instanceof ArrayNode array) {
      ArrayNode written = JsonNodeFactory.instance.arrayNode();
      array.forEach(it -> written.add(asInTheApi(it)));
      return written;
    }
    if (!node.isObject()) {
      return node;
    }
    ObjectNode written = JsonNodeFactory.instance.objectNode();
    for (Map.Entry<String, JsonNode> member : node.properties()) {
      String name =
          member.getKey().substring(0, 1).toLowerCase(Locale.ROOT) + member.getKey().substring(1);
      written.set(
          name, name.equals("hookDetails") ? member.getValue() : asInTheApi(member.getValue()));
    }
    return written;
  }

  /** What runs is CodeDeploy's to say, where it deploys the service. */
  private static UpdateServiceRequest update(Service service, CreateServiceRequest request) {
    UpdateServiceRequest.Builder update =
        service.deploymentController() == null
                || service.deploymentController().type() == DeploymentControllerType.ECS
            ? Shapes.fill(UpdateServiceRequest.builder(), Shapes.json(request))
            : UpdateServiceRequest.builder()
                .cluster(request.cluster())
                .desiredCount(request.desiredCount());
    return update.service(service.serviceName()).build();
  }
}
