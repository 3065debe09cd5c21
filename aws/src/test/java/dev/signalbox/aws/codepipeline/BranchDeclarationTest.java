package dev.signalbox.aws.codepipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.core.Refused;
import dev.signalbox.core.ephemeral.BranchPipeline;
import dev.signalbox.core.release.AccountId;
import dev.signalbox.core.release.PipelineId;
import dev.signalbox.core.release.Reach;
import dev.signalbox.core.release.Ref;
import dev.signalbox.core.release.Region;
import dev.signalbox.core.release.Repository;
import dev.signalbox.core.route.Ephemeral;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.codepipeline.model.ActionCategory;
import software.amazon.awssdk.services.codepipeline.model.ActionDeclaration;
import software.amazon.awssdk.services.codepipeline.model.PipelineDeclaration;
import software.amazon.awssdk.services.codepipeline.model.PipelineTriggerDeclaration;
import software.amazon.awssdk.services.codepipeline.model.StageDeclaration;

class BranchDeclarationTest {
  private static final Map<String, String> OF_THE_SHOP =
      Map.of("RepositoryName", "shop", "BranchName", "main", "PollForSourceChanges", "true");

  private static final AccountId ACCOUNT = new AccountId("111111111111");
  private static final Region REGION = new Region("eu-west-1");
  static final BranchPipeline LOGIN =
      new BranchPipeline(
          new PipelineId(ACCOUNT, REGION, "shop-feature-login"),
          new Ephemeral(
              new PipelineId(ACCOUNT, REGION, "shop-preview"),
              "shop-${branch}",
              Duration.ofDays(7),
              Ephemeral.OnDelete.STOP,
              50),
          new Reach.Role("signalbox-target", Optional.empty()),
          new Repository(ACCOUNT, REGION, "shop"),
          Ref.branch("feature/login"));

  private static ActionDeclaration action(
      ActionCategory category, String provider, Map<String, String> configuration) {
    return ActionDeclaration.builder()
        .name(provider)
        .actionTypeId(type -> type.category(category).provider(provider))
        .configuration(configuration)
        .build();
  }

  private static ActionDeclaration source(String provider, Map<String, String> configuration) {
    return action(ActionCategory.SOURCE, provider, configuration);
  }

  private static PipelineDeclaration template(ActionDeclaration... actions) {
    return PipelineDeclaration.builder()
        .name("shop-preview")
        .version(7)
        .roleArn("role")
        .triggers(PipelineTriggerDeclaration.builder().build())
        .stages(StageDeclaration.builder().name("all").actions(actions).build())
        .build();
  }

  private static List<Map<String, String>> configurations(ActionDeclaration... actions) {
    return made(actions).stages().stream()
        .flatMap(stage -> stage.actions().stream())
        .map(ActionDeclaration::configuration)
        .toList();
  }

  private static PipelineDeclaration made(ActionDeclaration... actions) {
    ActionDeclaration[] all =
        Stream.concat(Stream.of(source("CodeCommit", OF_THE_SHOP)), Stream.of(actions))
            .toArray(ActionDeclaration[]::new);
    return BranchDeclaration.of(template(all), LOGIN);
  }

  @Test
  void theSourceOfTheRepositoryReadsTheBranch() {
    assertThat(configurations().getFirst())
        .isEqualTo(
            Map.of(
                "RepositoryName", "shop",
                "BranchName", "feature/login",
                "PollForSourceChanges", "false"));
  }

  @Test
  void sourcesOfOtherRepositoriesReadWhatTheyReadBefore() {
    assertThat(
            configurations(
                    source("CodeCommit", Map.of("RepositoryName", "tools", "BranchName", "v1")))
                .get(1))
        .containsEntry("BranchName", "v1");
  }

  @Test
  void nothingElseStartsIt() {
    assertThat(
            configurations(
                source("S3", Map.of("S3Bucket", "b", "S3ObjectKey", "k")),
                source("CodeStarSourceConnection", Map.of("DetectChanges", "true")),
                source("ECR", Map.of("RepositoryName", "shop"))))
        .satisfiesExactly(
            _ -> {},
            s3 -> assertThat(s3).containsEntry("PollForSourceChanges", "false"),
            connection -> assertThat(connection).isEqualTo(Map.of("DetectChanges", "false")),
            ecr -> assertThat(ecr).isEqualTo(Map.of("RepositoryName", "shop")));
    assertThat(made().hasTriggers()).isFalse();
  }

  @Test
  void whatIsNoSourceStaysAsItIs() {
    Map<String, String> build = Map.of("ProjectName", "p", "BranchName", "x");

    assertThat(configurations(action(ActionCategory.BUILD, "CodeBuild", build)).get(1))
        .isEqualTo(build);
  }

  @Test
  void itHasItsOwnNameAndTheTemplatesRole() {
    assertThat(made().name()).isEqualTo(LOGIN.id().name());
    assertThat(made().version()).isNull();
    assertThat(made().roleArn()).isEqualTo("role");
  }

  @Test
  void aTemplateThatDoesNotReadTheRepositoryIsNone() {
    PipelineDeclaration template = template(source("S3", Map.of("S3Bucket", "shop")));

    assertThatThrownBy(() -> BranchDeclaration.of(template, LOGIN))
        .isInstanceOf(Refused.class)
        .hasMessageContaining("no CodeCommit source action for repository 'shop'");
  }
}
