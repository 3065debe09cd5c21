package dev.signalbox.local.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.codepipeline.model.ActionDeclaration;
import software.amazon.awssdk.services.codepipeline.model.PipelineDeclaration;
import software.amazon.awssdk.services.codepipeline.model.SourceRevisionOverride;

class S3Test extends YardTest {
  @BeforeEach
  void buckets() {
    yard.objects.buckets.addAll(List.of("uploads", "site"));
  }

  private static ActionDeclaration deploy(Map<String, String> configuration) {
    return Plan.build("Publish").toBuilder()
        .actionTypeId(Plan.type("Deploy", "S3"))
        .configuration(configuration)
        .build();
  }

  private String run(PipelineDeclaration declaration, String status) {
    yard.create(declaration);
    String id = yard.first("shop");
    yard.untilStatus("shop", id, status);
    return id;
  }

  @Test
  void anArtifactIsUnpackedBelowAKeyWithVariables() {
    run(
        Plan.pipeline(
            Plan.stage(
                "Deploy",
                deploy(
                    Map.of(
                        "BucketName", "site",
                        "Extract", "true",
                        "ObjectKey", "releases/#{SourceVariables.CommitId}")))),
        "Succeeded");
    assertThat(yard.objects.keys("site"))
        .containsExactly("releases/" + Yard.HEAD + "/docs/ünïcode name.txt");
  }

  @Test
  void anArtifactIsPutAsItIs() {
    run(
        Plan.pipeline(
            Plan.stage(
                "Deploy",
                deploy(Map.of("BucketName", "site", "Extract", "false", "ObjectKey", "a/b.zip")))),
        "Succeeded");
    assertThat(yard.objects.keys("site")).containsExactly("a/b.zip");
  }

  @Test
  void withoutAKeyOrABucketItFails() {
    String id =
        run(
            Plan.pipeline(
                Plan.stage("Deploy", deploy(Map.of("BucketName", "site", "Extract", "false")))),
            "Failed");
    assertThat(yard.action("shop", id, "Publish").output().executionResult().errorDetails().code())
        .isEqualTo("ConfigurationError");
    yard.create(
        Plan.pipeline(
            it -> it.name("other"),
            Plan.stage("Deploy", deploy(Map.of("BucketName", "none", "Extract", "true")))));
    yard.untilStatus("other", yard.first("other"), "Failed");
  }

  private PipelineDeclaration fromBucket(Map<String, String> more) {
    Map<String, String> configuration = new HashMap<>(more);
    configuration.put("S3Bucket", "uploads");
    configuration.put("S3ObjectKey", "in.zip");
    var source =
        Plan.source().toBuilder()
            .actionTypeId(Plan.type("Source", "S3"))
            .configuration(configuration)
            .build();
    return Plan.pipeline().toBuilder()
        .stages(
            Plan.stage("Source", source),
            Plan.stage(
                "Deploy",
                deploy(Map.of("BucketName", "site", "Extract", "false", "ObjectKey", "out"))))
        .build();
  }

  private void upload(String key, String content) throws IOException {
    Path file = directory.resolve("upload");
    Files.writeString(file, content);
    yard.objects.put("uploads", key, file, Map.of());
  }

  private String deployed() throws IOException {
    return Files.readString(yard.objects.get("site", "out", Optional.empty()).orElseThrow().file());
  }

  private String start(String type, String value) {
    return yard.start(
        "shop",
        it ->
            it.sourceRevisions(
                SourceRevisionOverride.builder()
                    .actionName("Checkout")
                    .revisionType(type)
                    .revisionValue(value)
                    .build()));
  }

  @Test
  void aSourceObjectIsTakenInTheVersionThatWasAskedFor() throws IOException {
    upload("in.zip", "one");
    upload("in.zip", "two");
    run(fromBucket(Map.of()), "Succeeded");
    assertThat(deployed()).isEqualTo("two");
    String id = start("S3_OBJECT_VERSION_ID", "v1");
    yard.untilStatus("shop", id, "Succeeded");
    assertThat(deployed()).isEqualTo("one");
    assertThat(yard.execution("shop", id).artifactRevisions().getFirst().revisionId())
        .isEqualTo("v1");
    yard.untilStatus("shop", start("S3_OBJECT_VERSION_ID", "v9"), "Failed");
  }

  @Test
  void anotherKeyNeedsLeaveToBeTaken() throws IOException {
    upload("in.zip", "one");
    upload("other.zip", "other");
    run(fromBucket(Map.of()), "Succeeded");
    yard.untilStatus("shop", start("S3_OBJECT_KEY", "other.zip"), "Failed");
    yard.create(
        fromBucket(Map.of("AllowOverrideForS3ObjectKey", "true")).toBuilder().name("open").build());
    yard.untilStatus("open", yard.first("open"), "Succeeded");
    String id =
        yard.start(
            "open",
            it ->
                it.sourceRevisions(
                    SourceRevisionOverride.builder()
                        .actionName("Checkout")
                        .revisionType("S3_OBJECT_KEY")
                        .revisionValue("other.zip")
                        .build()));
    yard.untilStatus("open", id, "Succeeded");
    assertThat(deployed()).isEqualTo("other");
  }

  @Test
  void anObjectThatIsNotThereFailsTheAction() {
    String id = run(fromBucket(Map.of()), "Failed");
    assertThat(yard.action("shop", id, "Checkout").output().executionResult().errorDetails())
        .satisfies(it -> assertThat(it.code()).isEqualTo("RevisionUnavailable"));
  }
}
