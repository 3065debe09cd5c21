package dev.signalbox.local.pipeline;

import dev.signalbox.local.api.Caller;
import dev.signalbox.local.api.Service;
import dev.signalbox.local.api.Shapes;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.Deployment;
import software.amazon.awssdk.services.ecs.model.DescribeServicesRequest;
import software.amazon.awssdk.services.ecs.model.DescribeServicesResponse;
import software.amazon.awssdk.services.ecs.model.DescribeTaskDefinitionRequest;
import software.amazon.awssdk.services.ecs.model.DescribeTaskDefinitionResponse;
import software.amazon.awssdk.services.ecs.model.RegisterTaskDefinitionRequest;
import software.amazon.awssdk.services.ecs.model.RegisterTaskDefinitionResponse;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;
import software.amazon.awssdk.services.ecs.model.UpdateServiceRequest;
import software.amazon.awssdk.services.ecs.model.UpdateServiceResponse;

/** One service whose deployments last until the test says how they end. */
final class FakeEcs {
  private static final String ARN = "arn:aws:ecs:eu-west-1:111111111111:task-definition/shop:";

  final List<RegisterTaskDefinitionRequest> registered = new ArrayList<>();
  private final List<Deployment> deployments = new ArrayList<>();

  FakeEcs() {
    deployments.add(deployment("PRIMARY", ARN + "0", "COMPLETED"));
  }

  Service api() {
    return new Service("ecs")
        .on("RegisterTaskDefinition", RegisterTaskDefinitionRequest::builder, this::register)
        .on("DescribeTaskDefinition", DescribeTaskDefinitionRequest::builder, this::definition)
        .on("DescribeServices", DescribeServicesRequest::builder, this::services)
        .on("UpdateService", UpdateServiceRequest::builder, this::update);
  }

  private static Deployment deployment(String status, String definition, String rollout) {
    return Deployment.builder()
        .status(status)
        .taskDefinition(definition)
        .rolloutState(rollout)
        .build();
  }

  private synchronized RegisterTaskDefinitionResponse register(
      Caller caller, RegisterTaskDefinitionRequest request) {
    registered.add(request);
    return RegisterTaskDefinitionResponse.builder()
        .taskDefinition(it -> it.taskDefinitionArn(ARN + registered.size()))
        .build();
  }

  private static ContainerDefinition container(String name) {
    return ContainerDefinition.builder().name(name).image("old-" + name).build();
  }

  private DescribeTaskDefinitionResponse definition(
      Caller caller, DescribeTaskDefinitionRequest request) {
    TaskDefinition.Builder definition =
        TaskDefinition.builder().taskDefinitionArn(request.taskDefinition());
    return DescribeTaskDefinitionResponse.builder()
        .taskDefinition(
            Shapes.fill(
                    definition,
                    Shapes.json(
                        RegisterTaskDefinitionRequest.builder()
                            .family("shop")
                            .cpu("256")
                            .containerDefinitions(container("web"), container("side"))
                            .build()))
                .revision(7)
                .build())
        .build();
  }

  private synchronized DescribeServicesResponse services(
      Caller caller, DescribeServicesRequest request) {
    if (!request.services().contains("shop")) {
      return DescribeServicesResponse.builder().build();
    }
    software.amazon.awssdk.services.ecs.model.Service service =
        software.amazon.awssdk.services.ecs.model.Service.builder()
            .taskDefinition(deployments.getFirst().taskDefinition())
            .deployments(deployments)
            .desiredCount(2)
            .runningCount(2)
            .build();
    return DescribeServicesResponse.builder().services(service).build();
  }

  private synchronized UpdateServiceResponse update(Caller caller, UpdateServiceRequest request) {
    deployments.replaceAll(it -> it.toBuilder().status("ACTIVE").build());
    deployments.addFirst(deployment("PRIMARY", request.taskDefinition(), "IN_PROGRESS"));
    return UpdateServiceResponse.builder().build();
  }

  synchronized void complete() {
    deployments.removeLast();
    deployments.replaceAll(it -> it.toBuilder().rolloutState("COMPLETED").build());
  }

  synchronized void rollBack() {
    deployments.set(0, deployment("PRIMARY", ARN + "0", "COMPLETED"));
    deployments.removeLast();
  }
}
