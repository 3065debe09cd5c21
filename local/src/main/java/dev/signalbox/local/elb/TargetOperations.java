package dev.signalbox.local.elb;

import dev.signalbox.local.api.AwsError;
import dev.signalbox.local.api.Caller;
import dev.signalbox.local.api.LoadBalancers.Health;
import dev.signalbox.local.api.LoadBalancers.Target;
import dev.signalbox.local.api.Service;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DeregisterTargetsRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DeregisterTargetsResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeTargetHealthRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeTargetHealthResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.RegisterTargetsRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.RegisterTargetsResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetDescription;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroup;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetHealthDescription;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetTypeEnum;

/** The operations on the targets of groups. */
final class TargetOperations {
  private final Estate estate;
  private final Plane plane;

  TargetOperations(Estate estate, Plane plane) {
    this.estate = estate;
    this.plane = plane;
  }

  void addTo(Service service) {
    service
        .on("RegisterTargets", RegisterTargetsRequest::builder, this::register)
        .on("DeregisterTargets", DeregisterTargetsRequest::builder, this::deregister)
        .on("DescribeTargetHealth", DescribeTargetHealthRequest::builder, this::health);
  }

  private RegisterTargetsResponse register(Caller caller, RegisterTargetsRequest request) {
    TargetGroup group = estate.group(request.targetGroupArn());
    List<Target> targets = request.targets().stream().map(it -> registrable(group, it)).toList();
    targets.forEach(it -> plane.register(group.targetGroupArn(), it));
    return RegisterTargetsResponse.builder().build();
  }

  private static Target registrable(TargetGroup group, TargetDescription description) {
    if (group.targetType() == TargetTypeEnum.INSTANCE) {
      throw invalid(
          "The following targets are not in a running state and cannot be registered: '"
              + description.id()
              + "' (signalbox local has no instances: use target type ip)");
    }
    if (!description.id().matches("127(\\.(\\d|[1-9]\\d|1\\d\\d|2[0-4]\\d|25[0-5])){3}")) {
      throw invalid(
          "The IP address '"
              + description.id()
              + "' is not a valid IPv4 address of this network: signalbox local takes loopback"
              + " addresses only");
    }
    return target(group, description);
  }

  private static AwsError invalid(String message) {
    return AwsError.of("InvalidTarget", message);
  }

  private static Target target(TargetGroup group, TargetDescription description) {
    return new Target(
        description.id(), description.port() == null ? group.port() : description.port());
  }

  private DeregisterTargetsResponse deregister(Caller caller, DeregisterTargetsRequest request) {
    TargetGroup group = estate.group(request.targetGroupArn());
    String arn = group.targetGroupArn();
    for (TargetDescription description : request.targets()) {
      plane.pool(arn).registered().stream()
          .filter(it -> it.host().equals(description.id()))
          .filter(it -> description.port() == null || it.port() == description.port())
          .forEach(it -> plane.deregister(arn, it, () -> {}));
    }
    return DeregisterTargetsResponse.builder().build();
  }

  private DescribeTargetHealthResponse health(Caller caller, DescribeTargetHealthRequest request) {
    TargetGroup group = estate.group(request.targetGroupArn());
    Map<Target, Health> health = plane.pool(group.targetGroupArn()).health();
    Map<Target, Health> asked = new LinkedHashMap<>();
    for (TargetDescription description : request.targets()) {
      Target target = target(group, description);
      asked.put(target, plane.pool(group.targetGroupArn()).health(target));
    }
    return DescribeTargetHealthResponse.builder()
        .targetHealthDescriptions(
            (request.targets().isEmpty() ? health : asked)
                .entrySet().stream()
                    .map(it -> described(group, it.getKey(), it.getValue()))
                    .toList())
        .build();
  }

  private static TargetHealthDescription described(
      TargetGroup group, Target target, Health health) {
    String port = group.healthCheckPort();
    return TargetHealthDescription.builder()
        .target(it -> it.id(target.host()).port(target.port()))
        .healthCheckPort(port.equals("traffic-port") ? String.valueOf(target.port()) : port)
        .targetHealth(it ->
            it.state(health.state())
                .reason(health.reason().orElse(null))
                .description(health.description().orElse(null)))
        .build();
  }
}
