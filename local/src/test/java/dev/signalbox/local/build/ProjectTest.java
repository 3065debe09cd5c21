package dev.signalbox.local.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.local.api.AwsError;
import dev.signalbox.local.api.ManualClock;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.codebuild.model.BatchGetProjectsRequest;
import software.amazon.awssdk.services.codebuild.model.BatchGetProjectsResponse;
import software.amazon.awssdk.services.codebuild.model.CreateProjectRequest;
import software.amazon.awssdk.services.codebuild.model.DeleteProjectRequest;
import software.amazon.awssdk.services.codebuild.model.DeleteProjectResponse;
import software.amazon.awssdk.services.codebuild.model.EnvironmentVariableType;
import software.amazon.awssdk.services.codebuild.model.ListProjectsRequest;
import software.amazon.awssdk.services.codebuild.model.ListProjectsResponse;
import software.amazon.awssdk.services.codebuild.model.Project;
import software.amazon.awssdk.services.codebuild.model.SourceType;
import software.amazon.awssdk.services.codebuild.model.UpdateProjectRequest;
import software.amazon.awssdk.services.codebuild.model.UpdateProjectResponse;

class ProjectTest {
  private static final String SPEC = "{version: 0.2, phases: {build: {commands: [ls]}}}";

  private final Scene scene =
      new Scene(new ManualClock("2026-11-21T08:00:00Z"), BuildLimits.ofThisMachine());

  @AfterEach
  void close() {
    scene.close();
  }

  private Project get(String name) {
    return scene
        .calls
        .call(
            "BatchGetProjects",
            BatchGetProjectsRequest.builder().names(name).build(),
            BatchGetProjectsResponse.class)
        .projects()
        .getFirst();
  }

  private void assertRefused(
      String code, String message, Consumer<CreateProjectRequest.Builder> with) {
    assertThatThrownBy(() ->
            scene.project(
                "shop",
                it -> {
                  it.source(source -> source.type(SourceType.NO_SOURCE).buildspec(SPEC));
                  with.accept(it);
                }))
        .isInstanceOfSatisfying(AwsError.class, e -> assertThat(e.code()).isEqualTo(code))
        .hasMessage(message);
  }

  @Test
  void aProjectHasTheDefaultsOfCodeBuild() {
    scene.project("shop", SPEC);
    var project = get("shop");
    assertThat(project.timeoutInMinutes()).isEqualTo(60);
    assertThat(project.queuedTimeoutInMinutes()).isEqualTo(480);
    assertThat(project.cache().typeAsString()).isEqualTo("NO_CACHE");
    assertThat(project.badge().badgeEnabled()).isFalse();
    assertThat(project.arn()).isEqualTo("arn:aws:codebuild:eu-west-1:111111111111:project/shop");
    assertThat(project.created()).isEqualTo("2026-11-21T08:00:00Z");
  }

  @Test
  void whatTheModelAllowsAndCodeBuildDoesNotIsRefused() {
    assertRefused(
        "InvalidInputException",
        "Invalid service role: Service role account ID does not match caller's account",
        it -> it.serviceRole("arn:aws:iam::999999999999:role/builder"));
    assertRefused(
        "InvalidInputException",
        "Project source location is required",
        it -> it.source(source -> source.type(SourceType.S3)));
    assertRefused(
        "InvalidInputException",
        "Invalid artifacts: artifact type NO_ARTIFACTS should have null location",
        it -> it.artifacts(artifacts -> artifacts.type("NO_ARTIFACTS").location("x")));
    scene.project("shop", SPEC);
    assertRefused(
        "ResourceAlreadyExistsException",
        "Project already exists: arn:aws:codebuild:eu-west-1:111111111111:project/shop",
        _ -> {});
  }

  @Test
  void anUpdateChangesWhatItNamesAndNothingElse() {
    scene.project("shop", SPEC);
    var updated =
        scene
            .calls
            .call(
                "UpdateProject",
                UpdateProjectRequest.builder().name("shop").timeoutInMinutes(7).build(),
                UpdateProjectResponse.class)
            .project();
    assertThat(updated.timeoutInMinutes()).isEqualTo(7);
    assertThat(updated.source().buildspec()).isEqualTo(SPEC);
    assertThat(get("shop")).isEqualTo(updated);
  }

  @Test
  void deletingAProjectThatIsNotThereIsFine() {
    scene.calls.call(
        "DeleteProject",
        DeleteProjectRequest.builder().name("none").build(),
        DeleteProjectResponse.class);
  }

  @Test
  void allProjectsAreListedPageByPage() {
    IntStream.range(0, 150).forEach(i -> scene.project("shop-%03d".formatted(i), SPEC));
    var first = list(null);
    assertThat(first.projects()).hasSize(100).startsWith("shop-000");
    var second = list(first.nextToken());
    assertThat(second.projects()).hasSize(50).endsWith("shop-149");
    assertThat(second.nextToken()).isNull();
    assertThatThrownBy(() -> list("nonsense")).hasMessage("Invalid next token provided");
  }

  private ListProjectsResponse list(@org.jspecify.annotations.Nullable String token) {
    return scene.calls.call(
        "ListProjects",
        ListProjectsRequest.builder().nextToken(token).build(),
        ListProjectsResponse.class);
  }

  @Test
  void aTemplateDeclaresAProjectAndChangesIt() throws Exception {
    var properties =
        (ObjectNode)
            new ObjectMapper()
                .readTree(
                    """
                    {"Name": "shop", "ServiceRole": "arn:aws:iam::111111111111:role/builder",
                     "Source": {"Type": "CODEPIPELINE", "BuildSpec": "services/web/buildspec.yml"},
                     "Artifacts": {"Type": "CODEPIPELINE"}, "TimeoutInMinutes": "30",
                     "Environment": {"Type": "LINUX_CONTAINER", "Image": "aws/codebuild/standard:7.0",
                       "ComputeType": "BUILD_GENERAL1_SMALL", "PrivilegedMode": "true",
                       "EnvironmentVariables": [
                         {"Name": "TOKEN", "Type": "SECRETS_MANAGER", "Value": "shop:token"}]},
                     "Cache": {"Type": "LOCAL", "Modes": ["LOCAL_CUSTOM_CACHE"]},
                     "Tags": [{"Key": "team", "Value": "shop"}]}
                    """);
    for (int i = 0; i < 2; i++) {
      var made =
          scene
              .codeBuild
              .resources()
              .make(Scene.PLACE, "AWS::CodeBuild::Project", "Shop", "shop", properties);
      assertThat(made.ref()).isEqualTo("shop");
      assertThat(made.attributes().get("Arn")).endsWith(":project/shop");
    }
    var project = get("shop");
    assertThat(project.timeoutInMinutes()).isEqualTo(30);
    assertThat(project.environment().privilegedMode()).isTrue();
    var variable = project.environment().environmentVariables();
    assertThat(variable).hasSize(1);
    assertThat(variable.getFirst().type()).isEqualTo(EnvironmentVariableType.SECRETS_MANAGER);
    assertThat(project.tags().getFirst().key()).isEqualTo("team");
    assertThat(project.cache().modesAsStrings()).isEqualTo(List.of("LOCAL_CUSTOM_CACHE"));
  }
}
