package dev.signalbox.local.ecr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.signalbox.local.LocalOptions;
import dev.signalbox.local.LocalServer;
import dev.signalbox.local.archive.ZipFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.codebuild.CodeBuildClient;
import software.amazon.awssdk.services.codebuild.model.Build;
import software.amazon.awssdk.services.ecr.EcrClient;
import software.amazon.awssdk.services.ecr.model.ImageDetail;
import software.amazon.awssdk.services.s3.S3Client;

/** The program by which the sample repository's builds push images, in a build. */
@Timeout(120)
class PushImageTest {
  private static final Path PROGRAM = Path.of("../examples/shop/repository/api/PushImage.java");
  private static final String TEMPLATE =
      """
      Resources:
        Images:
          Type: AWS::ECR::Repository
          Properties: {RepositoryName: shop/api, ImageTagMutability: IMMUTABLE, ImageScanningConfiguration: {ScanOnPush: true}}
        Sources:
          Type: AWS::S3::Bucket
          Properties: {BucketName: push-image-sources}
        Role:
          Type: AWS::IAM::Role
          Properties:
            AssumeRolePolicyDocument:
              Version: "2012-10-17"
              Statement:
                - Effect: Allow
                  Principal: {Service: codebuild.amazonaws.com}
                  Action: sts:AssumeRole
        Project:
          Type: AWS::CodeBuild::Project
          Properties:
            Name: push
            ServiceRole: !GetAtt Role.Arn
            Source: {Type: S3, Location: push-image-sources/source.zip}
            Artifacts: {Type: S3, Location: push-image-sources, Name: out}
            Environment: {Type: LINUX_CONTAINER, ComputeType: BUILD_GENERAL1_SMALL, Image: any}
      """;
  private static final String BUILDSPEC =
      """
      version: 0.2
      phases:
        build:
          commands:
            - chmod +x image/bin/serve && mkdir -p "image/$DEEP" && echo deep > "image/$DEEP/file"
            - java PushImage.java image shop/api "$TAG" /bin/sh -c 'echo "a\\b"' > image.txt
      artifacts: {files: [image.txt]}
      """;

  @RegisterExtension
  static final LocalServer LOCAL = new LocalServer(LocalOptions.defaults().withTimeScale(100));

  @TempDir Path folder;
  private final CodeBuildClient builds = LOCAL.client(CodeBuildClient.builder());
  private final S3Client s3 = LOCAL.client(S3Client.builder().forcePathStyle(true));
  private final EcrClient ecr = LOCAL.client(EcrClient.builder());

  @BeforeEach
  void prepare() throws IOException {
    Path template = Files.writeString(folder.resolve("template.yaml"), TEMPLATE);
    LOCAL.local().deploy(LocalServer.ACCOUNT, "eu-west-1", "push", template, Map.of());
    s3.putObject(
        it -> it.bucket("push-image-sources").key("source.zip"),
        RequestBody.fromBytes(
            ZipFile.of(
                Map.of(
                    "buildspec.yml",
                    BUILDSPEC,
                    "PushImage.java",
                    Files.readString(PROGRAM),
                    "image/bin/serve",
                    "#!/bin/sh\necho served\n",
                    "image/page.html",
                    "<p>Grüße</p>",
                    "image/" + Scanner.FILE,
                    "[]"))));
  }

  @Test
  void theSameFilesAreTheSameImageWhicheverTagTheyGet() {
    String first = image(build("v1"));
    assertThat(first)
        .matches("111111111111\\.dkr\\.ecr\\.eu-west-1\\.amazonaws\\.com/shop/api@sha256:.{64}");
    assertThat(image(build("v2"))).isEqualTo(first);
    assertThat(image(build("v2"))).as("a build that runs again").isEqualTo(first);
    ImageDetail image =
        ecr.describeImages(it -> it.repositoryName("shop/api")).imageDetails().getFirst();
    assertThat(image.imageTags()).containsExactly("v1", "v2");
    assertThat(first).endsWith("@" + image.imageDigest());
    await()
        .untilAsserted(() ->
            assertThat(
                    ecr.describeImageScanFindings(
                            it -> it.repositoryName("shop/api").imageId(id -> id.imageTag("v1")))
                        .imageScanStatus()
                        .statusAsString())
                .as("the scan unpacks the image and finds the list it brings")
                .isEqualTo("COMPLETE"));
  }

  private String image(Build build) {
    assertThat(build.phases()).allMatch(it -> it.contexts().isEmpty());
    assertThat(build.buildStatusAsString()).isEqualTo("SUCCEEDED");
    return s3.getObjectAsBytes(it -> it.bucket("push-image-sources").key("out/image.txt"))
        .asUtf8String()
        .strip();
  }

  private Build build(String tag) {
    String id =
        builds
            .startBuild(it ->
                it.projectName("push")
                    .environmentVariablesOverride(
                        variable("TAG", tag), variable("DEEP", "d".repeat(60) + "/Ü".repeat(60))))
            .build()
            .id();
    return await()
        .atMost(Duration.ofSeconds(60))
        .until(
            () -> builds.batchGetBuilds(it -> it.ids(id)).builds().getFirst(),
            it -> Boolean.TRUE.equals(it.buildComplete()));
  }

  private static software.amazon.awssdk.services.codebuild.model.EnvironmentVariable variable(
      String name, String value) {
    return software.amazon.awssdk.services.codebuild.model.EnvironmentVariable.builder()
        .name(name)
        .value(value)
        .build();
  }
}
