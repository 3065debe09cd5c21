package dev.signalbox.local.ecs.service;

import dev.signalbox.local.api.AwsError;
import dev.signalbox.local.api.Caller;
import dev.signalbox.local.api.Place;
import dev.signalbox.local.api.Service;
import dev.signalbox.local.ecs.task.Clusters;
import dev.signalbox.local.ecs.task.EcsError;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.ecs.model.CreateTaskSetRequest;
import software.amazon.awssdk.services.ecs.model.CreateTaskSetResponse;
import software.amazon.awssdk.services.ecs.model.DeleteTaskSetRequest;
import software.amazon.awssdk.services.ecs.model.DeleteTaskSetResponse;
import software.amazon.awssdk.services.ecs.model.DeploymentControllerType;
import software.amazon.awssdk.services.ecs.model.DescribeTaskSetsRequest;
import software.amazon.awssdk.services.ecs.model.DescribeTaskSetsResponse;
import software.amazon.awssdk.services.ecs.model.Failure;
import software.amazon.awssdk.services.ecs.model.LaunchType;
import software.amazon.awssdk.services.ecs.model.Scale;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;
import software.amazon.awssdk.services.ecs.model.TaskSet;
import software.amazon.awssdk.services.ecs.model.UpdateServicePrimaryTaskSetRequest;
import software.amazon.awssdk.services.ecs.model.UpdateServicePrimaryTaskSetResponse;
import software.amazon.awssdk.services.ecs.model.UpdateTaskSetRequest;
import software.amazon.awssdk.services.ecs.model.UpdateTaskSetResponse;

/** The operations on task sets. */
public record TaskSetOperations(Services services, Clusters clusters) {

  public void addTo(Service service) {
    service
        .on("CreateTaskSet", CreateTaskSetRequest::builder, this::create)
        .on("DescribeTaskSets", DescribeTaskSetsRequest::builder, this::describe)
        .on("UpdateTaskSet", UpdateTaskSetRequest::builder, this::update)
        .on("DeleteTaskSet", DeleteTaskSetRequest::builder, this::delete)
        .on(
            "UpdateServicePrimaryTaskSet",
            UpdateServicePrimaryTaskSetRequest::builder,
            this::makePrimary);
  }

  private Steward steward(Place place, String cluster, String service) {
    return services.active(place, clusters.existing(place, cluster), service);
  }

  /** Those of a service that CodeDeploy or others deploy; {@code local} asks through this too. */
  TaskSetKeeper keeper(Place place, String cluster, String service) {
    return keeper(steward(place, cluster, service));
  }

  private static TaskSetKeeper keeper(Steward steward) {
    if (steward.manner() instanceof TaskSetKeeper keeper) {
      return keeper;
    }
    throw EcsError.invalid(
        "TaskSets are not supported for a service with an ECS deployment controller.");
  }

  /** What CodeDeploy deploys, only CodeDeploy changes. */
  private TaskSetKeeper external(Place place, String cluster, String service) {
    Steward steward = steward(place, cluster, service);
    if (steward.model().deploymentController().type() == DeploymentControllerType.CODE_DEPLOY) {
      throw EcsError.invalid(
          "Unable to manage task sets on services with a CODE_DEPLOY deployment controller. Use"
              + " AWS CodeDeploy to trigger a new deployment.");
    }
    return keeper(steward);
  }

  /**
   * @throws AwsError ClientException, InvalidParameterException
   */
  Asked checked(Place place, CreateTaskSetRequest request, String startedBy) {
    TaskDefinition definition =
        services.yard().definitions().active(place, request.taskDefinition());
    new Version(definition, request.loadBalancers()).check(services.yard().balancers());
    return new Asked(
        definition.taskDefinitionArn(),
        request.loadBalancers(),
        Optional.ofNullable(request.launchTypeAsString()).orElse(LaunchType.EC2.toString()),
        Optional.ofNullable(request.externalId()).orElse(""),
        startedBy,
        Optional.ofNullable(request.scale()).map(Scale::value).orElse(0.0));
  }

  private CreateTaskSetResponse create(Caller caller, CreateTaskSetRequest request) {
    TaskSetKeeper keeper = external(caller.place(), request.cluster(), request.service());
    checkScale(request.scale());
    TaskSet made = keeper.create(checked(caller.place(), request, ""));
    return CreateTaskSetResponse.builder().taskSet(made).build();
  }

  private static void checkScale(@org.jspecify.annotations.Nullable Scale scale) {
    if (scale != null && scale.value() != null && (scale.value() < 0 || scale.value() > 100)) {
      throw EcsError.invalid("The scale has to be a percentage from 0 to 100.");
    }
  }

  private DescribeTaskSetsResponse describe(Caller caller, DescribeTaskSetsRequest request) {
    TaskSetKeeper keeper = keeper(caller.place(), request.cluster(), request.service());
    if (request.taskSets().isEmpty()) {
      return DescribeTaskSetsResponse.builder().taskSets(keeper.all()).build();
    }
    List<TaskSet> found = new ArrayList<>();
    List<Failure> missing = new ArrayList<>();
    for (String wanted : request.taskSets()) {
      keeper.all().stream()
          .filter(it -> it.id().equals(wanted) || it.taskSetArn().equals(wanted))
          .findFirst()
          .ifPresentOrElse(
              found::add,
              () -> missing.add(Failure.builder().arn(wanted).reason("MISSING").build()));
    }
    return DescribeTaskSetsResponse.builder().taskSets(found).failures(missing).build();
  }

  private UpdateTaskSetResponse update(Caller caller, UpdateTaskSetRequest request) {
    checkScale(request.scale());
    TaskSet scaled =
        external(caller.place(), request.cluster(), request.service())
            .scale(request.taskSet(), Optional.ofNullable(request.scale().value()).orElse(0.0));
    return UpdateTaskSetResponse.builder().taskSet(scaled).build();
  }

  private DeleteTaskSetResponse delete(Caller caller, DeleteTaskSetRequest request) {
    TaskSet deleted =
        external(caller.place(), request.cluster(), request.service())
            .delete(request.taskSet(), Boolean.TRUE.equals(request.force()));
    return DeleteTaskSetResponse.builder().taskSet(deleted).build();
  }

  private UpdateServicePrimaryTaskSetResponse makePrimary(
      Caller caller, UpdateServicePrimaryTaskSetRequest request) {
    TaskSet primary =
        external(caller.place(), request.cluster(), request.service())
            .makePrimary(request.primaryTaskSet());
    return UpdateServicePrimaryTaskSetResponse.builder().taskSet(primary).build();
  }
}
