package dev.signalbox.local.elb;

import dev.signalbox.local.api.AwsError;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Listener;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.LoadBalancer;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ProtocolEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroup;

/**
 * The attributes of one kind of resource.
 *
 * @param usual every attribute with AWS's value for new resources
 * @param changeable those that do something here, with the form of their values
 */
record Attributes(Map<String, String> usual, Map<String, String> changeable) {
  private static final String FLAG = "true|false";

  private static final Attributes OF_BALANCERS =
      new Attributes(
          Map.ofEntries(
              Map.entry("access_logs.s3.enabled", "false"),
              Map.entry("access_logs.s3.bucket", ""),
              Map.entry("access_logs.s3.prefix", ""),
              Map.entry("client_keep_alive.seconds", "3600"),
              Map.entry("connection_logs.s3.enabled", "false"),
              Map.entry("connection_logs.s3.bucket", ""),
              Map.entry("connection_logs.s3.prefix", ""),
              Map.entry("deletion_protection.enabled", "false"),
              Map.entry("idle_timeout.timeout_seconds", "60"),
              Map.entry("ipv6.deny_all_igw_traffic", "false"),
              Map.entry("load_balancing.cross_zone.enabled", "true"),
              Map.entry("routing.http.desync_mitigation_mode", "defensive"),
              Map.entry("routing.http.drop_invalid_header_fields.enabled", "false"),
              Map.entry("routing.http.preserve_host_header.enabled", "false"),
              Map.entry("routing.http.x_amzn_tls_version_and_cipher_suite.enabled", "false"),
              Map.entry("routing.http.xff_client_port.enabled", "false"),
              Map.entry("routing.http.xff_header_processing.mode", "append"),
              Map.entry("routing.http2.enabled", "true"),
              Map.entry("waf.fail_open.enabled", "false"),
              Map.entry("zonal_shift.config.enabled", "false")),
          Map.of(
              "access_logs.s3.enabled",
              FLAG,
              "access_logs.s3.bucket",
              "[a-z0-9.-]{0,63}",
              "access_logs.s3.prefix",
              "[!-~]{0,256}",
              "deletion_protection.enabled",
              FLAG,
              "idle_timeout.timeout_seconds",
              "[1-9]\\d{0,2}|[1-3]\\d{3}|4000",
              "routing.http.desync_mitigation_mode",
              "monitor|defensive|strictest",
              "routing.http.drop_invalid_header_fields.enabled",
              FLAG,
              "routing.http2.enabled",
              FLAG));

  private static final Attributes OF_GROUPS =
      new Attributes(
          Map.ofEntries(
              Map.entry(GroupSetting.DELAY, "300"),
              Map.entry("load_balancing.algorithm.type", "round_robin"),
              Map.entry("load_balancing.algorithm.anomaly_mitigation", "off"),
              Map.entry("load_balancing.cross_zone.enabled", "use_load_balancer_configuration"),
              Map.entry("slow_start.duration_seconds", "0"),
              Map.entry("stickiness.enabled", "false"),
              Map.entry("stickiness.type", "lb_cookie"),
              Map.entry("stickiness.lb_cookie.duration_seconds", "86400"),
              Map.entry("stickiness.app_cookie.cookie_name", ""),
              Map.entry("stickiness.app_cookie.duration_seconds", "86400"),
              Map.entry("target_group_health.dns_failover.minimum_healthy_targets.count", "1"),
              Map.entry(
                  "target_group_health.dns_failover.minimum_healthy_targets.percentage", "off"),
              Map.entry(
                  "target_group_health.unhealthy_state_routing.minimum_healthy_targets.count", "1"),
              Map.entry(
                  "target_group_health.unhealthy_state_routing.minimum_healthy_targets.percentage",
                  "off")),
          Map.of(
              GroupSetting.DELAY,
              "\\d{1,3}|[12]\\d{3}|3[0-5]\\d{2}|3600",
              "stickiness.type",
              "lb_cookie|app_cookie",
              "load_balancing.cross_zone.enabled",
              FLAG + "|use_load_balancer_configuration"));

  private static final Attributes OF_NETWORK_BALANCERS =
      new Attributes(
          Map.of(
              "access_logs.s3.enabled", "false",
              "access_logs.s3.bucket", "",
              "access_logs.s3.prefix", "",
              "deletion_protection.enabled", "false",
              "dns_record.client_routing_policy", "any_availability_zone",
              "ipv6.deny_all_igw_traffic", "false",
              "load_balancing.cross_zone.enabled", "false",
              "zonal_shift.config.enabled", "false"),
          Map.of("deletion_protection.enabled", FLAG, "load_balancing.cross_zone.enabled", FLAG));

  private static final Attributes OF_TCP_GROUPS =
      new Attributes(
          Map.of(
              GroupSetting.DELAY,
              "300",
              "deregistration_delay.connection_termination.enabled",
              "false",
              "load_balancing.cross_zone.enabled",
              "use_load_balancer_configuration",
              "preserve_client_ip.enabled",
              "false",
              "proxy_protocol_v2.enabled",
              "false",
              "stickiness.enabled",
              "false",
              "stickiness.type",
              "source_ip"),
          Map.of(
              GroupSetting.DELAY,
              "\\d{1,3}|[12]\\d{3}|3[0-5]\\d{2}|3600",
              "load_balancing.cross_zone.enabled",
              FLAG + "|use_load_balancer_configuration"));

  private static final Attributes OF_LISTENERS =
      new Attributes(Map.of("routing.http.response.server.enabled", "true"), Map.of());

  private static final Attributes OF_TCP_LISTENERS =
      new Attributes(Map.of("tcp.idle_timeout.seconds", "350"), Map.of());

  static Attributes of(LoadBalancer balancer) {
    return Estate.isNetwork(balancer.loadBalancerArn()) ? OF_NETWORK_BALANCERS : OF_BALANCERS;
  }

  static Attributes of(Listener listener) {
    return Estate.isNetwork(listener.listenerArn()) ? OF_TCP_LISTENERS : OF_LISTENERS;
  }

  static Attributes of(TargetGroup group) {
    return group.protocol() == ProtocolEnum.TCP ? OF_TCP_GROUPS : OF_GROUPS;
  }

  Map<String, String> all(Map<String, String> given) {
    Map<String, String> all = new TreeMap<>(usual);
    all.putAll(given);
    return all;
  }

  /**
   * @throws AwsError ValidationError, or 501 for what AWS would do and this does not
   */
  void check(Map<String, String> changes) {
    changes.forEach((name, value) -> {
      if (!usual.containsKey(name)) {
        throw AwsError.of("ValidationError", "Attribute key '" + name + "' is not recognized");
      }
      if (!changeable.containsKey(name) && !value.equals(usual.get(name))) {
        throw AwsError.notImplemented("elasticloadbalancing", name + "=" + value);
      }
      if (!value.equals(usual.get(name)) && !value.matches(changeable.getOrDefault(name, ".*"))) {
        throw AwsError.of(
            "ValidationError", "'" + value + "' is not a value of the attribute '" + name + "'");
      }
    });
  }
}
