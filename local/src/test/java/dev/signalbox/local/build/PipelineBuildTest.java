package dev.signalbox.local.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.local.api.AwsError;
import dev.signalbox.local.api.Builds;
import dev.signalbox.local.time.ScaledClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Builds as CodePipeline starts them. */
@Timeout(120)
class PipelineBuildTest {
  /** What the pipeline gets; the zips are gone when it has taken them. */
  private record Taken(Builds.Result result, Map<String, Path> artifacts) {
    Path file(String artifact, String name) {
      return Objects.requireNonNull(artifacts.get(artifact), artifact).resolve(name);
    }
  }

  private final ScaledClock clock = new ScaledClock(1);
  private final Scene scene = new Scene(clock, BuildLimits.ofThisMachine());
  @TempDir private Path directory;

  @BeforeEach
  void project() {
    scene.project(
        "shop",
        it ->
            it.source(source -> source.type("CODEPIPELINE"))
                .artifacts(artifacts -> artifacts.type("CODEPIPELINE")));
  }

  @AfterEach
  void close() {
    scene.close();
    clock.close();
  }

  private Taken run(List<Builds.Source> sources, List<String> outputs, Builds.Variable... variables)
      throws Exception {
    var taken = new CompletableFuture<Taken>();
    var request =
        new Builds.Request("shop", sources, outputs, List.of(variables), "codepipeline/release");
    scene.codeBuild.start(Scene.PLACE, request, result -> taken.complete(take(result)));
    return taken.get(60, TimeUnit.SECONDS);
  }

  private Taken take(Builds.Result result) {
    Map<String, Path> artifacts = new HashMap<>();
    result
        .artifacts()
        .forEach((name, zip) -> {
          try {
            var unpacked = Files.createTempDirectory(directory.toRealPath(), name);
            new SourceZip(zip).unpack(unpacked);
            artifacts.put(name, unpacked);
          } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
          }
        });
    return new Taken(result, artifacts);
  }

  private Builds.Source source(String name, Map<String, String> files) {
    return new Builds.Source(name, scene.zip(files), "c0ffee");
  }

  @Test
  void everyOutputArtifactIsPackedAndVariablesAreExported() throws Exception {
    var taken =
        run(
            List.of(
                source(
                    "App",
                    Map.of(
                        "buildspec.yml",
                        """
                        version: 0.2
                        env: {exported-variables: [VERSION, UNSET], variables: {STAGE: dev}}
                        phases:
                          build:
                            commands:
                              - mkdir -p "out dir" && cp "$CODEBUILD_SRC_DIR_Lib/lib.txt" "out dir/"
                              - VERSION="1.0 'x'
                                of $CODEBUILD_RESOLVED_SOURCE_VERSION"
                              - echo "$STAGE $CODEBUILD_INITIATOR"
                        artifacts:
                          files: ['**/*']
                          base-directory: out dir
                          secondary-artifacts:
                            Docs: {files: [buildspec.yml]}
                        """)),
                source("Lib", Map.of("lib.txt", "lib"))),
            List.of("Binary", "Docs"),
            new Builds.Variable("STAGE", "prod; echo $(id) #{x.y}", "PLAINTEXT"));
    assertThat(taken.result().failure()).isEmpty();
    assertThat(taken.result().status()).isEqualTo("SUCCEEDED");
    assertThat(taken.result().exported()).isEqualTo(Map.of("VERSION", "1.0 'x' of c0ffee"));
    assertThat(taken.file("Binary", "lib.txt")).hasContent("lib");
    assertThat(taken.file("Docs", "buildspec.yml")).exists();
    assertThat(scene.output()).containsExactly("prod; echo $(id) #{x.y} codepipeline/release");
  }

  @Test
  void aBuildWithoutBuildspecFailsAndSaysWhy() throws Exception {
    var taken = run(List.of(source("App", Map.of("README", ""))), List.of());
    assertThat(taken.result().status()).isEqualTo("FAILED");
    assertThat(taken.result().failure())
        .contains("DOWNLOAD_SOURCE: YAML_FILE_ERROR: YAML file does not exist: buildspec.yml");
  }

  @Test
  void aFailingCommandIsTheBuildsFailure() throws Exception {
    var taken =
        run(
            List.of(
                source(
                    "App",
                    Map.of(
                        "buildspec.yml",
                        "{version: 0.2, phases: {build: {commands: [no-such-tool x]}}}"))),
            List.of());
    assertThat(taken.result().failure())
        .contains(
            "BUILD: COMMAND_EXECUTION_ERROR: Error while executing command: no-such-tool x. Reason:"
                + " exit status 127");
  }

  @Test
  void aSourceThatIsNoZipFailsTheBuildAndNotTheCaller() throws Exception {
    var file = Files.writeString(directory.resolve("text"), "text");
    var taken = run(List.of(new Builds.Source("App", file, "1")), List.of());
    assertThat(taken.result().failure().orElseThrow()).startsWith("DOWNLOAD_SOURCE: CLIENT_ERROR");
  }

  @Test
  void stoppingIsToldAsTheResult() throws Exception {
    var result = new CompletableFuture<Builds.Result>();
    var source =
        source(
            "App",
            Map.of("buildspec.yml", "{version: 0.2, phases: {build: {commands: [sleep 1000]}}}"));
    var id =
        scene.codeBuild.start(
            Scene.PLACE,
            new Builds.Request("shop", List.of(source), List.of(), List.of(), "codepipeline/x"),
            result::complete);
    scene.codeBuild.stop(Scene.PLACE, id);
    assertThat(result.get(30, TimeUnit.SECONDS).status()).isEqualTo("STOPPED");
    scene.codeBuild.stop(Scene.PLACE, id);
  }

  @Test
  void anUnknownProjectIsRefused() {
    var request = new Builds.Request("nope", List.of(), List.of(), List.of(), "codepipeline/x");
    assertThatThrownBy(() -> scene.codeBuild.start(Scene.PLACE, request, _ -> {}))
        .isInstanceOfSatisfying(
            AwsError.class, e -> assertThat(e.code()).isEqualTo("ResourceNotFoundException"))
        .hasMessage(
            "Project cannot be found: arn:aws:codebuild:eu-west-1:111111111111:project/nope");
  }
}
