package dev.signalbox.local.build;

import dev.signalbox.local.api.Place;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.codebuild.model.Build;
import software.amazon.awssdk.services.codebuild.model.CloudWatchLogsConfig;
import software.amazon.awssdk.services.codebuild.model.EnvironmentVariable;
import software.amazon.awssdk.services.codebuild.model.LogsConfig;
import software.amazon.awssdk.services.codebuild.model.LogsConfigStatusType;
import software.amazon.awssdk.services.codebuild.model.LogsLocation;
import software.amazon.awssdk.services.codebuild.model.Project;
import software.amazon.awssdk.services.codebuild.model.ProjectEnvironment;
import software.amazon.awssdk.services.codebuild.model.ProjectSource;
import software.amazon.awssdk.services.codebuild.model.S3LogsConfig;
import software.amazon.awssdk.services.codebuild.model.StartBuildRequest;
import software.amazon.awssdk.services.codebuild.model.StatusType;

/** A build as its project and the request that starts it make it. */
record NewBuild(Place place, Project project, StartBuildRequest request) {

  Build build(long number, String initiator, Instant now) {
    String uuid = UUID.randomUUID().toString();
    String id = project.name() + ":" + uuid;
    return Build.builder()
        .id(id)
        .arn(place.arn("codebuild", "build/" + id))
        .buildNumber(number)
        .startTime(now)
        .buildStatus(StatusType.IN_PROGRESS)
        .buildComplete(false)
        .projectName(project.name())
        .sourceVersion(or(request.sourceVersion(), project.sourceVersion()))
        .source(source())
        .secondarySources(
            request.hasSecondarySourcesOverride()
                ? request.secondarySourcesOverride()
                : project.secondarySources())
        .secondarySourceVersions(
            request.hasSecondarySourcesVersionOverride()
                ? request.secondarySourcesVersionOverride()
                : project.secondarySourceVersions())
        .cache(or(request.cacheOverride(), project.cache()))
        .environment(environment())
        .serviceRole(or(request.serviceRoleOverride(), project.serviceRole()))
        .timeoutInMinutes(or(request.timeoutInMinutesOverride(), project.timeoutInMinutes()))
        .queuedTimeoutInMinutes(
            or(request.queuedTimeoutInMinutesOverride(), project.queuedTimeoutInMinutes()))
        .encryptionKey(or(request.encryptionKeyOverride(), project.encryptionKey()))
        .vpcConfig(project.vpcConfig())
        .logs(logs(uuid))
        .initiator(initiator)
        .phases(List.of())
        .build();
  }

  private static <T extends @Nullable Object> T or(T override, T usual) {
    return override == null ? usual : override;
  }

  private ProjectSource source() {
    ProjectSource usual = project.source();
    return usual.toBuilder()
        .type(or(request.sourceTypeOverride(), usual.type()))
        .location(or(request.sourceLocationOverride(), usual.location()))
        .buildspec(or(request.buildspecOverride(), usual.buildspec()))
        .gitCloneDepth(or(request.gitCloneDepthOverride(), usual.gitCloneDepth()))
        .insecureSsl(or(request.insecureSslOverride(), usual.insecureSsl()))
        .build();
  }

  private ProjectEnvironment environment() {
    ProjectEnvironment usual = project.environment();
    Map<String, EnvironmentVariable> variables = new LinkedHashMap<>();
    usual.environmentVariables().forEach(it -> variables.put(it.name(), it));
    request.environmentVariablesOverride().forEach(it -> variables.put(it.name(), it));
    return usual.toBuilder()
        .type(or(request.environmentTypeOverride(), usual.type()))
        .image(or(request.imageOverride(), usual.image()))
        .computeType(or(request.computeTypeOverride(), usual.computeType()))
        .privilegedMode(or(request.privilegedModeOverride(), usual.privilegedMode()))
        .environmentVariables(new ArrayList<>(variables.values()))
        .build();
  }

  private LogsLocation logs(String uuid) {
    CloudWatchLogsConfig config =
        Optional.ofNullable(or(request.logsConfigOverride(), project.logsConfig()))
            .map(LogsConfig::cloudWatchLogs)
            .orElse(CloudWatchLogsConfig.builder().status(LogsConfigStatusType.ENABLED).build());
    LogsLocation.Builder logs =
        LogsLocation.builder()
            .cloudWatchLogs(config)
            .s3Logs(S3LogsConfig.builder().status(LogsConfigStatusType.DISABLED).build());
    if (config.status() == LogsConfigStatusType.DISABLED) {
      return logs.build();
    }
    String group =
        Optional.ofNullable(config.groupName()).orElse("/aws/codebuild/" + project.name());
    String stream =
        Optional.ofNullable(config.streamName()).map(it -> it + "/" + uuid).orElse(uuid);
    return logs.groupName(group)
        .streamName(stream)
        .cloudWatchLogsArn(place.arn("logs", "log-group:" + group + ":log-stream:" + stream))
        .deepLink(
            "https://console.aws.amazon.com/cloudwatch/home?region="
                + place.region()
                + "#logsV2:log-groups/log-group/"
                + escaped(group)
                + "/log-events/"
                + escaped(stream))
        .build();
  }

  /** As the console's links are: percent signs escaped once more, and as dollar signs. */
  private static String escaped(String text) {
    String once = URLEncoder.encode(text, StandardCharsets.UTF_8);
    return URLEncoder.encode(once, StandardCharsets.UTF_8).replace('%', '$');
  }
}
