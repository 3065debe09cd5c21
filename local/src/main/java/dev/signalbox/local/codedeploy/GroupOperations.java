package dev.signalbox.local.codedeploy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.local.api.AwsError;
import dev.signalbox.local.api.Caller;
import dev.signalbox.local.api.Paging;
import dev.signalbox.local.api.Place;
import dev.signalbox.local.api.Service;
import dev.signalbox.local.api.Shapes;
import dev.signalbox.local.codedeploy.run.Deployment;
import dev.signalbox.local.codedeploy.run.DeploymentLog;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import software.amazon.awssdk.services.codedeploy.model.BatchGetDeploymentGroupsRequest;
import software.amazon.awssdk.services.codedeploy.model.BatchGetDeploymentGroupsResponse;
import software.amazon.awssdk.services.codedeploy.model.ComputePlatform;
import software.amazon.awssdk.services.codedeploy.model.CreateDeploymentGroupRequest;
import software.amazon.awssdk.services.codedeploy.model.CreateDeploymentGroupResponse;
import software.amazon.awssdk.services.codedeploy.model.DeleteDeploymentGroupRequest;
import software.amazon.awssdk.services.codedeploy.model.DeleteDeploymentGroupResponse;
import software.amazon.awssdk.services.codedeploy.model.DeploymentGroupInfo;
import software.amazon.awssdk.services.codedeploy.model.DeploymentStatus;
import software.amazon.awssdk.services.codedeploy.model.GetDeploymentGroupRequest;
import software.amazon.awssdk.services.codedeploy.model.GetDeploymentGroupResponse;
import software.amazon.awssdk.services.codedeploy.model.LastDeploymentInfo;
import software.amazon.awssdk.services.codedeploy.model.ListDeploymentGroupsRequest;
import software.amazon.awssdk.services.codedeploy.model.ListDeploymentGroupsResponse;
import software.amazon.awssdk.services.codedeploy.model.UpdateDeploymentGroupRequest;
import software.amazon.awssdk.services.codedeploy.model.UpdateDeploymentGroupResponse;

/** The operations on deployment groups. */
record GroupOperations(
    Applications applications,
    Groups groups,
    Configurations configurations,
    Engines engines,
    DeploymentLog log,
    Tags tags) {
  private static final Paging PAGES = Rules.pages("groups");
  private static final String CONFIGURATION = "deploymentConfigName";
  private static final String SCALING = "autoScalingGroups";

  void addTo(Service service) {
    service
        .on("CreateDeploymentGroup", CreateDeploymentGroupRequest::builder, this::create)
        .on("GetDeploymentGroup", GetDeploymentGroupRequest::builder, this::get)
        .on("BatchGetDeploymentGroups", BatchGetDeploymentGroupsRequest::builder, this::batch)
        .on("ListDeploymentGroups", ListDeploymentGroupsRequest::builder, this::list)
        .on("UpdateDeploymentGroup", UpdateDeploymentGroupRequest::builder, this::update)
        .on("DeleteDeploymentGroup", DeleteDeploymentGroupRequest::builder, this::delete);
  }

  CreateDeploymentGroupResponse create(Caller caller, CreateDeploymentGroupRequest request) {
    ComputePlatform platform =
        applications.existing(caller.place(), request.applicationName()).computePlatform();
    String name = Rules.name(request.deploymentGroupName(), "DeploymentGroup");
    ObjectNode members = members(Shapes.json(request));
    if (!members.has(CONFIGURATION)) {
      members.put(CONFIGURATION, Predefined.usual(platform));
    }
    DeploymentGroupInfo made =
        checked(
            caller.place(),
            Shapes.fill(DeploymentGroupInfo.builder(), members)
                .deploymentGroupId(UUID.randomUUID().toString())
                .computePlatform(platform)
                .build());
    if (!groups.add(caller.place(), made)) {
      throw AwsError.of(
          "DeploymentGroupAlreadyExistsException", "Deployment group already exists: " + name);
    }
    tags.put(Groups.arn(caller.place(), request.applicationName(), name), request.tags());
    return CreateDeploymentGroupResponse.builder()
        .deploymentGroupId(made.deploymentGroupId())
        .build();
  }

  /** A request names Auto Scaling groups where a group has them with their hooks. */
  private static ObjectNode members(ObjectNode request) {
    if (request.has(SCALING)) {
      var named = request.remove(SCALING);
      var scaling = request.putArray(SCALING);
      named.forEach(it -> scaling.addObject().set("name", it));
    }
    return request;
  }

  private DeploymentGroupInfo checked(Place place, DeploymentGroupInfo group) {
    GroupRules.check(group);
    configurations.existing(place, group.deploymentConfigName(), group.computePlatform());
    engines.of(group.computePlatform()).check(place, group);
    return group;
  }

  private GetDeploymentGroupResponse get(Caller caller, GetDeploymentGroupRequest request) {
    return GetDeploymentGroupResponse.builder()
        .deploymentGroupInfo(
            existing(caller.place(), request.applicationName(), request.deploymentGroupName()))
        .build();
  }

  private DeploymentGroupInfo existing(Place place, String application, String name) {
    applications.existing(place, application);
    return withHistory(place, groups.existing(place, application, name));
  }

  private DeploymentGroupInfo withHistory(Place place, DeploymentGroupInfo group) {
    String name = group.applicationName() + "/" + group.deploymentGroupName();
    List<Deployment> all = log.of(place).stream().filter(it -> it.group().equals(name)).toList();
    Optional<Deployment> succeeded =
        all.stream().filter(it -> it.shown().status() == DeploymentStatus.SUCCEEDED).findFirst();
    DeploymentGroupInfo.Builder shown = group.toBuilder();
    all.stream().findFirst().ifPresent(it -> shown.lastAttemptedDeployment(last(it)));
    succeeded.ifPresent(
        it -> shown.lastSuccessfulDeployment(last(it)).targetRevision(it.shown().revision()));
    return shown.build();
  }

  private static LastDeploymentInfo last(Deployment deployment) {
    var info = deployment.shown();
    return LastDeploymentInfo.builder()
        .deploymentId(info.deploymentId())
        .status(info.status())
        .createTime(info.createTime())
        .endTime(info.completeTime())
        .build();
  }

  private BatchGetDeploymentGroupsResponse batch(
      Caller caller, BatchGetDeploymentGroupsRequest request) {
    applications.existing(caller.place(), request.applicationName());
    return BatchGetDeploymentGroupsResponse.builder()
        .deploymentGroupsInfo(
            request.deploymentGroupNames().stream()
                .map(it -> existing(caller.place(), request.applicationName(), it))
                .toList())
        .build();
  }

  private ListDeploymentGroupsResponse list(Caller caller, ListDeploymentGroupsRequest request) {
    applications.existing(caller.place(), request.applicationName());
    var page =
        PAGES.page(
            groups.of(caller.place(), request.applicationName()).stream()
                .map(DeploymentGroupInfo::deploymentGroupName)
                .toList(),
            null,
            request.nextToken());
    return ListDeploymentGroupsResponse.builder()
        .applicationName(request.applicationName())
        .deploymentGroups(page.items())
        .nextToken(page.next())
        .build();
  }

  UpdateDeploymentGroupResponse update(Caller caller, UpdateDeploymentGroupRequest request) {
    if (request.newDeploymentGroupName() != null) {
      throw AwsError.notImplemented("codedeploy", "UpdateDeploymentGroup with a new name");
    }
    applications.existing(caller.place(), request.applicationName());
    DeploymentGroupInfo before =
        groups.existing(
            caller.place(), request.applicationName(), request.currentDeploymentGroupName());
    ObjectNode members = Shapes.json(before);
    members.setAll(members(Shapes.json(request)));
    groups.put(
        caller.place(),
        checked(caller.place(), Shapes.fill(DeploymentGroupInfo.builder(), members).build()));
    return UpdateDeploymentGroupResponse.builder().build();
  }

  private DeleteDeploymentGroupResponse delete(
      Caller caller, DeleteDeploymentGroupRequest request) {
    applications.existing(caller.place(), request.applicationName());
    groups.remove(
        caller.place(),
        request.applicationName(),
        Rules.name(request.deploymentGroupName(), "DeploymentGroup"));
    return DeleteDeploymentGroupResponse.builder().build();
  }
}
