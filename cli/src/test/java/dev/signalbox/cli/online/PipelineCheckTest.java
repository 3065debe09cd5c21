package dev.signalbox.cli.online;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.core.route.Route;
import dev.signalbox.definitions.yaml.DefinitionFile;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.codepipeline.model.ActionCategory;
import software.amazon.awssdk.services.codepipeline.model.ActionDeclaration;
import software.amazon.awssdk.services.codepipeline.model.PipelineDeclaration;
import software.amazon.awssdk.services.codepipeline.model.PipelineType;
import software.amazon.awssdk.services.codepipeline.model.PipelineVariableDeclaration;
import software.amazon.awssdk.services.codepipeline.model.StageDeclaration;

class PipelineCheckTest {
  private static final Map<String, String> QUIET =
      Map.of("RepositoryName", "shop", "BranchName", "main", "PollForSourceChanges", "false");

  private static Route route(String start) {
    String file =
        """
        version: 1
        accounts:
          dev: {id: "111111111111", region: eu-west-1, role: signalbox-target}
        repositories:
          shop: {account: dev}
        routes:
          - name: web
            on: {repository: shop, branches: [main]}
            start: {pipeline: web, account: dev%s}
        """
            .formatted(start);
    return DefinitionFile.check("f", file.getBytes(StandardCharsets.UTF_8))
        .definition()
        .orElseThrow()
        .routes()
        .all()
        .getFirst();
  }

  private static ActionDeclaration source(String name, String provider, Map<String, String> set) {
    return ActionDeclaration.builder()
        .name(name)
        .actionTypeId(type ->
            type.category(ActionCategory.SOURCE).owner("AWS").provider(provider).version("1"))
        .configuration(set)
        .build();
  }

  private static PipelineDeclaration.Builder pipeline(ActionDeclaration... sources) {
    return PipelineDeclaration.builder()
        .name("web")
        .pipelineType(PipelineType.V2)
        .stages(List.of(stage(sources)));
  }

  private static StageDeclaration stage(ActionDeclaration... actions) {
    return StageDeclaration.builder().name("Source").actions(actions).build();
  }

  private static List<String> messages(Route route, PipelineDeclaration.Builder pipeline) {
    return PipelineCheck.of(Wanted.by(route), pipeline.build()).stream()
        .map(Finding::message)
        .toList();
  }

  @Test
  void aPipelineOfTypeV1RunsWhateverItsBranchHasByThen() {
    assertThat(
            messages(
                route(""),
                pipeline(source("s", "CodeCommit", QUIET)).pipelineType(PipelineType.V1)))
        .singleElement()
        .asString()
        .contains("of type V1", "make it V2");
  }

  @Test
  void whereNothingIsSaidOfPollingItPolls() {
    Map<String, String> silent = Map.of("RepositoryName", "shop", "BranchName", "main");
    assertThat(messages(route(""), pipeline(source("s", "CodeCommit", silent))))
        .singleElement()
        .asString()
        .contains("PollForSourceChanges to false");
  }

  @Test
  void everySourceActionCountsAlsoThoseOfOtherProviders() {
    assertThat(
            messages(
                route(""),
                pipeline(
                    source("s", "CodeCommit", QUIET),
                    source("t", "CodeStarSourceConnection", Map.of("FullRepositoryId", "a/b")),
                    source("u", "S3", Map.of("S3Bucket", "b", "PollForSourceChanges", "FALSE")),
                    source("v", "ECR", Map.of("RepositoryName", "i")))))
        .singleElement()
        .asString()
        .contains("action 't'", "DetectChanges to false");
  }

  @Test
  void aVariableWithoutADefaultHasToBeSet() {
    PipelineDeclaration.Builder pipeline =
        pipeline(source("s", "CodeCommit", QUIET))
            .variables(List.of(variable("STAGE"), variable("BRANCH")));
    assertThat(messages(route(", variables: {BRANCH: \"${branch}\"}"), pipeline))
        .singleElement()
        .asString()
        .contains("variable 'STAGE'", "has no default", "it is not set here");
  }

  private static PipelineVariableDeclaration variable(String name) {
    return PipelineVariableDeclaration.builder().name(name).build();
  }
}
