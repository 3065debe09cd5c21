package dev.signalbox.local.elb;

import dev.signalbox.local.elb.pool.Checking;
import dev.signalbox.local.elb.pool.Pool;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ProtocolEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroup;

/** A target group's configuration as its pool needs it. */
record GroupSetting(TargetGroup group, Map<String, String> attributes, boolean inUse) {
  static final String DELAY = "deregistration_delay.timeout_seconds";

  Pool.Setting setting() {
    return new Pool.Setting(
        checking(), inUse, seconds(Integer.parseInt(attributes.getOrDefault(DELAY, "300"))));
  }

  private Checking checking() {
    return new Checking(
        Optional.of(group.healthCheckPort())
            .filter(it -> !it.equals("traffic-port"))
            .map(Integer::parseInt),
        group.healthCheckProtocol() == ProtocolEnum.HTTP
            ? Optional.of(new Checking.Http(group.healthCheckPath(), group.matcher().httpCode()))
            : Optional.empty(),
        seconds(group.healthCheckIntervalSeconds()),
        seconds(group.healthCheckTimeoutSeconds()),
        group.healthyThresholdCount(),
        group.unhealthyThresholdCount());
  }

  private static Duration seconds(int seconds) {
    return Duration.ofSeconds(seconds);
  }
}
