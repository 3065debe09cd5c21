package dev.signalbox.local.codedeploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.signalbox.local.LocalOptions;
import dev.signalbox.local.LocalServer;
import dev.signalbox.local.archive.ZipFile;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.codepipeline.CodePipelineClient;
import software.amazon.awssdk.services.codepipeline.model.ActionDeclaration;
import software.amazon.awssdk.services.codepipeline.model.ActionTypeId;
import software.amazon.awssdk.services.codepipeline.model.InputArtifact;
import software.amazon.awssdk.services.codepipeline.model.OutputArtifact;
import software.amazon.awssdk.services.codepipeline.model.StageDeclaration;
import software.amazon.awssdk.services.s3.S3Client;

/** A pipeline that replaces the tasks of a service, with real processes behind a real listener. */
class PipelineDeployTest {
  @RegisterExtension
  static final LocalServer SERVER = new LocalServer(LocalOptions.defaults().withTimeScale(60));

  private final S3Client s3 = SERVER.client(S3Client.builder().forcePathStyle(true));
  private final CodePipelineClient pipelines = SERVER.client(CodePipelineClient.builder());

  @Test
  void aPipelineDeploysTheImageThatWasBuilt() {
    Shop shop = new Shop(SERVER);
    shop.version("built");
    s3.createBucket(it -> it.bucket("pipeline"));
    s3.putBucketVersioning(
        it -> it.bucket("pipeline").versioningConfiguration(v -> v.status("Enabled")));
    s3.putObject(
        it -> it.bucket("pipeline").key("source.zip"), RequestBody.fromBytes(ZipFile.of(files())));
    pipelines.createPipeline(it ->
        it.pipeline(p ->
            p.name("shop")
                .roleArn("arn:aws:iam::111111111111:role/pipelines")
                .pipelineType("V2")
                .artifactStore(store -> store.type("S3").location("pipeline"))
                .stages(stage(source()), stage(deploy()))));

    String id =
        await()
            .until(
                () ->
                    pipelines
                        .listPipelineExecutions(it -> it.pipelineName("shop"))
                        .pipelineExecutionSummaries(),
                it -> !it.isEmpty())
            .getFirst()
            .pipelineExecutionId();
    String status =
        await()
            .atMost(Duration.ofSeconds(60))
            .until(
                () ->
                    pipelines
                        .getPipelineExecution(it -> it.pipelineName("shop").pipelineExecutionId(id))
                        .pipelineExecution()
                        .statusAsString(),
                it -> !it.equals("InProgress"));

    assertThat(status).isEqualTo("Succeeded");
    assertThat(shop.get(shop.production).body()).isEqualTo("built");
  }

  private static Map<String, String> files() {
    Path server = Path.of(System.getProperty("java.home"), "bin", "jwebserver");
    return Map.of(
        "taskdef.json",
        """
        {"family": "shop", "containerDefinitions": [{"name": "web", "image": "<IMAGE1_NAME>",
          "command": ["sh", "-c", "exec '%s' -b 127.0.0.1 -p $PORT -d \\"$PWD\\" -o none"],
          "portMappings": [{"containerPort": 80}]}]}\
        """
            .formatted(server),
        "appspec.yaml",
        """
        version: 0.0
        Resources:
          - TargetService:
              Type: AWS::ECS::Service
              Properties:
                TaskDefinition: <TASK_DEFINITION>
                LoadBalancerInfo: {ContainerName: web, ContainerPort: 80}
        """,
        "imageDetail.json",
        """
        {"ImageURI": "111111111111.dkr.ecr.eu-west-1.amazonaws.com/shop:built"}\
        """);
  }

  private static StageDeclaration stage(ActionDeclaration action) {
    return StageDeclaration.builder().name(action.name()).actions(action).build();
  }

  private static ActionDeclaration source() {
    return ActionDeclaration.builder()
        .name("Source")
        .actionTypeId(type("Source", "S3"))
        .configuration(
            Map.of(
                "S3Bucket", "pipeline",
                "S3ObjectKey", "source.zip",
                "PollForSourceChanges", "false"))
        .outputArtifacts(OutputArtifact.builder().name("App").build())
        .build();
  }

  private static ActionDeclaration deploy() {
    return ActionDeclaration.builder()
        .name("Deploy")
        .actionTypeId(type("Deploy", "CodeDeployToECS"))
        .configuration(
            Map.of(
                "ApplicationName", "shop",
                "DeploymentGroupName", "prod",
                "TaskDefinitionTemplateArtifact", "App",
                "AppSpecTemplateArtifact", "App",
                "Image1ArtifactName", "App",
                "Image1ContainerName", "IMAGE1_NAME"))
        .inputArtifacts(InputArtifact.builder().name("App").build())
        .build();
  }

  private static ActionTypeId type(String category, String provider) {
    return ActionTypeId.builder()
        .category(category)
        .owner("AWS")
        .provider(provider)
        .version("1")
        .build();
  }
}
