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
  private static final Matcher ANSWERED = Matcher.builder().httpCode("200-399").build();
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
    spoken(request.protocol());
    ProtocolEnum checking = or(request.healthCheckProtocol(), request.protocol());
    checkable(request.protocol(), checking);
    if (!or(request.protocolVersion(), "HTTP1").equals("HTTP1")) {
      throw AwsError.notImplemented(
          "elasticloadbalancing", "target groups of version " + request.protocolVersion());
    }
    boolean tcp = request.protocol() == ProtocolEnum.TCP;
    return checked(
        checking(request, checking)
            .targetGroupArn(
                place.arn(
                    "elasticloadbalancing", "targetgroup/" + request.name() + "/" + Estate.id()))
            .targetGroupName(request.name())
            .protocol(request.protocol())
            .protocolVersion(tcp ? null : "HTTP1")
            .port(request.port())
            .vpcId(request.vpcId())
            .targetType(type)
            .ipAddressType(TargetGroupIpAddressTypeEnum.IPV4)
            .build());
  }

  private static TargetGroup.Builder checking(
      CreateTargetGroupRequest request, ProtocolEnum checking) {
    boolean http = checking == ProtocolEnum.HTTP;
    boolean tcp = request.protocol() == ProtocolEnum.TCP;
    int timeout = !http ? 10 : tcp ? 6 : 5;
    return TargetGroup.builder()
        .healthCheckProtocol(checking)
        .healthCheckPort(or(request.healthCheckPort(), "traffic-port"))
        .healthCheckEnabled(or(request.healthCheckEnabled(), true))
        .healthCheckPath(
            http
                ? or(request.healthCheckPath(), "/")
                : nothing(request.healthCheckPath(), "Health check path"))
        .healthCheckIntervalSeconds(or(request.healthCheckIntervalSeconds(), 30))
        .healthCheckTimeoutSeconds(or(request.healthCheckTimeoutSeconds(), timeout))
        .healthyThresholdCount(or(request.healthyThresholdCount(), 5))
        .unhealthyThresholdCount(or(request.unhealthyThresholdCount(), 2))
        .matcher(
            http
                ? or(request.matcher(), tcp ? ANSWERED : OK)
                : nothing(request.matcher(), "A matcher"));
  }

  private static <T> @Nullable T nothing(@Nullable T given, String what) {
    if (given != null) {
      throw invalid(what + " cannot be specified for health checks of protocol TCP");
    }
    return null;
  }

  static TargetGroup changed(TargetGroup group, ModifyTargetGroupRequest request) {
    if (request.healthCheckProtocol() != null
        && request.healthCheckProtocol() != group.healthCheckProtocol()) {
      throw AwsError.notImplemented(
          "elasticloadbalancing", "another health check protocol of a target group");
    }
    if (group.healthCheckProtocol() == ProtocolEnum.TCP) {
      nothing(request.healthCheckPath(), "Health check path");
      nothing(request.matcher(), "A matcher");
    }
    return checked(
        group.toBuilder()
            .healthCheckPort(or(request.healthCheckPort(), group.healthCheckPort()))
            .healthCheckEnabled(or(request.healthCheckEnabled(), group.healthCheckEnabled()))
            .healthCheckPath(
                Optional.ofNullable(request.healthCheckPath()).orElse(group.healthCheckPath()))
            .healthCheckIntervalSeconds(
                or(request.healthCheckIntervalSeconds(), group.healthCheckIntervalSeconds()))
            .healthCheckTimeoutSeconds(
                or(request.healthCheckTimeoutSeconds(), group.healthCheckTimeoutSeconds()))
            .healthyThresholdCount(
                or(request.healthyThresholdCount(), group.healthyThresholdCount()))
            .unhealthyThresholdCount(
                or(request.unhealthyThresholdCount(), group.unhealthyThresholdCount()))
            .matcher(Optional.ofNullable(request.matcher()).orElse(group.matcher()))
            .build());
  }

  private static TargetGroup checked(TargetGroup group) {
    if (!group.healthCheckEnabled()) {
      throw invalid("Health checks must be enabled for target groups of this type");
    }
    if (group.healthCheckTimeoutSeconds() >= group.healthCheckIntervalSeconds()) {
      throw invalid("Health check timeout must be smaller than the interval");
    }
    checkPort(group.healthCheckPort());
    if (group.healthCheckProtocol() == ProtocolEnum.HTTP) {
      checkHttp(group);
    }
    return group;
  }

  private static void checkHttp(TargetGroup group) {
    String code = Optional.ofNullable(group.matcher().httpCode()).orElse("");
    if (!code.matches("[2-4]\\d\\d(-[2-4]\\d\\d)?(,[2-4]\\d\\d(-[2-4]\\d\\d)?)*")) {
      throw invalid(
          "Health check matcher HTTP code '" + code + "' must be within '200-499' inclusive");
    }
    if (!group.healthCheckPath().matches("/[!-~]*")) {
      throw invalid("Health check path '" + group.healthCheckPath() + "' must begin with a '/'");
    }
  }

  private static void checkPort(String port) {
    if (!port.equals("traffic-port")
        && !(port.matches("[1-9]\\d{0,4}") && Integer.parseInt(port) < 65536)) {
      throw invalid("Health check port '" + port + "' must be between 1 and 65535");
    }
  }

  private static void spoken(ProtocolEnum protocol) {
    if (protocol != ProtocolEnum.HTTP && protocol != ProtocolEnum.TCP) {
      throw AwsError.notImplemented("elasticloadbalancing", protocol + " target groups");
    }
  }

  private static void checkable(ProtocolEnum protocol, ProtocolEnum checking) {
    if (checking == ProtocolEnum.TCP && protocol == ProtocolEnum.HTTP) {
      throw invalid("Health check protocol 'TCP' must be one of [HTTP, HTTPS]");
    }
    if (checking != ProtocolEnum.HTTP && checking != ProtocolEnum.TCP) {
      throw AwsError.notImplemented("elasticloadbalancing", checking + " health checks");
    }
  }

  private static AwsError invalid(String message) {
    return AwsError.of("ValidationError", message);
  }

  private static <T> T or(@Nullable T given, T usual) {
    return given == null ? usual : given;
  }
}
