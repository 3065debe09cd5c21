package dev.signalbox.local.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.signalbox.local.api.ManualClock;
import dev.signalbox.local.process.ProcessTable;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.services.codebuild.model.Build;
import software.amazon.awssdk.services.codebuild.model.StopBuildRequest;
import software.amazon.awssdk.services.codebuild.model.StopBuildResponse;

/** Builds that hang, flood, hide or multiply. */
@Timeout(120)
class HostileBuildTest {
  private static final BuildLimits LIMITS = new BuildLimits(2, 100_000, 4096, 300);
  private static final String ENDLESS =
      "{version: 0.2, phases: {build: {commands: ['while :; do sleep 1; done']}}}";

  private final ManualClock clock = new ManualClock("2026-11-21T08:00:00Z");
  private final Scene scene = new Scene(clock, LIMITS);

  @AfterEach
  void close() {
    scene.close();
  }

  private Build inPhase(String id, String phase) {
    return await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> scene.get(id), it -> it.currentPhase().equals(phase));
  }

  private Build stop(String id) {
    return scene
        .calls
        .call("StopBuild", StopBuildRequest.builder().id(id).build(), StopBuildResponse.class)
        .build();
  }

  private static List<String> ends(Build build) {
    return build.phases().stream()
        .filter(it -> it.phaseStatus() != null && !it.phaseStatusAsString().equals("SUCCEEDED"))
        .map(it -> it.phaseTypeAsString() + " " + it.phaseStatusAsString())
        .toList();
  }

  /** Nothing of any build of this test is left. */
  private void assertNothingIsLeft() {
    var builds = scene.store.directory("builds");
    await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> {
          try (var left = Files.list(builds)) {
            return left.findAny().isEmpty();
          }
        });
    var real = builds.toAbsolutePath();
    assertThat(ProcessTable.now().entries()).noneMatch(it -> it.worksIn(real));
  }

  @Test
  void aBuildThatNeverEndsIsTimedOut() {
    scene.project(
        "loop", it -> it.timeoutInMinutes(5).source(s -> s.type("NO_SOURCE").buildspec(ENDLESS)));
    var id = scene.start("loop").id();
    inPhase(id, "BUILD");
    clock.advance(Duration.ofMinutes(5));
    var build = scene.ended(id);
    assertThat(build.buildStatusAsString()).isEqualTo("TIMED_OUT");
    assertThat(ends(build)).containsExactly("BUILD TIMED_OUT");
    assertNothingIsLeft();
  }

  @Test
  void aBuildThatIgnoresSignalsIsStoppedAndAnswersSo() {
    scene.project(
        "stubborn",
        "{version: 0.2, phases: {build: {commands: [\"trap '' TERM INT HUP; setsid sleep 1000 &"
            + " while :; do sleep 1; done\"], finally: [echo finally]},"
            + " post_build: {commands: [echo post]}}}");
    var id = scene.start("stubborn").id();
    inPhase(id, "BUILD");
    var stopped = stop(id);
    assertThat(stopped.buildStatusAsString()).isEqualTo("STOPPED");
    assertThat(stopped.currentPhase()).isEqualTo("COMPLETED");
    assertThat(ends(stopped)).containsExactly("BUILD STOPPED");
    assertThat(scene.output()).isEmpty();
    assertThat(stop(id).buildStatusAsString()).isEqualTo("STOPPED");
    assertNothingIsLeft();
  }

  @Test
  void daemonsOfABuildEndWithIt() {
    var build =
        scene.run(
            "{version: 0.2, phases: {build: {commands: ['(setsid sleep 1000 &)', 'sleep 1000"
                + " &']}}}");
    assertThat(build.buildStatusAsString()).isEqualTo("SUCCEEDED");
    assertNothingIsLeft();
  }

  @Test
  void aFloodOfOutputIsCutInTheLogAndTheBuildGoesOn() {
    var build =
        scene.run(
            "{version: 0.2, phases: {build: {commands: ['yes | head -c 300000000', echo after]},"
                + " post_build: {commands: [echo post]}}}");
    assertThat(build.buildStatusAsString()).isEqualTo("SUCCEEDED");
    assertThat(scene.output().stream().mapToInt(String::length).sum()).isLessThan(200_000);
    assertThat(scene.log).anyMatch(line -> line.contains("is not kept"));
    assertThat(scene.log.getLast()).contains("Phase context status code");
  }

  @Test
  void aBuildThatMultipliesIsEnded() {
    var build =
        scene.run(
            "{version: 0.2, phases: {build: {commands:"
                + " ['i=0; while [ $i -lt 1000 ]; do sleep 1000 & i=$((i+1)); done; wait']}}}");
    assertThat(build.buildStatusAsString()).isEqualTo("FAILED");
    assertThat(build.phases().get(6).contexts().getFirst().message()).contains("processes");
    assertNothingIsLeft();
  }

  @Test
  void buildsBeyondThePlacesAreQueuedAndStartInOrder() {
    scene.project("loop", ENDLESS);
    List<String> ids = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      ids.add(scene.start("loop").id());
    }
    inPhase(ids.get(0), "BUILD");
    inPhase(ids.get(1), "BUILD");
    assertThat(scene.get(ids.get(2)).currentPhase()).isEqualTo("QUEUED");
    stop(ids.get(0));
    inPhase(ids.get(2), "BUILD");
    assertThat(scene.get(ids.get(3)).currentPhase()).isEqualTo("QUEUED");
    var stopped = stop(ids.get(3));
    assertThat(ends(stopped)).containsExactly("QUEUED STOPPED");
  }

  @Test
  void aBuildThatWaitsTooLongIsTimedOutInTheQueue() {
    scene.project(
        "loop",
        it ->
            it.queuedTimeoutInMinutes(5)
                .timeoutInMinutes(60)
                .source(s -> s.type("NO_SOURCE").buildspec(ENDLESS)));
    scene.start("loop");
    scene.start("loop");
    var waiting = scene.start("loop").id();
    clock.advance(Duration.ofMinutes(5));
    assertThat(ends(scene.ended(waiting))).containsExactly("QUEUED TIMED_OUT");
  }

  @Test
  void closingKillsEveryBuildAndTheNextStartCallsItFaulty() {
    scene.project("loop", ENDLESS);
    var id = scene.start("loop").id();
    inPhase(id, "BUILD");
    scene.close();
    assertNothingIsLeft();
    assertThat(scene.get(id).buildStatusAsString()).isEqualTo("IN_PROGRESS");
    scene.codeBuild.start();
    var build = scene.get(id);
    assertThat(build.buildStatusAsString()).isEqualTo("FAULT");
    assertThat(build.buildComplete()).isTrue();
    assertThat(ends(build)).containsExactly("BUILD FAULT");
  }
}
