package dev.signalbox.acceptance.adapters;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.acceptance.AwsAccounts;
import dev.signalbox.aws.client.AssumedRoles;
import dev.signalbox.aws.client.Connection;
import dev.signalbox.aws.codepipeline.CodePipelineWorkshop;
import dev.signalbox.core.ephemeral.BranchPipeline;
import dev.signalbox.core.ephemeral.Branches;
import dev.signalbox.core.ephemeral.Workshop;
import dev.signalbox.core.ephemeral.WorkshopContract;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.codecommit.CodeCommitClient;
import software.amazon.awssdk.services.codepipeline.CodePipelineClient;
import software.amazon.awssdk.services.codepipeline.model.ActionCategory;
import software.amazon.awssdk.services.codepipeline.model.ActionDeclaration;
import software.amazon.awssdk.services.codepipeline.model.ActionOwner;
import software.amazon.awssdk.services.codepipeline.model.OutputArtifact;
import software.amazon.awssdk.services.codepipeline.model.PipelineDeclaration;
import software.amazon.awssdk.services.codepipeline.model.PipelineType;
import software.amazon.awssdk.services.codepipeline.model.StageDeclaration;
import software.amazon.awssdk.services.codepipeline.model.Tag;
import software.amazon.awssdk.services.sts.StsClient;

class CodePipelineWorkshopTest extends WorkshopContract {
  @RegisterExtension static final AwsAccounts AWS = new AwsAccounts();

  private static final String TEMPLATE = "shop-preview";

  private static CodePipelineClient codepipeline() {
    return AWS.connection(AwsAccounts.SHOP).client(CodePipelineClient.builder());
  }

  @BeforeAll
  static void aRepositoryAndTheRole() {
    CodeCommitClient codecommit =
        AWS.connection(AwsAccounts.SHOP).client(CodeCommitClient.builder());
    codecommit.createRepository(request -> request.repositoryName("shop"));
    codecommit.putFile(request ->
        request
            .repositoryName("shop")
            .branchName("feature/login")
            .filePath("a")
            .fileContent(SdkBytes.fromUtf8String("a")));
    AWS.createRole(
        AwsAccounts.SHOP,
        "signalbox-target",
        """
        {"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Action": "sts:AssumeRole",
         "Principal": {"AWS": "arn:aws:iam::%s:root"}}}\
        """
            .formatted(AwsAccounts.TOOLS));
  }

  private static PipelineDeclaration declaration(String name) {
    return PipelineDeclaration.builder()
        .name(name)
        .roleArn("arn:aws:iam::" + AwsAccounts.SHOP + ":role/pipelines")
        .pipelineType(PipelineType.V2)
        .artifactStore(store -> store.type("S3").location("artifacts"))
        .stages(
            stage(
                "Source",
                action("Checkout", ActionCategory.SOURCE, "CodeCommit")
                    .configuration(Map.of("RepositoryName", "shop", "BranchName", "main"))
                    .outputArtifacts(OutputArtifact.builder().name("source").build())),
            stage("Release", action("Approve", ActionCategory.APPROVAL, "Manual")))
        .build();
  }

  private static StageDeclaration stage(String name, ActionDeclaration.Builder action) {
    return StageDeclaration.builder().name(name).actions(action.build()).build();
  }

  private static ActionDeclaration.Builder action(
      String name, ActionCategory category, String provider) {
    return ActionDeclaration.builder()
        .name(name)
        .actionTypeId(
            type -> type.category(category).owner(ActionOwner.AWS).provider(provider).version("1"));
  }

  @Override
  protected Workshop emptyWorkshop() {
    codepipeline().listPipelinesPaginator(request -> {}).pipelines().stream()
        .forEach(pipeline -> codepipeline().deletePipeline(r -> r.name(pipeline.name())));
    codepipeline().createPipeline(request -> request.pipeline(declaration(TEMPLATE)));
    Connection connection = AWS.actingAs("router-" + UUID.randomUUID());
    return new CodePipelineWorkshop(
        connection,
        new AssumedRoles(connection.client(StsClient.builder()), InstantSource.system()),
        TAGS);
  }

  @Override
  protected void changeTheTemplate() {
    codepipeline().updatePipeline(request -> request.pipeline(declaration(TEMPLATE)));
  }

  @Override
  protected void pipelineOfOthers(BranchPipeline pipeline, Map<String, String> tags) {
    codepipeline()
        .createPipeline(request ->
            request
                .pipeline(declaration(pipeline.id().name()))
                .tags(
                    tags.entrySet().stream()
                        .map(tag -> Tag.builder().key(tag.getKey()).value(tag.getValue()).build())
                        .toList()));
  }

  @Override
  protected void run(BranchPipeline pipeline) {
    codepipeline().startPipelineExecution(request -> request.name(pipeline.id().name()));
  }

  private static ActionDeclaration source(String pipeline) {
    return codepipeline()
        .getPipeline(request -> request.name(pipeline))
        .pipeline()
        .stages()
        .getFirst()
        .actions()
        .getFirst();
  }

  @Test
  void itsSourceReadsTheBranchWhateverItIsCalledAndNothingPolls() {
    BranchPipeline hostile = Branches.pipeline("x;curl${IFS}e|sh'\"分支");
    emptyWorkshop().make(hostile);

    assertThat(source(hostile.id().name()).configuration())
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                "RepositoryName", "shop",
                "BranchName", "x;curl${IFS}e|sh'\"分支",
                "PollForSourceChanges", "false"));
  }

  @Test
  void whatIsMadeAnewKeepsItsNameAndIsLikeItsTemplateInAllElse() {
    Workshop workshop = emptyWorkshop();
    BranchPipeline login = Branches.pipeline("feature/login");
    workshop.make(login);
    workshop.remake(login, Optional.empty());

    PipelineDeclaration made =
        codepipeline().getPipeline(request -> request.name(login.id().name())).pipeline();
    assertThat(made.version()).isEqualTo(2);
    assertThat(made.roleArn()).endsWith(":role/pipelines");
    assertThat(made.stages())
        .extracting(StageDeclaration::name)
        .containsExactly("Source", "Release");
  }
}
