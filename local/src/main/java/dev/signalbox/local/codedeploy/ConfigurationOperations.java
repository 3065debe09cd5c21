package dev.signalbox.local.codedeploy;

import dev.signalbox.local.api.AwsError;
import dev.signalbox.local.api.Caller;
import dev.signalbox.local.api.Paging;
import dev.signalbox.local.api.Service;
import java.time.InstantSource;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.codedeploy.model.ComputePlatform;
import software.amazon.awssdk.services.codedeploy.model.CreateDeploymentConfigRequest;
import software.amazon.awssdk.services.codedeploy.model.CreateDeploymentConfigResponse;
import software.amazon.awssdk.services.codedeploy.model.DeleteDeploymentConfigRequest;
import software.amazon.awssdk.services.codedeploy.model.DeleteDeploymentConfigResponse;
import software.amazon.awssdk.services.codedeploy.model.DeploymentConfigInfo;
import software.amazon.awssdk.services.codedeploy.model.GetDeploymentConfigRequest;
import software.amazon.awssdk.services.codedeploy.model.GetDeploymentConfigResponse;
import software.amazon.awssdk.services.codedeploy.model.ListDeploymentConfigsRequest;
import software.amazon.awssdk.services.codedeploy.model.ListDeploymentConfigsResponse;
import software.amazon.awssdk.services.codedeploy.model.TrafficRoutingConfig;

/** The operations on deployment configurations. */
record ConfigurationOperations(Configurations configurations, Groups groups, InstantSource clock) {
  private static final Paging PAGES = Rules.pages("configurations");
  private static final int LONGEST_MINUTES = 2880;

  void addTo(Service service) {
    service
        .on("CreateDeploymentConfig", CreateDeploymentConfigRequest::builder, this::create)
        .on("GetDeploymentConfig", GetDeploymentConfigRequest::builder, this::get)
        .on("ListDeploymentConfigs", ListDeploymentConfigsRequest::builder, this::list)
        .on("DeleteDeploymentConfig", DeleteDeploymentConfigRequest::builder, this::delete);
  }

  CreateDeploymentConfigResponse create(Caller caller, CreateDeploymentConfigRequest request) {
    String name = Rules.name(request.deploymentConfigName(), "DeploymentConfig");
    if (name.startsWith(Predefined.PREFIX)) {
      throw AwsError.of(
          "InvalidDeploymentConfigNameException",
          "Deployment configuration names must not begin with " + Predefined.PREFIX);
    }
    if (request.zonalConfig() != null) {
      throw AwsError.notImplemented("codedeploy", "deployments zone by zone");
    }
    ComputePlatform platform =
        Objects.requireNonNullElse(request.computePlatform(), ComputePlatform.SERVER);
    if (platform == ComputePlatform.SERVER) {
      if (request.minimumHealthyHosts() == null) {
        throw AwsError.of(
            "InvalidMinimumHealthyHostValueException", "Minimum healthy hosts is required");
      }
    } else {
      check(request.trafficRoutingConfig());
    }
    DeploymentConfigInfo made =
        DeploymentConfigInfo.builder()
            .deploymentConfigId(UUID.randomUUID().toString())
            .deploymentConfigName(name)
            .computePlatform(platform)
            .minimumHealthyHosts(request.minimumHealthyHosts())
            .trafficRoutingConfig(request.trafficRoutingConfig())
            .createTime(clock.instant())
            .build();
    if (!configurations.add(caller.place(), made)) {
      throw AwsError.of(
          "DeploymentConfigAlreadyExistsException",
          "Deployment Configuration already exists: " + name);
    }
    return CreateDeploymentConfigResponse.builder()
        .deploymentConfigId(made.deploymentConfigId())
        .build();
  }

  private static void check(@Nullable TrafficRoutingConfig routing) {
    boolean right =
        routing != null
            && routing.type() != null
            && switch (routing.type()) {
              case ALL_AT_ONCE -> true;
              case TIME_BASED_CANARY ->
                  routing.timeBasedCanary() != null
                      && isPart(routing.timeBasedCanary().canaryPercentage())
                      && isWait(routing.timeBasedCanary().canaryInterval());
              case TIME_BASED_LINEAR ->
                  routing.timeBasedLinear() != null
                      && isPart(routing.timeBasedLinear().linearPercentage())
                      && isWait(routing.timeBasedLinear().linearInterval());
              default -> false;
            };
    if (!right) {
      throw AwsError.of(
          "InvalidTrafficRoutingConfigurationException",
          "Traffic routing needs a type, and where it is time based a percentage from 1 to 99 and"
              + " an interval from 1 to 2880 minutes");
    }
  }

  private static boolean isPart(@Nullable Integer percentage) {
    return percentage != null && percentage >= 1 && percentage <= 99;
  }

  private static boolean isWait(@Nullable Integer minutes) {
    return minutes != null && minutes >= 1 && minutes <= LONGEST_MINUTES;
  }

  private GetDeploymentConfigResponse get(Caller caller, GetDeploymentConfigRequest request) {
    return GetDeploymentConfigResponse.builder()
        .deploymentConfigInfo(
            configurations.existing(caller.place(), request.deploymentConfigName()))
        .build();
  }

  private ListDeploymentConfigsResponse list(Caller caller, ListDeploymentConfigsRequest request) {
    var page =
        PAGES.page(
            configurations.of(caller.place()).stream()
                .map(DeploymentConfigInfo::deploymentConfigName)
                .toList(),
            null,
            request.nextToken());
    return ListDeploymentConfigsResponse.builder()
        .deploymentConfigsList(page.items())
        .nextToken(page.next())
        .build();
  }

  private DeleteDeploymentConfigResponse delete(
      Caller caller, DeleteDeploymentConfigRequest request) {
    String name = Rules.name(request.deploymentConfigName(), "DeploymentConfig");
    if (Predefined.named(name).isPresent()) {
      throw AwsError.of("InvalidOperationException", name + " cannot be deleted");
    }
    if (groups.of(caller.place()).stream().anyMatch(it -> name.equals(it.deploymentConfigName()))) {
      throw AwsError.of(
          "DeploymentConfigInUseException", "Deployment Configuration is in use: " + name);
    }
    configurations.remove(caller.place(), name);
    return DeleteDeploymentConfigResponse.builder().build();
  }
}
