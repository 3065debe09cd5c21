package dev.signalbox.local.ecs;

import dev.signalbox.local.api.Caller;
import dev.signalbox.local.api.Clock;
import dev.signalbox.local.api.Paging;
import dev.signalbox.local.api.Paging.Page;
import dev.signalbox.local.api.Service;
import dev.signalbox.local.api.Shapes;
import dev.signalbox.local.ecs.task.EcsError;
import dev.signalbox.local.ecs.task.TaskDefinitions;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.ecs.model.DeregisterTaskDefinitionRequest;
import software.amazon.awssdk.services.ecs.model.DeregisterTaskDefinitionResponse;
import software.amazon.awssdk.services.ecs.model.DescribeTaskDefinitionRequest;
import software.amazon.awssdk.services.ecs.model.DescribeTaskDefinitionResponse;
import software.amazon.awssdk.services.ecs.model.ListTaskDefinitionFamiliesRequest;
import software.amazon.awssdk.services.ecs.model.ListTaskDefinitionFamiliesResponse;
import software.amazon.awssdk.services.ecs.model.ListTaskDefinitionsRequest;
import software.amazon.awssdk.services.ecs.model.ListTaskDefinitionsResponse;
import software.amazon.awssdk.services.ecs.model.NetworkMode;
import software.amazon.awssdk.services.ecs.model.RegisterTaskDefinitionRequest;
import software.amazon.awssdk.services.ecs.model.RegisterTaskDefinitionResponse;
import software.amazon.awssdk.services.ecs.model.SortOrder;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;
import software.amazon.awssdk.services.ecs.model.TaskDefinitionFamilyStatus;
import software.amazon.awssdk.services.ecs.model.TaskDefinitionField;
import software.amazon.awssdk.services.ecs.model.TaskDefinitionStatus;

/** The operations on task definitions. */
record TaskDefinitionOperations(TaskDefinitions definitions, Clock clock) {
  private static final Paging PAGES =
      new Paging("task-definitions", 100, 100, () -> EcsError.invalid("Invalid token."));
  private static final Paging FAMILIES =
      new Paging("families", 100, 100, () -> EcsError.invalid("Invalid token."));

  void addTo(Service service) {
    service
        .on("RegisterTaskDefinition", RegisterTaskDefinitionRequest::builder, this::register)
        .on("DescribeTaskDefinition", DescribeTaskDefinitionRequest::builder, this::describe)
        .on("DeregisterTaskDefinition", DeregisterTaskDefinitionRequest::builder, this::deregister)
        .on("ListTaskDefinitions", ListTaskDefinitionsRequest::builder, this::list)
        .on(
            "ListTaskDefinitionFamilies",
            ListTaskDefinitionFamiliesRequest::builder,
            this::families);
  }

  RegisterTaskDefinitionResponse register(Caller caller, RegisterTaskDefinitionRequest request) {
    TaskDefinitionRules.check(request);
    TaskDefinition.Builder given =
        Shapes.fill(TaskDefinition.builder(), Shapes.json(request))
            .networkMode(Optional.ofNullable(request.networkMode()).orElse(NetworkMode.BRIDGE))
            .compatibilitiesWithStrings("EC2", "FARGATE")
            .registeredAt(clock.instant())
            .registeredBy(caller.arn());
    TaskDefinition made = definitions.add(caller.place(), given.build());
    return RegisterTaskDefinitionResponse.builder()
        .taskDefinition(made)
        .tags(request.tags())
        .build();
  }

  private DescribeTaskDefinitionResponse describe(
      Caller caller, DescribeTaskDefinitionRequest request) {
    TaskDefinition found =
        definitions
            .find(caller.place(), request.taskDefinition())
            .orElseThrow(() -> EcsError.client("Unable to describe task definition."));
    var response = DescribeTaskDefinitionResponse.builder().taskDefinition(found);
    if (request.include().contains(TaskDefinitionField.TAGS)) {
      response.tags(List.of());
    }
    return response.build();
  }

  private DeregisterTaskDefinitionResponse deregister(
      Caller caller, DeregisterTaskDefinitionRequest request) {
    if (!request.taskDefinition().contains(":")) {
      throw EcsError.invalid("Invalid revision number. Number: ");
    }
    TaskDefinition found =
        definitions
            .find(caller.place(), request.taskDefinition())
            .orElseThrow(() ->
                EcsError.invalid(
                    "The specified task definition does not exist. Specify a valid account,"
                        + " family, revision and try again."));
    TaskDefinition inactive =
        definitions.change(
            caller.place(),
            found,
            it -> it.status(TaskDefinitionStatus.INACTIVE).deregisteredAt(clock.instant()));
    return DeregisterTaskDefinitionResponse.builder().taskDefinition(inactive).build();
  }

  private ListTaskDefinitionsResponse list(Caller caller, ListTaskDefinitionsRequest request) {
    TaskDefinitionStatus status =
        Optional.ofNullable(request.status()).orElse(TaskDefinitionStatus.ACTIVE);
    List<String> arns =
        new ArrayList<>(
            definitions.of(caller.place()).stream()
                .filter(it -> it.status() == status)
                .filter(it ->
                    request.familyPrefix() == null || it.family().equals(request.familyPrefix()))
                .map(TaskDefinition::taskDefinitionArn)
                .toList());
    if (request.sort() == SortOrder.DESC) {
      Collections.reverse(arns);
    }
    Page<String> page = PAGES.page(arns, request.maxResults(), request.nextToken());
    return ListTaskDefinitionsResponse.builder()
        .taskDefinitionArns(page.items())
        .nextToken(page.next())
        .build();
  }

  private ListTaskDefinitionFamiliesResponse families(
      Caller caller, ListTaskDefinitionFamiliesRequest request) {
    List<TaskDefinition> all = definitions.of(caller.place());
    List<String> names =
        all.stream()
            .filter(it ->
                it.family().startsWith(Optional.ofNullable(request.familyPrefix()).orElse("")))
            .filter(it -> inStatus(it, request.status()))
            .map(TaskDefinition::family)
            .distinct()
            .toList();
    Page<String> page = FAMILIES.page(names, request.maxResults(), request.nextToken());
    return ListTaskDefinitionFamiliesResponse.builder()
        .families(page.items())
        .nextToken(page.next())
        .build();
  }

  /** A family is active as long as one of its revisions is. */
  private static boolean inStatus(
      TaskDefinition definition,
      @org.jspecify.annotations.Nullable TaskDefinitionFamilyStatus status) {
    return status == null
        || status == TaskDefinitionFamilyStatus.ALL
        || definition.statusAsString().equals(status.toString());
  }
}
