package dev.signalbox.local.elb;

import dev.signalbox.local.api.AwsError;
import dev.signalbox.local.api.Caller;
import dev.signalbox.local.api.Paging.Page;
import dev.signalbox.local.api.Place;
import dev.signalbox.local.api.Service;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.CreateTargetGroupRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.CreateTargetGroupResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DeleteTargetGroupRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DeleteTargetGroupResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeTargetGroupsRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeTargetGroupsResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ModifyTargetGroupRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ModifyTargetGroupResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroup;

/** The operations on target groups. */
final class GroupOperations {
  private final Estate estate;
  private final Plane plane;

  GroupOperations(Estate estate, Plane plane) {
    this.estate = estate;
    this.plane = plane;
  }

  void addTo(Service service) {
    service
        .on("CreateTargetGroup", CreateTargetGroupRequest::builder, this::create)
        .on("DescribeTargetGroups", DescribeTargetGroupsRequest::builder, this::describe)
        .on("ModifyTargetGroup", ModifyTargetGroupRequest::builder, this::modify)
        .on("DeleteTargetGroup", DeleteTargetGroupRequest::builder, this::delete);
  }

  private CreateTargetGroupResponse create(Caller caller, CreateTargetGroupRequest request) {
    return CreateTargetGroupResponse.builder()
        .targetGroups(shown(made(caller.place(), request)))
        .build();
  }

  /** One of the same settings is left as it is. */
  synchronized TargetGroup made(Place place, CreateTargetGroupRequest request) {
    Names.check("target group", request.name());
    TargetGroup wanted = NewGroup.of(place, request);
    Optional<TargetGroup> there = estate.groupNamed(place, request.name());
    if (there.isPresent()) {
      String arn = there.get().targetGroupArn();
      if (!there.get().equals(wanted.toBuilder().targetGroupArn(arn).build())) {
        throw AwsError.of(
            "DuplicateTargetGroupName",
            "A target group with the same name '"
                + request.name()
                + "' exists, but with different settings");
      }
      return there.get();
    }
    estate.groups().put(wanted.targetGroupArn(), wanted);
    Tags.put(estate.groups(), wanted.targetGroupArn(), request.tags());
    plane.configured(wanted.targetGroupArn());
    return wanted;
  }

  private TargetGroup shown(TargetGroup group) {
    return group.toBuilder().loadBalancerArns(estate.balancersOf(group.targetGroupArn())).build();
  }

  private DescribeTargetGroupsResponse describe(
      Caller caller, DescribeTargetGroupsRequest request) {
    Page<TargetGroup> page =
        BalancerOperations.PAGES.page(
            asked(caller.place(), request), request.pageSize(), request.marker());
    return DescribeTargetGroupsResponse.builder()
        .targetGroups(page.items())
        .nextMarker(page.next())
        .build();
  }

  private List<TargetGroup> asked(Place place, DescribeTargetGroupsRequest request) {
    if (!request.names().isEmpty()) {
      return request.names().stream()
          .map(name ->
              estate
                  .groupNamed(place, name)
                  .orElseThrow(
                      () -> Estate.notFound("TargetGroup", "One or more target groups not found")))
          .map(this::shown)
          .toList();
    }
    if (!request.targetGroupArns().isEmpty()) {
      return request.targetGroupArns().stream().map(estate::group).map(this::shown).toList();
    }
    List<TargetGroup> all = estate.groups().in(place).stream().map(this::shown).toList();
    if (request.loadBalancerArn() == null) {
      return all;
    }
    String balancer = estate.balancer(request.loadBalancerArn()).loadBalancerArn();
    return all.stream().filter(it -> it.loadBalancerArns().contains(balancer)).toList();
  }

  private ModifyTargetGroupResponse modify(Caller caller, ModifyTargetGroupRequest request) {
    return ModifyTargetGroupResponse.builder().targetGroups(shown(modified(request))).build();
  }

  synchronized TargetGroup modified(ModifyTargetGroupRequest request) {
    TargetGroup after = NewGroup.changed(estate.group(request.targetGroupArn()), request);
    estate.groups().put(after.targetGroupArn(), after);
    plane.configured(after.targetGroupArn());
    return after;
  }

  private synchronized DeleteTargetGroupResponse delete(
      Caller caller, DeleteTargetGroupRequest request) {
    String arn = request.targetGroupArn();
    if (!estate.balancersOf(arn).isEmpty()) {
      throw AwsError.of(
          "ResourceInUse",
          "Target group '" + arn + "' is currently in use by a listener or a rule");
    }
    if (estate.groups().remove(arn)) {
      plane.forget(arn);
    }
    return DeleteTargetGroupResponse.builder().build();
  }
}
