package dev.signalbox.local.codedeploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.local.api.AwsError;
import dev.signalbox.local.api.Deployments;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.codedeploy.model.BundleType;
import software.amazon.awssdk.services.codedeploy.model.GetApplicationRevisionRequest;
import software.amazon.awssdk.services.codedeploy.model.GetApplicationRevisionResponse;
import software.amazon.awssdk.services.codedeploy.model.RevisionLocation;
import software.amazon.awssdk.services.codedeploy.model.RevisionLocationType;

class RevisionTest {
  private static final String YAML =
      """
      version: 0.0
      Resources:
        - TargetService:
            Type: AWS::ECS::Service
            Properties:
              TaskDefinition: shop:2
              LoadBalancerInfo: {ContainerName: web, ContainerPort: 8080}
      Hooks:
        - BeforeInstall: check
      """;

  private final FakeRevisions files = new FakeRevisions();
  private Path directory;
  private Yard yard;

  @BeforeEach
  void open(@TempDir Path temporary) {
    directory = temporary;
    yard = new Yard(temporary, files);
    yard.group(it -> it);
  }

  @AfterEach
  void close() {
    yard.close();
  }

  private void stored(String key, String text) throws IOException {
    files.files.put("revisions/" + key, Files.writeString(directory.resolve("revision"), text));
  }

  private static RevisionLocation s3(String key, BundleType type) {
    return RevisionLocation.builder()
        .revisionType(RevisionLocationType.S3)
        .s3Location(it -> it.bucket("revisions").key(key).bundleType(type))
        .build();
  }

  private void deploys(RevisionLocation revision) {
    String id = yard.deploy(it -> it.revision(revision));
    assertThat(yard.hooks.functions()).containsExactly("check");
    yard.answer(id, "Succeeded");
    assertThat(yard.green()).isEqualTo(100);
    assertThat(yard.deployment(id).revision().revisionType()).isEqualTo(revision.revisionType());
  }

  private static void refused(ThrowingCallable call, String code) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(AwsError.class, it -> assertThat(it.code()).isEqualTo(code));
  }

  @Test
  void yamlAsContentIsDeployed() {
    deploys(Yard.content(YAML));
  }

  @Test
  void jsonAsContentIsDeployed() {
    deploys(Yard.content(Yard.appSpec("{\"BeforeInstall\": \"check\"}")));
  }

  @Test
  @SuppressWarnings("deprecation") // the type that SAM templates of old use
  void aStringIsDeployed() {
    deploys(
        RevisionLocation.builder()
            .revisionType(RevisionLocationType.STRING)
            .string(it -> it.content(YAML))
            .build());
  }

  @Test
  void yamlInABucketIsDeployed() throws IOException {
    stored("appspec.yaml", YAML);
    deploys(s3("appspec.yaml", BundleType.YAML));
  }

  @Test
  void jsonInABucketIsDeployed() throws IOException {
    stored("appspec.json", Yard.appSpec("{\"BeforeInstall\": \"check\"}"));
    deploys(s3("appspec.json", BundleType.JSON));
  }

  @Test
  void anObjectThatIsNotThereIsRefused() {
    refused(
        () -> yard.deploy(it -> it.revision(s3("gone.yaml", BundleType.YAML))),
        "RevisionDoesNotExistException");
  }

  @Test
  void aBundleIsNoRevisionOfAService() throws IOException {
    stored("bundle.zip", "PK");
    refused(
        () -> yard.deploy(it -> it.revision(s3("bundle.zip", BundleType.ZIP))),
        "InvalidRevisionException");
  }

  @Test
  void contentThatIsNotWhatItsSumSaysIsRefused() {
    refused(
        () ->
            yard.deploy(it ->
                it.revision(r ->
                    r.revisionType(RevisionLocationType.APP_SPEC_CONTENT)
                        .appSpecContent(c -> c.content(YAML).sha256("00")))),
        "InvalidRevisionException");
  }

  @Test
  void aDeploymentNeedsARevisionTheFirstTime() {
    refused(() -> yard.deploy(it -> it), "RevisionRequiredException");
  }

  @Test
  void aRefusedRevisionLeavesNoDeploymentBehind() {
    refused(() -> yard.deploy("{\"Nope\": \"check\"}"), "InvalidRevisionException");

    yard.deploy("");
    assertThat(yard.green()).isEqualTo(100);
  }

  @Test
  void whatWasDeployedCanBeLookedUp() {
    String id = yard.deploy(it -> it.revision(Yard.content(YAML)));

    var found =
        yard.call(
            "GetApplicationRevision",
            GetApplicationRevisionRequest.builder()
                .applicationName("shop")
                .revision(yard.deployment(id).revision())
                .build(),
            GetApplicationRevisionResponse.class);

    assertThat(found.revision().appSpecContent().content()).isEqualTo(YAML);
    assertThat(found.revisionInfo().deploymentGroups()).containsExactly("prod");
  }

  @Test
  void aPipelineDeploysAndWatchesAndStops() {
    Deployments port = yard.codeDeploy;

    String id =
        port.create(
            Yard.HERE,
            new Deployments.Request(
                "shop", "prod", new Deployments.Revision.Content(YAML), "by a pipeline"));
    yard.clock.run();

    assertThat(port.state(Yard.HERE, id).orElseThrow().status()).isEqualTo("InProgress");
    port.stop(Yard.HERE, id, false);
    assertThat(port.state(Yard.HERE, id).orElseThrow())
        .isEqualTo(
            new Deployments.State(
                "Stopped", Optional.of("MANUAL_STOP: The deployment was stopped by a user.")));
    assertThat(port.state(Yard.HERE, "d-000000000")).isEmpty();
  }
}
