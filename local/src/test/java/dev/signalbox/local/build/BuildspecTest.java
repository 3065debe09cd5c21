package dev.signalbox.local.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.signalbox.local.build.Buildspec.OnFailure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BuildspecTest {

  private static String failure(String yaml) {
    var failure = catchThrowableOfType(PhaseFailure.class, () -> BuildspecReader.read(yaml));
    assertThat(failure.code()).isEqualTo("YAML_FILE_ERROR");
    return failure.text();
  }

  @Test
  void aCommandThatYamlTakesForAMappingIsRefusedWhereItStands() {
    var message =
        failure(
            """
            version: 0.2
            phases:
              build:
                commands:
                  - 'echo "Hello: world"'
                  - echo Hello: world
            """);

    assertThat(message)
        .isEqualTo(
            "Expected Commands[1] to be of string type: found subkeys instead at line 6, column 9");
  }

  @Test
  void anUnknownPhaseIsRefusedInTheWordsOfCodeBuild() {
    assertThat(failure("{version: 0.2, phases: {postbuild: {commands: [ls]}}}"))
        .startsWith(
            "Invalid buildspec phase name: POSTBUILD. Expecting:"
                + " BUILD,INSTALL,POST_BUILD,PRE_BUILD at line 1");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "# nothing",
        "version: 0.2",
        "phases: {}",
        "just text",
        "- a\n- b",
        "version: 0.1\nphases: {build: {commands: [ls]}}",
        "version: 0.2\nphases: [build]",
        "version: 0.2\nphases: {build: {commands: ls}}",
        "version: 0.2\nphases: {build: {commands: [[ls]]}}",
        "version: 0.2\nphases: {build: {commands: [ls], on-failure: MAYBE}}",
        "version: 0.2\nphases: {build: {commands: [ls]}, build: {commands: [ls]}}",
        "version: 0.2\nphases: {build: {commands: [ls]}}\nbatch: {fast-fail: true}",
        "version: 0.2\nphases: {build: {commands: [ls]}}\nenv: {shell: powershell.exe}",
        "version: 0.2\nphases: {build: {commands: [ls]}}\nenv: {variables: {A: [1]}}",
        "version: 0.2\nphases: {build: {commands: [ls]}}\nenv: {exported-variables: ['$(ls)']}",
        "version: 0.2\nphases: {build: {}}\nartifacts: {files: [a], discard-paths: x}",
        "version: 0.2\nphases:\n\tbuild:\n",
        "version: 0.2\nphases: *nothing",
        "\"unclosed",
      })
  void whatIsNoBuildspecIsRefused(String yaml) {
    assertThatThrownBy(() -> BuildspecReader.read(yaml)).isInstanceOf(PhaseFailure.class);
  }

  @Test
  void deepNestingIsRefusedAndNotAStackOverflow() {
    assertThat(failure("version: 0.2\nphases: " + "[".repeat(100_000))).isNotEmpty();
  }

  @Test
  void aFileThatUnfoldsWithoutEndIsRefused() {
    var bomb = new StringBuilder("version: 0.2\na0: &a0 [x]\n");
    for (int i = 1; i < 60; i++) {
      bomb.append("a" + i + ": &a" + i + " [*a" + (i - 1) + ", *a" + (i - 1) + "]\n");
    }
    assertThat(failure(bomb + "phases: {build: {commands: [ls]}}")).contains("aliases");
  }

  @Test
  void aBrokenFileIsRefusedWithLineAndColumn() {
    assertThat(failure("version: 0.2\nphases:\n  build: [")).contains("at line 3, column ");
  }

  @Test
  void everythingAFullBuildspecSaysIsRead() {
    var spec =
        BuildspecReader.read(
            """
            version: 0.2
            run-as: root
            env:
              shell: bash
              git-credential-helper: yes
              variables: {PLAIN: "a\\nb", NUMBER: 007, EMPTY: }
              parameter-store: {PASSWORD: /db/password}
              secrets-manager: {TOKEN: "shop:token:AWSCURRENT"}
              exported-variables: [VERSION]
            phases:
              install:
                runtime-versions: {java: corretto21}
                commands:
                  - |
                    one
                    two
              build:
                on-failure: ABORT
                commands: [make]
                finally: [rm -rf tmp, "true"]
              post_build:
                on-failure: CONTINUE
                commands: []
            reports: {unit: {files: ["*.xml"]}}
            artifacts:
              name: shop-$VERSION
              base-directory: target
              discard-paths: yes
              files: ["**/*"]
              exclude-paths: ["**/*.tmp"]
              secondary-artifacts:
                docs: {files: [index.html]}
            cache: {paths: [~/.m2/**/*]}
            """);

    assertThat(spec.shell()).contains("bash");
    assertThat(spec.variables())
        .containsEntry("PLAIN", "a\nb")
        .containsEntry("NUMBER", "007")
        .containsEntry("EMPTY", "");
    assertThat(spec.parameters()).containsEntry("PASSWORD", "/db/password");
    assertThat(spec.secrets()).containsEntry("TOKEN", "shop:token:AWSCURRENT");
    assertThat(spec.exported()).containsExactly("VERSION");
    assertThat(spec.phase("install").commands()).containsExactly("one\ntwo\n");
    assertThat(spec.phase("pre_build").commands()).isEmpty();
    assertThat(spec.phase("build").onFailure()).contains(OnFailure.ABORT);
    assertThat(spec.phase("build").last()).containsExactly("rm -rf tmp", "true");
    assertThat(spec.phase("post_build").onFailure()).contains(OnFailure.CONTINUE);
    var artifacts = spec.artifacts().orElseThrow();
    assertThat(artifacts.baseDirectory()).contains("target");
    assertThat(artifacts.discardPaths()).isTrue();
    assertThat(artifacts.excluded()).containsExactly("**/*.tmp");
    assertThat(artifacts.name()).contains("shop-$VERSION");
    assertThat(spec.secondaryArtifacts().keySet()).containsExactly("docs");
    assertThat(spec.cachePaths()).containsExactly("~/.m2/**/*");
    assertThat(spec.notes())
        .anyMatch(note -> note.contains("java corretto21"))
        .anyMatch(note -> note.contains("reports"));
  }

  @Test
  void anUnknownKeyIsNotedAndDoesNotStopTheBuild() {
    var spec =
        BuildspecReader.read(
            "{version: 0.2, phases: {build: {commands: [ls]}}, artifacts: {files: [a], type:"
                + " zip}}");

    assertThat(spec.notes())
        .containsExactly(
            "Found possible syntax errors in buildspec: in the section artifacts the following keys"
                + " cannot be identified: type");
  }
}
