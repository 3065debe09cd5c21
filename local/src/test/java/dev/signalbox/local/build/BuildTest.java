package dev.signalbox.local.build;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.local.time.ScaledClock;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.services.codebuild.model.Build;
import software.amazon.awssdk.services.codebuild.model.BuildPhase;

/** What becomes of a buildspec. */
@Timeout(120)
class BuildTest {
  private final ScaledClock clock = new ScaledClock(1);
  private final Scene scene = new Scene(clock, BuildLimits.ofThisMachine());

  @AfterEach
  void close() {
    scene.close();
    clock.close();
  }

  private static List<String> phases(Build build) {
    return build.phases().stream()
        .map(it -> it.phaseTypeAsString() + " " + it.phaseStatusAsString())
        .toList();
  }

  private static String context(Build build, String type) {
    BuildPhase phase =
        build.phases().stream()
            .filter(it -> it.phaseTypeAsString().equals(type))
            .findFirst()
            .orElseThrow();
    var context = phase.contexts().getFirst();
    return context.statusCode() + ": " + context.message();
  }

  @Test
  void aBuildGoesThroughEveryPhaseInOrder() {
    var build =
        scene.run(
            """
            version: 0.2
            env: {variables: {NAME: "a \\"quoted\\" 'name'\\nand line"}}
            phases:
              install: {commands: [echo install]}
              build: {commands: [echo build "$NAME"], finally: [echo finally]}
              post_build: {commands: ['echo post $CODEBUILD_BUILD_SUCCEEDING']}
            """);
    assertThat(build.buildStatusAsString()).isEqualTo("SUCCEEDED");
    assertThat(phases(build))
        .containsExactly(
            "SUBMITTED SUCCEEDED",
            "QUEUED SUCCEEDED",
            "PROVISIONING SUCCEEDED",
            "DOWNLOAD_SOURCE SUCCEEDED",
            "INSTALL SUCCEEDED",
            "PRE_BUILD SUCCEEDED",
            "BUILD SUCCEEDED",
            "POST_BUILD SUCCEEDED",
            "UPLOAD_ARTIFACTS SUCCEEDED",
            "FINALIZING SUCCEEDED",
            "COMPLETED null");
    assertThat(scene.output())
        .containsExactly("install", "build a \"quoted\" 'name'", "and line", "finally", "post 1");
  }

  @Test
  void afterAFailedBuildPhasePostBuildRunsAndKnowsIt() {
    var build =
        scene.run(
            """
            version: 0.2
            phases:
              build:
                commands: [echo one, exit 3, echo never]
                finally: [echo finally]
              post_build: {commands: ['echo succeeding $CODEBUILD_BUILD_SUCCEEDING']}
            """);
    assertThat(build.buildStatusAsString()).isEqualTo("FAILED");
    assertThat(context(build, "BUILD"))
        .isEqualTo(
            "COMMAND_EXECUTION_ERROR: Error while executing command: exit 3. Reason: exit status"
                + " 3");
    assertThat(phases(build)).contains("POST_BUILD SUCCEEDED", "UPLOAD_ARTIFACTS SUCCEEDED");
    assertThat(scene.output()).containsExactly("one", "finally", "succeeding 0");
  }

  @Test
  void aFailedInstallEndsTheBuild() {
    var build =
        scene.run(
            "{version: 0.2, phases: {install: {commands: ['false']}, build: {commands: [ls]}}}");
    assertThat(phases(build))
        .containsExactly(
            "SUBMITTED SUCCEEDED",
            "QUEUED SUCCEEDED",
            "PROVISIONING SUCCEEDED",
            "DOWNLOAD_SOURCE SUCCEEDED",
            "INSTALL FAILED",
            "FINALIZING SUCCEEDED",
            "COMPLETED null");
  }

  @Test
  void onFailureAbortSkipsPostBuildAndContinueGoesOn() {
    var aborted =
        scene.run(
            "{version: 0.2, phases: {build: {on-failure: ABORT, commands: ['false']},"
                + " post_build: {commands: [ls]}}}");
    assertThat(phases(aborted)).contains("BUILD FAILED").doesNotContain("POST_BUILD SUCCEEDED");
    var continued =
        scene.run(
            "{version: 0.2, phases: {install: {on-failure: CONTINUE, commands: ['false']},"
                + " build: {commands: [ls]}}}");
    assertThat(phases(continued)).contains("INSTALL FAILED", "BUILD SUCCEEDED");
    assertThat(continued.buildStatusAsString()).isEqualTo("FAILED");
  }

  @Test
  void aBrokenBuildspecFailsTheDownloadAndNamesItsLine() {
    var build = scene.run("version: 0.2\nphases:\n  build: [");
    assertThat(context(build, "DOWNLOAD_SOURCE"))
        .startsWith("YAML_FILE_ERROR: ")
        .contains("line 3")
        .endsWith(" in the project");
    assertThat(phases(build)).contains("DOWNLOAD_SOURCE FAILED").doesNotContain("INSTALL FAILED");
  }
}
