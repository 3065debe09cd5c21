package dev.signalbox.local.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.signalbox.local.LocalServer;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.OutputLogEvent;
import software.amazon.awssdk.services.codebuild.CodeBuildClient;
import software.amazon.awssdk.services.codebuild.model.Build;
import software.amazon.awssdk.services.s3.S3Client;

@Timeout(120)
class CodeBuildOverHttpTest {
  @RegisterExtension static final LocalServer LOCAL = new LocalServer();

  @Test
  void aZipBecomesAnArtifactAndALogWithTheRealSdk() {
    var s3 = LOCAL.client(S3Client.builder().forcePathStyle(true));
    var codeBuild = LOCAL.client(CodeBuildClient.builder());
    var logs = LOCAL.client(CloudWatchLogsClient.builder());
    s3.createBucket(it -> it.bucket("builds"));
    codeBuild.createProject(it ->
        it.name("shop")
            .serviceRole("arn:aws:iam::" + LocalServer.ACCOUNT + ":role/builder")
            .source(source ->
                source
                    .type("NO_SOURCE")
                    .buildspec(
                        """
                        version: 0.2
                        phases: {build: {commands: ['javac --version', 'echo built > out.txt']}}
                        artifacts: {files: [out.txt]}
                        """))
            .artifacts(artifacts -> artifacts.type("S3").location("builds").name("app"))
            .environment(environment ->
                environment
                    .type("LINUX_CONTAINER")
                    .image("aws/codebuild/standard:7.0")
                    .computeType("BUILD_GENERAL1_SMALL")));

    var started = codeBuild.startBuild(it -> it.projectName("shop")).build();
    var build =
        await()
            .atMost(Duration.ofSeconds(60))
            .until(
                () -> codeBuild.batchGetBuilds(it -> it.ids(started.id())).builds().getFirst(),
                Build::buildComplete);

    assertThat(build.buildStatusAsString()).isEqualTo("SUCCEEDED");
    assertThat(s3.getObjectAsBytes(it -> it.bucket("builds").key("app/out.txt")).asUtf8String())
        .isEqualTo("built\n");
    var lines =
        logs.getLogEvents(it ->
                it.logGroupName(build.logs().groupName())
                    .logStreamName(build.logs().streamName())
                    .startFromHead(true))
            .events();
    assertThat(lines.stream().map(OutputLogEvent::message))
        .contains("javac " + System.getProperty("java.version"))
        .anyMatch(line -> line.endsWith("Phase complete: BUILD State: SUCCEEDED"));
  }
}
