package dev.signalbox.local.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.local.time.ScaledClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.codebuild.model.Build;
import software.amazon.awssdk.services.codebuild.model.CreateProjectRequest;
import software.amazon.awssdk.services.codebuild.model.EnvironmentVariable;
import software.amazon.awssdk.services.codebuild.model.EnvironmentVariableType;
import software.amazon.awssdk.services.codebuild.model.InvalidateProjectCacheRequest;
import software.amazon.awssdk.services.codebuild.model.InvalidateProjectCacheResponse;
import software.amazon.awssdk.services.codebuild.model.ProjectSource;
import software.amazon.awssdk.services.codebuild.model.RetryBuildRequest;
import software.amazon.awssdk.services.codebuild.model.RetryBuildResponse;
import software.amazon.awssdk.services.codebuild.model.StartBuildRequest;

/** Builds that no pipeline starts: their sources, variables, artifacts and caches. */
@Timeout(120)
class StandaloneBuildTest {
  private static final String REPOSITORY =
      "https://git-codecommit.eu-west-1.amazonaws.com/v1/repos/shop";

  private final ScaledClock clock = new ScaledClock(1);
  private final Scene scene = new Scene(clock, BuildLimits.ofThisMachine());
  @TempDir private Path directory;

  @AfterEach
  void close() {
    scene.close();
    clock.close();
  }

  private Build run(Consumer<CreateProjectRequest.Builder> project) {
    scene.project("shop", project);
    return scene.ended(scene.start("shop").id());
  }

  private static void assertSucceeded(Build build) {
    assertThat(build.phases())
        .allMatch(it -> it.contexts().isEmpty(), "no phase has anything to complain of");
    assertThat(build.buildStatusAsString()).isEqualTo("SUCCEEDED");
  }

  private static String complaint(Build build) {
    return build.phases().stream()
        .flatMap(it -> it.contexts().stream())
        .map(it -> it.statusCode() + ": " + it.message())
        .findFirst()
        .orElse("");
  }

  private static void from(
      CreateProjectRequest.Builder project, String type, String location, String spec) {
    project.source(it -> it.type(type).location(location).buildspec(spec));
  }

  @Test
  void aRepositoryIsBuiltAtTheVersionThatWasAskedFor() throws IOException {
    Files.copy(
        scene.zip(Map.of("services/web/buildspec.yml", spec("cat data.txt"), "data.txt", "data")),
        scene.store.directory("repositories").resolve("shop.zip"));
    scene.project("shop", it -> from(it, "CODECOMMIT", REPOSITORY, "services/web/buildspec.yml"));
    var build =
        scene.ended(
            scene
                .start(
                    StartBuildRequest.builder()
                        .projectName("shop")
                        .sourceVersion("refs/heads/x;curl${IFS}e|sh")
                        .build())
                .id());
    assertSucceeded(build);
    assertThat(build.resolvedSourceVersion()).isEqualTo("c0ffee-x;curl${IFS}e|sh");
    assertThat(scene.output()).containsExactly("data");
  }

  private static String spec(String command) {
    return "version: 0.2\nphases:\n  build:\n    commands:\n      - " + command + "\n";
  }

  @Test
  void aZipInS3IsUnpackedAndBuilt() {
    scene.objects.put("in/src.zip", scene.zip(Map.of("buildspec.yml", spec("echo built"))));
    assertSucceeded(run(it -> from(it, "S3", "in/src.zip", "")));
    assertThat(scene.output()).containsExactly("built");
  }

  @Test
  void secondarySourcesLieBesideThePrimaryOne() {
    scene.objects.put("in/lib.zip", scene.zip(Map.of("lib.txt", "lib")));
    assertSucceeded(
        run(it -> {
          from(it, "NO_SOURCE", "", spec("cat $CODEBUILD_SRC_DIR_lib/lib.txt"));
          it.secondarySources(
              ProjectSource.builder()
                  .type("S3")
                  .location("in/lib.zip")
                  .sourceIdentifier("lib")
                  .build());
        }));
    assertThat(scene.output()).containsExactly("lib");
  }

  @ParameterizedTest(name = "{0} {1}")
  @CsvSource({
    "S3, in/none.zip, NoSuchKey",
    "S3, folder/, one zip",
    "CODECOMMIT, https://git-codecommit.eu-west-1.amazonaws.com/v1/repos/none, repository not"
        + " found",
    "GITHUB, https://github.com/a/b, does not fetch sources of type GITHUB",
  })
  void aSourceThatCannotBeHadFailsTheDownload(String type, String location, String message) {
    var build = run(it -> from(it, type, location, ""));
    assertThat(build.buildStatusAsString()).isEqualTo("FAILED");
    assertThat(complaint(build)).startsWith("CLIENT_ERROR: ").contains(message);
  }

  @Test
  void aBuildspecOutsideTheSourceDoesNotExist() throws IOException {
    Files.writeString(directory.resolve("buildspec.yml"), spec("true"));
    scene.objects.put("in/src.zip", scene.zip(Map.of("x", "")));
    var build =
        run(it ->
            from(it, "S3", "in/src.zip", "../../../../../../.." + directory + "/buildspec.yml"));
    assertThat(complaint(build)).startsWith("YAML_FILE_ERROR: YAML file does not exist");
  }

  @Test
  void variablesComeFromTheBuildspecTheProjectAndTheStartInThisOrder() {
    scene.parameters.put("/db/password", "hunter2hunter2");
    scene.secrets.put("shop:token", "s3cr3t-token");
    var spec =
        """
        version: 0.2
        env:
          variables: {A: spec, B: spec, C: spec, HOSTILE: '$(echo run)'}
          parameter-store: {PASSWORD: /db/password}
          secrets-manager: {TOKEN: 'shop:token'}
        phases:
          build:
            commands:
              - echo "$A $B $C $HOSTILE"
              - echo "$PASSWORD and $TOKEN"
              - test "$PASSWORD$TOKEN" = hunter2hunter2s3cr3t-token
        """;
    scene.project(
        "shop",
        it -> {
          from(it, "NO_SOURCE", "", spec);
          it.environment(environment ->
              environment
                  .type("LINUX_CONTAINER")
                  .image("x")
                  .computeType("BUILD_GENERAL1_SMALL")
                  .environmentVariables(variable("B", "project"), variable("C", "project")));
        });
    var start =
        StartBuildRequest.builder()
            .projectName("shop")
            .environmentVariablesOverride(variable("C", "start"))
            .build();
    assertSucceeded(scene.ended(scene.start(start).id()));
    assertThat(scene.output()).containsExactly("spec project start $(echo run)", "*** and ***");
    assertThat(scene.log).noneMatch(line -> line.contains("hunter2") || line.contains("s3cr3t"));
  }

  private static EnvironmentVariable variable(String name, String value) {
    return EnvironmentVariable.builder()
        .name(name)
        .value(value)
        .type(EnvironmentVariableType.PLAINTEXT)
        .build();
  }

  @Test
  void everyLineOfASecretIsHidden() {
    scene.parameters.put("/key", "-----BEGIN-----\nabcdefgh\nend of it");
    assertSucceeded(
        scene.run(
            "{version: 0.2, env: {parameter-store: {KEY: /key}},"
                + " phases: {build: {commands: ['echo \"$KEY\"']}}}"));
    assertThat(scene.output()).containsExactly("***", "***", "***");
  }

  @Test
  void gitHasTheBuildsCredentialsWhenTheBuildspecAsksForThem() {
    assertSucceeded(
        scene.run(
            "{version: 0.2, env: {git-credential-helper: yes},"
                + " phases: {build: {commands: ['git config --get credential.helper']}}}"));
    assertThat(scene.output())
        .containsExactly(
            "!f() { test \"$1\" = get && aws codecommit credential-helper --ignore-host-check get;"
                + " }; f");
  }

  @Test
  void anUnknownParameterFailsTheDownload() {
    var build =
        scene.run(
            "{version: 0.2, env: {parameter-store: {A: /none}}, phases: {build: {commands:"
                + " [ls]}}}");
    assertThat(complaint(build))
        .isEqualTo("Decrypted Variables Error: parameter does not exist: /none");
  }

  @Test
  void aBuildKnowsNothingOfOurEnvironmentButWhatItNeeds() {
    assertSucceeded(scene.run(spec("env | cut -d= -f1 | grep -v ^CODEBUILD_ | sort | xargs echo")));
    List<String> names = List.of(scene.output().getFirst().split(" ", -1));
    assertThat(names)
        .contains(
            "AWS_ACCESS_KEY_ID", "AWS_ENDPOINT_URL", "AWS_REGION", "HOME", "JAVA_HOME", "PATH")
        .allMatch(it ->
            it.startsWith("AWS_")
                || List.of(
                        "HOME",
                        "JAVA_HOME",
                        "LANG",
                        "LC_ALL",
                        "LC_CTYPE",
                        "OLDPWD",
                        "PATH",
                        "PWD",
                        "SHLVL",
                        "SSL_CERT_DIR",
                        "SSL_CERT_FILE",
                        "TMPDIR",
                        "TZ",
                        "_")
                    .contains(it));
  }

  @Test
  void artifactsGoToTheBucketAsTheProjectSays() throws IOException {
    var build =
        run(it -> {
          from(
              it,
              "NO_SOURCE",
              "",
              """
              version: 0.2
              phases: {build: {commands: [mkdir out, echo 1 > "out/a b.txt", V=2]}}
              artifacts: {name: app-$V.zip, base-directory: out, files: ['**/*']}
              """);
          it.artifacts(artifacts ->
              artifacts
                  .type("S3")
                  .location("releases")
                  .path("/shop/")
                  .namespaceType("BUILD_ID")
                  .name("ignored")
                  .overrideArtifactName(true)
                  .packaging("ZIP"));
        });
    assertSucceeded(build);
    var key = "releases/shop/" + build.id().substring(5) + "/app-2.zip";
    assertThat(build.artifacts().location()).isEqualTo("arn:aws:s3:::" + key);
    assertThat(build.artifacts().sha256sum()).hasSize(64);
    var unpacked = Files.createDirectory(directory.toRealPath().resolve("unpacked"));
    new SourceZip(Objects.requireNonNull(scene.objects.get(key))).unpack(unpacked);
    assertThat(unpacked.resolve("a b.txt")).hasContent("1");
  }

  @Test
  void unpackedArtifactsAreObjectsOfTheirOwn() {
    assertSucceeded(
        run(it -> {
          from(
              it,
              "NO_SOURCE",
              "",
              spec("mkdir -p a/b && echo 1 > a/b/c && echo 2 > d")
                  + "artifacts: {files: ['**/*']}\n");
          it.artifacts(artifacts -> artifacts.type("S3").location("releases").name("app"));
        }));
    assertThat(scene.objects).containsOnlyKeys("releases/app/a/b/c", "releases/app/d");
  }

  @Test
  void aMissingBucketFailsTheUpload() {
    var build =
        run(it -> {
          from(it, "NO_SOURCE", "", spec("touch a") + "artifacts: {files: [a]}\n");
          it.artifacts(artifacts -> artifacts.type("S3").location("missing").name("app"));
        });
    assertThat(complaint(build)).startsWith("CLIENT_ERROR: ").contains("NoSuchBucket");
  }

  @Test
  void cachedFilesAreThereInTheNextBuildOfTheProjectOnly() {
    var spec =
        """
        version: 0.2
        phases:
          build:
            commands:
              - cat "$HOME/.m2/a b" deps/x || echo none
              - mkdir -p "$HOME/.m2" deps && echo cached > "$HOME/.m2/a b" && touch deps/x rest
              - test ! -e kept && touch kept || true
        cache: {paths: ['/root/.m2/**/*', deps, kept]}
        """;
    for (String name : List.of("shop", "shop", "other")) {
      if (scene.log.isEmpty() || name.equals("other")) {
        scene.project(
            name,
            it -> {
              from(it, "NO_SOURCE", "", spec);
              it.cache(cache -> cache.type("LOCAL"));
            });
      }
      assertSucceeded(scene.ended(scene.start(name).id()));
    }
    scene.calls.call(
        "InvalidateProjectCache",
        InvalidateProjectCacheRequest.builder().projectName("shop").build(),
        InvalidateProjectCacheResponse.class);
    assertSucceeded(scene.ended(scene.start("shop").id()));
    assertThat(scene.output().stream().filter(it -> !it.contains("No such file")))
        .containsExactly("none", "cached", "none", "none");
  }

  @Test
  void aBuildCanBeStartedAgainAsItWas() {
    scene.project("shop", spec("echo $A"));
    var first =
        scene.ended(
            scene
                .start(
                    StartBuildRequest.builder()
                        .projectName("shop")
                        .environmentVariablesOverride(variable("A", "as before"))
                        .build())
                .id());
    var again =
        scene
            .calls
            .call(
                "RetryBuild",
                RetryBuildRequest.builder().id(first.arn()).build(),
                RetryBuildResponse.class)
            .build();
    assertThat(scene.ended(again.id()).buildNumber()).isEqualTo(2);
    assertThat(scene.output()).containsExactly("as before", "as before");
  }

  @Test
  void theSameTokenStartsOneBuild() {
    scene.project("shop", spec("true"));
    var request = StartBuildRequest.builder().projectName("shop").idempotencyToken("t");
    var first = scene.start(request.build());
    assertThat(scene.start(request.build()).id()).isEqualTo(first.id());
    var other = request.sourceVersion("other").build();
    assertThatThrownBy(() -> scene.start(other)).hasMessageContaining("idempotency token");
  }

  @Test
  void everyStateAndEveryPhaseIsAnnounced() {
    var build = scene.run(spec("exit 4"));
    var states =
        scene.events.stream().filter(it -> it.type().equals("CodeBuild Build State Change"));
    assertThat(states.map(it -> it.detail().get("build-status").asText()))
        .containsExactly("IN_PROGRESS", "FAILED");
    var last = scene.events.getLast();
    assertThat(last.resources()).containsExactly(build.arn());
    var detail = last.detail();
    assertThat(detail.get("build-id").asText()).isEqualTo(build.arn());
    assertThat(detail.get("current-phase").asText()).isEqualTo("COMPLETED");
    assertThat(detail.get("current-phase-context").asText()).isEqualTo("[]");
    assertThat(detail.get("version").asText()).isEqualTo("1");
    var more = detail.get("additional-information");
    assertThat(more.get("build-complete").asBoolean()).isTrue();
    assertThat(more.get("build-start-time").asText())
        .matches("[A-Z][a-z]{2} \\d{1,2}, \\d{4} \\d{1,2}:\\d{2}:\\d{2} [AP]M");
    assertThat(more.at("/logs/group-name").asText())
        .isEqualTo("/aws/codebuild/" + build.projectName());
    assertThat(more.at("/phases/6/phase-context/0").asText())
        .isEqualTo(
            "COMMAND_EXECUTION_ERROR: Error while executing command: exit 4. Reason: exit status"
                + " 4");
    assertThat(more.at("/phases/10/phase-type").asText()).isEqualTo("COMPLETED");
    assertThat(more.at("/phases/10/end-time").isMissingNode()).isTrue();
    var phases =
        scene.events.stream().filter(it -> it.type().equals("CodeBuild Build Phase Change"));
    assertThat(phases.map(it -> it.detail().get("completed-phase").asText()))
        .startsWith("SUBMITTED", "QUEUED", "PROVISIONING")
        .endsWith("FINALIZING");
  }
}
