package dev.signalbox.local.elb;

import dev.signalbox.local.api.AwsError;
import dev.signalbox.local.api.Place;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.CreateTargetGroupRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Matcher;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ModifyTargetGroupRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ProtocolEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroup;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroupIpAddressTypeEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetTypeEnum;

/** A target group with AWS's usual values where the request has none. */
final class NewGroup {
  private static final Matcher OK = Matcher.builder().httpCode("200").build();

  private NewGroup() {}

  static TargetGroup of(Place place, CreateTargetGroupRequest request) {
    TargetTypeEnum type = or(request.targetType(), TargetTypeEnum.INSTANCE);
    if (type != TargetTypeEnum.INSTANCE && type != TargetTypeEnum.IP) {
      throw AwsError.notImplemented("elasticloadbalancing", "target groups of type " + type);
    }
    if (request.protocol() == null || request.port() == null) {
      throw invalid("A port and a protocol must be specified");
    }
    http(request.protocol());
    if (request.healthCheckProtocol() != null) {
      http(request.healthCheckProtocol());
    }
    if (!or(request.protocolVersion(), "HTTP1").equals("HTTP1")) {
      throw AwsError.notImplemented(
          "elasticloadbalancing", "target groups of version " + request.protocolVersion());
    }
    return checked(
        TargetGroup.builder()
            .targetGroupArn(
                place.arn(
                    "elasticloadbalancing", "targetgroup/" + request.name() + "/" + Estate.id()))
            .targetGroupName(request.name())
            .protocol(request.protocol())
            .protocolVersion("HTTP1")
            .port(request.port())
            .vpcId(request.vpcId())
            .targetType(type)
            .ipAddressType(TargetGroupIpAddressTypeEnum.IPV4)
            .healthCheckProtocol(ProtocolEnum.HTTP)
            .healthCheckPort(or(request.healthCheckPort(), "traffic-port"))
            .healthCheckEnabled(or(request.healthCheckEnabled(), true))
            .healthCheckPath(or(request.healthCheckPath(), "/"))
            .healthCheckIntervalSeconds(or(request.healthCheckIntervalSeconds(), 30))
            .healthCheckTimeoutSeconds(or(request.healthCheckTimeoutSeconds(), 5))
            .healthyThresholdCount(or(request.healthyThresholdCount(), 5))
            .unhealthyThresholdCount(or(request.unhealthyThresholdCount(), 2))
            .matcher(or(request.matcher(), OK))
            .build());
  }

  static TargetGroup changed(TargetGroup group, ModifyTargetGroupRequest request) {
    if (request.healthCheckProtocol() != null) {
      http(request.healthCheckProtocol());
    }
    return checked(
        group.toBuilder()
            .healthCheckPort(or(request.healthCheckPort(), group.healthCheckPort()))
            .healthCheckEnabled(or(request.healthCheckEnabled(), group.healthCheckEnabled()))
            .healthCheckPath(or(request.healthCheckPath(), group.healthCheckPath()))
            .healthCheckIntervalSeconds(
                or(request.healthCheckIntervalSeconds(), group.healthCheckIntervalSeconds()))
            .healthCheckTimeoutSeconds(
                or(request.healthCheckTimeoutSeconds(), group.healthCheckTimeoutSeconds()))
            .healthyThresholdCount(
                or(request.healthyThresholdCount(), group.healthyThresholdCount()))
            .unhealthyThresholdCount(
                or(request.unhealthyThresholdCount(), group.unhealthyThresholdCount()))
            .matcher(or(request.matcher(), group.matcher()))
            .build());
  }

  private static TargetGroup checked(TargetGroup group) {
    if (!group.healthCheckEnabled()) {
      throw invalid("Health checks must be enabled for target groups of this type");
    }
    if (group.healthCheckTimeoutSeconds() >= group.healthCheckIntervalSeconds()) {
      throw invalid("Health check timeout must be smaller than the interval");
    }
    String code = Optional.ofNullable(group.matcher().httpCode()).orElse("");
    if (!code.matches("[2-4]\\d\\d(-[2-4]\\d\\d)?(,[2-4]\\d\\d(-[2-4]\\d\\d)?)*")) {
      throw invalid(
          "Health check matcher HTTP code '" + code + "' must be within '200-499' inclusive");
    }
    String port = group.healthCheckPort();
    if (!port.equals("traffic-port")
        && !(port.matches("[1-9]\\d{0,4}") && Integer.parseInt(port) < 65536)) {
      throw invalid("Health check port '" + port + "' must be between 1 and 65535");
    }
    if (!group.healthCheckPath().matches("/[!-~]*")) {
      throw invalid("Health check path '" + group.healthCheckPath() + "' must begin with a '/'");
    }
    return group;
  }

  private static void http(ProtocolEnum protocol) {
    if (protocol != ProtocolEnum.HTTP) {
      throw AwsError.notImplemented("elasticloadbalancing", protocol + " target groups");
    }
  }

  private static AwsError invalid(String message) {
    return AwsError.of("ValidationError", message);
  }

  private static <T> T or(@Nullable T given, T usual) {
    return given == null ? usual : given;
  }
}
