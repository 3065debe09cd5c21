package dev.signalbox.local.codedeploy;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import software.amazon.awssdk.services.codedeploy.model.ComputePlatform;
import software.amazon.awssdk.services.codedeploy.model.DeploymentConfigInfo;
import software.amazon.awssdk.services.codedeploy.model.MinimumHealthyHostsType;
import software.amazon.awssdk.services.codedeploy.model.TrafficRoutingConfig;
import software.amazon.awssdk.services.codedeploy.model.TrafficRoutingType;

/** The deployment configurations that CodeDeploy has of its own. */
final class Predefined {
  static final String PREFIX = "CodeDeployDefault.";

  static final List<DeploymentConfigInfo> ALL =
      List.of(
          server("OneAtATime", MinimumHealthyHostsType.FLEET_PERCENT, 99),
          server("HalfAtATime", MinimumHealthyHostsType.FLEET_PERCENT, 50),
          server("AllAtOnce", MinimumHealthyHostsType.HOST_COUNT, 0),
          allAtOnce(ComputePlatform.LAMBDA),
          canary(ComputePlatform.LAMBDA, 5),
          canary(ComputePlatform.LAMBDA, 10),
          canary(ComputePlatform.LAMBDA, 15),
          canary(ComputePlatform.LAMBDA, 30),
          linear(ComputePlatform.LAMBDA, "1Minute", 1),
          linear(ComputePlatform.LAMBDA, "2Minutes", 2),
          linear(ComputePlatform.LAMBDA, "3Minutes", 3),
          linear(ComputePlatform.LAMBDA, "10Minutes", 10),
          allAtOnce(ComputePlatform.ECS),
          canary(ComputePlatform.ECS, 5),
          canary(ComputePlatform.ECS, 15),
          linear(ComputePlatform.ECS, "1Minutes", 1),
          linear(ComputePlatform.ECS, "3Minutes", 3));

  private Predefined() {}

  static Optional<DeploymentConfigInfo> named(String name) {
    return ALL.stream().filter(it -> it.deploymentConfigName().equals(name)).findFirst();
  }

  /** The name of the one that is used where none is named. */
  static String usual(ComputePlatform platform) {
    return PREFIX + (platform == ComputePlatform.SERVER ? "OneAtATime" : platform + "AllAtOnce");
  }

  private static DeploymentConfigInfo server(String name, MinimumHealthyHostsType type, int least) {
    return named(
        ComputePlatform.SERVER,
        name,
        info -> info.minimumHealthyHosts(it -> it.type(type).value(least)));
  }

  private static DeploymentConfigInfo allAtOnce(ComputePlatform platform) {
    return shifting(
        platform, platform + "AllAtOnce", it -> it.type(TrafficRoutingType.ALL_AT_ONCE));
  }

  private static DeploymentConfigInfo canary(ComputePlatform platform, int minutes) {
    return shifting(
        platform,
        platform + "Canary10Percent" + minutes + "Minutes",
        it ->
            it.type(TrafficRoutingType.TIME_BASED_CANARY)
                .timeBasedCanary(c -> c.canaryPercentage(10).canaryInterval(minutes)));
  }

  private static DeploymentConfigInfo linear(ComputePlatform platform, String every, int minutes) {
    return shifting(
        platform,
        platform + "Linear10PercentEvery" + every,
        it ->
            it.type(TrafficRoutingType.TIME_BASED_LINEAR)
                .timeBasedLinear(l -> l.linearPercentage(10).linearInterval(minutes)));
  }

  private static DeploymentConfigInfo shifting(
      ComputePlatform platform, String name, Consumer<TrafficRoutingConfig.Builder> routing) {
    return named(platform, name, info -> info.trafficRoutingConfig(routing));
  }

  private static DeploymentConfigInfo named(
      ComputePlatform platform, String name, Consumer<DeploymentConfigInfo.Builder> rest) {
    return DeploymentConfigInfo.builder()
        .deploymentConfigId(UUID.nameUUIDFromBytes(name.getBytes(UTF_8)).toString())
        .deploymentConfigName(PREFIX + name)
        .computePlatform(platform)
        .createTime(Instant.EPOCH)
        .applyMutation(rest)
        .build();
  }
}
