package dev.signalbox.local.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.local.api.Deployments.Revision;
import dev.signalbox.local.archive.ZipFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.codepipeline.model.ActionDeclaration;
import software.amazon.awssdk.services.codepipeline.model.InputArtifact;
import software.amazon.awssdk.services.codepipeline.model.OutputArtifact;

class DeployActionTest extends YardTest {
  private static final String TASK_DEFINITION =
      """
      {"family":"shop","containerDefinitions":[
        {"name":"web","image":"<IMAGE1_NAME>","essential":true,
         "environment":[{"name":"IMAGE","value":"it is <IMAGE1_NAME>."}]}]}\
      """;
  private static final String APP_SPEC =
      """
      version: 0.0
      Resources: [{TargetService: {Type: AWS::ECS::Service, Properties: {
        TaskDefinition: <TASK_DEFINITION>, LoadBalancerInfo: {ContainerName: web}}}}]
      """;
  private static final String IMAGE = "{\"ImageURI\":\"registry/shop@sha256:abc\"}";

  @Test
  void theTaskDefinitionGetsTheImageThatWasBuiltAndTheAppSpecTheTaskDefinition()
      throws IOException {
    begin(toEcs(Map.of()), files());
    untilDeploying();
    var container = yard.ecs.registered.getFirst().containerDefinitions().getFirst();
    assertThat(container.image()).isEqualTo("registry/shop@sha256:abc");
    assertThat(container.environment().getFirst().value())
        .isEqualTo("it is registry/shop@sha256:abc.");
    assertThat(yard.deployments.created.getFirst())
        .satisfies(it -> {
          assertThat(it.application()).isEqualTo("shop");
          assertThat(it.group()).isEqualTo("live");
          assertThat(it.revision())
              .isEqualTo(
                  new Revision.Content(
                      APP_SPEC.replace(
                          "<TASK_DEFINITION>",
                          "arn:aws:ecs:eu-west-1:111111111111:task-definition/shop:1")));
        });
    yard.deployments.end("d-1", "Succeeded");
    ends("Succeeded");
    assertThat(
            yard.action("shop", yard.first("shop"), "Release")
                .output()
                .executionResult()
                .externalExecutionId())
        .isEqualTo("d-1");
  }

  @Test
  void anImagesAddressIsATextWhateverItSays() throws IOException {
    Map<String, String> files = files();
    files.put(
        "imageDetail.json", "{\"ImageURI\":\"x\\\",\\\"privileged\\\":true,\\\"y\\\":\\\"\\n\"}");
    begin(toEcs(Map.of()), files);
    untilDeploying();
    var container = yard.ecs.registered.getFirst().containerDefinitions().getFirst();
    assertThat(container.privileged()).isNull();
    assertThat(container.image()).isEqualTo("x\",\"privileged\":true,\"y\":\"\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"taskdef.json", "appspec.yaml", "imageDetail.json"})
  void withoutOneOfItsFilesNothingIsDeployed(String missing) throws IOException {
    Map<String, String> files = files();
    files.remove(missing);
    begin(toEcs(Map.of()), files);
    ends("Failed");
    assertThat(error()).contains("Did not find the file '" + missing + "'");
    assertThat(yard.deployments.created).isEmpty();
  }

  @ParameterizedTest(name = "{0} = {1}")
  @CsvSource(
      delimiter = '|',
      value = {
        "taskdef.json | not json",
        "taskdef.json | []",
        "taskdef.json | {\"containerDefinitions\":\"web\"}",
        "imageDetail.json | {}",
        "imageDetail.json | {\"ImageURI\":1}",
      })
  void filesThatAreNotWhatTheyShouldBeAreRefused(String file, String content) throws IOException {
    Map<String, String> files = files();
    files.put(file, content);
    begin(toEcs(Map.of()), files);
    ends("Failed");
    assertThat(yard.deployments.created).isEmpty();
  }

  @ParameterizedTest(name = "{0} = {1}")
  @CsvSource({
    "TaskDefinitionTemplateArtifact, Unknown",
    "TaskDefinitionTemplatePath, ../taskdef.json",
    "AppSpecTemplatePath, /etc/passwd",
    "Image2ArtifactName, App",
  })
  void settingsThatCannotBeFailTheAction(String name, String value) throws IOException {
    begin(toEcs(Map.of(name, value)), files());
    ends("Failed");
    assertThat(yard.deployments.created).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"Failed, failed: HEALTH_CONSTRAINTS: too ill", "Stopped, was stopped"})
  void aDeploymentThatDoesNotSucceedFailsTheAction(String status, String message)
      throws IOException {
    begin(toEcs(Map.of()), files());
    untilDeploying();
    yard.deployments.end("d-1", status);
    ends("Failed");
    assertThat(error()).isEqualTo("Deployment d-1 " + message);
  }

  @Test
  void aDeploymentThatIsGoneFailsTheAction() throws IOException {
    begin(toEcs(Map.of()), files());
    untilDeploying();
    yard.deployments.forget("d-1");
    ends("Failed");
  }

  @Test
  void whatCodeDeployRefusesFailsTheAction() throws IOException {
    begin(toEcs(Map.of("ApplicationName", "missing")), files());
    ends("Failed");
    assertThat(error()).contains("ApplicationDoesNotExistException");
  }

  @Test
  void aDeploymentGoesOnWhileLocalIsStopped() throws IOException {
    begin(toEcs(Map.of()), files());
    untilDeploying();
    yard.restart();
    yard.deployments.end("d-1", "Succeeded");
    ends("Succeeded");
    assertThat(yard.deployments.created).hasSize(1);
  }

  @Test
  void aDeploymentThatNeverEndsFailsTheActionAfterFiveDays() throws IOException {
    begin(toEcs(Map.of()), files());
    untilDeploying();
    yard.clock.advance(Duration.ofDays(5).plusMinutes(1));
    yard.untilStatus("shop", yard.first("shop"), "Failed");
    assertThat(error()).contains("5 days");
    yard.until(() -> yard.clock.waiting() == 0);
  }

  @Test
  void aBundleIsDeployedFromWhereThePipelinePutIt() throws IOException {
    begin(
        action("CodeDeploy", Map.of("ApplicationName", "shop", "DeploymentGroupName", "live")),
        Map.of("appspec.yml", "version: 0.0"));
    untilDeploying();
    assertThat(yard.deployments.created.getFirst().revision())
        .isInstanceOfSatisfying(
            Revision.InS3.class,
            it -> {
              assertThat(it.bucket()).isEqualTo("artifacts");
              assertThat(yard.objects.keys("artifacts")).contains(it.key());
              assertThat(it.bundleType()).isEqualTo("zip");
            });
    yard.deployments.end("d-1", "Succeeded");
    ends("Succeeded");
  }

  @Test
  void aServiceGetsTheNewImageAndKeepsTheRestOfItsDefinition() throws IOException {
    begin(ecs(Map.of()), definitions("web", "new-web"));
    yard.until(() -> !yard.ecs.registered.isEmpty());
    var registered = yard.ecs.registered.getFirst();
    assertThat(registered.cpu()).isEqualTo("256");
    assertThat(registered.containerDefinitions())
        .extracting(it -> it.name() + "=" + it.image())
        .containsExactly("web=new-web", "side=old-side");
    yard.until(() -> yard.clock.waiting() > 1);
    yard.ecs.complete();
    ends("Succeeded");
  }

  @Test
  void aServiceThatIsRolledBackFailsTheAction() throws IOException {
    begin(ecs(Map.of()), definitions("web", "new-web"));
    yard.until(() -> yard.clock.waiting() > 1);
    yard.ecs.rollBack();
    ends("Failed");
    assertThat(error()).contains("rolled back or changed");
  }

  @Test
  void aServiceThatDoesNotGetSteadyFailsTheActionInTime() throws IOException {
    begin(ecs(Map.of("DeploymentTimeout", "5")), definitions("web", "new-web"));
    yard.until(() -> yard.clock.waiting() > 1);
    yard.clock.advance(Duration.ofMinutes(6));
    yard.untilStatus("shop", yard.first("shop"), "Failed");
    assertThat(error()).contains("within 5 minutes");
  }

  @ParameterizedTest(name = "{0} = {1}")
  @CsvSource({
    "DeploymentTimeout, 61",
    "DeploymentTimeout, 0",
    "ServiceName, unknown",
    "FileName, x"
  })
  void anImpossibleServiceDeploymentChangesNothing(String name, String value) throws IOException {
    begin(ecs(Map.of(name, value)), definitions("web", "new-web"));
    ends("Failed");
    assertThat(yard.ecs.registered).isEmpty();
  }

  @Test
  void anUnknownContainerIsAnError() throws IOException {
    begin(ecs(Map.of()), definitions("unknown", "image"));
    ends("Failed");
    assertThat(error()).contains("no container with the name 'unknown'");
    assertThat(yard.ecs.registered).isEmpty();
  }

  private static Map<String, String> files() {
    return new HashMap<>(
        Map.of(
            "taskdef.json", TASK_DEFINITION, "appspec.yaml", APP_SPEC, "imageDetail.json", IMAGE));
  }

  private static Map<String, String> definitions(String container, String image) {
    return Map.of(
        "imagedefinitions.json",
        "[{\"name\":\"%s\",\"imageUri\":\"%s\"}]".formatted(container, image));
  }

  private static ActionDeclaration toEcs(Map<String, String> changes) {
    Map<String, String> configuration = new HashMap<>();
    configuration.put("ApplicationName", "shop");
    configuration.put("DeploymentGroupName", "live");
    configuration.put("TaskDefinitionTemplateArtifact", "App");
    configuration.put("AppSpecTemplateArtifact", "App");
    configuration.put("Image1ArtifactName", "App");
    configuration.put("Image1ContainerName", "IMAGE1_NAME");
    configuration.putAll(changes);
    return action("CodeDeployToECS", configuration);
  }

  private static ActionDeclaration ecs(Map<String, String> changes) {
    Map<String, String> configuration = new HashMap<>();
    configuration.put("ClusterName", "main");
    configuration.put("ServiceName", "shop");
    configuration.putAll(changes);
    return action("ECS", configuration);
  }

  private static ActionDeclaration action(String provider, Map<String, String> configuration) {
    return ActionDeclaration.builder()
        .name("Release")
        .actionTypeId(Plan.type("Deploy", provider))
        .configuration(configuration)
        .inputArtifacts(InputArtifact.builder().name("App").build())
        .build();
  }

  /** Runs the pipeline up to the action, whose input has these files. */
  private void begin(ActionDeclaration action, Map<String, String> files) throws IOException {
    ActionDeclaration build =
        Plan.build("Compile").toBuilder()
            .outputArtifacts(OutputArtifact.builder().name("App").build())
            .build();
    yard.create(Plan.pipeline(Plan.stage("Build", build), Plan.stage("Deploy", action)));
    yard.untilBuilding("compile", 1);
    Path zip = Files.createTempFile(directory, "made", ".zip");
    Files.write(zip, ZipFile.of(files));
    yard.builds.end("compile", "SUCCEEDED", Map.of(), Map.of("App", zip));
  }

  private void untilDeploying() {
    yard.until(() -> !yard.deployments.created.isEmpty() && yard.clock.waiting() > 1);
  }

  /** Lets time pass until the execution has ended so. */
  private void ends(String status) {
    yard.until(() -> {
      yard.clock.advance(Duration.ofSeconds(1));
      return yard.status("shop", yard.first("shop")).equals(status);
    });
  }

  private String error() {
    return yard.action("shop", yard.first("shop"), "Release")
        .output()
        .executionResult()
        .errorDetails()
        .message();
  }
}
