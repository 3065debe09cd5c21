package dev.signalbox.local.codedeploy.inplace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.signalbox.local.Local;
import dev.signalbox.local.LocalOptions;
import dev.signalbox.local.archive.TarFile;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.codedeploy.CodeDeployClient;
import software.amazon.awssdk.services.codedeploy.model.BundleType;
import software.amazon.awssdk.services.codedeploy.model.DeploymentInfo;
import software.amazon.awssdk.services.codedeploy.model.Tag;
import software.amazon.awssdk.services.codedeploy.model.TagFilter;
import software.amazon.awssdk.services.s3.S3Client;

@Timeout(60)
class CutOffTest {
  private static final String SPEC =
      """
      version: 0.0
      os: linux
      hooks: {BeforeInstall: [{location: wait.sh}]}
      """;
  private static final String SCRIPT =
      """
      #!/bin/sh
      echo $$ > "$INSTANCE_ROOT/pid"
      sleep 600
      """;

  @TempDir Path data;

  @Test
  void aDeploymentThatAStopCutsOffEndsItsScriptsAndHasFailedAtTheNextStart() throws Exception {
    String id;
    Path pid = data.resolve("codedeploy/instances/111111111111/eu-west-1/host/pid");
    try (Local local = Local.start(LocalOptions.defaults().withData(data))) {
      id = begin(local.address());
      await()
          .atMost(Duration.ofSeconds(20))
          .until(() -> Files.exists(pid) && !Files.readString(pid).isBlank());
    }
    assertThat(ProcessHandle.of(Long.parseLong(Files.readString(pid).strip()))).isEmpty();
    try (Local local = Local.start(LocalOptions.defaults().withData(data))) {
      DeploymentInfo info =
          codeDeploy(local.address()).getDeployment(it -> it.deploymentId(id)).deploymentInfo();
      assertThat(info.statusAsString()).isEqualTo("Failed");
      assertThat(info.errorInformation().codeAsString()).isEqualTo("AGENT_ISSUE");
    }
  }

  private static String begin(URI address) {
    S3Client s3 = client(S3Client.builder().forcePathStyle(true), address).build();
    s3.createBucket(it -> it.bucket("cut-off"));
    s3.putObject(
        it -> it.bucket("cut-off").key("b.tgz"),
        RequestBody.fromBytes(
            new TarFile().file("appspec.yml", SPEC).file("wait.sh", SCRIPT).gzip()));
    CodeDeployClient codeDeploy = codeDeploy(address);
    codeDeploy.createApplication(it -> it.applicationName("shop"));
    codeDeploy.registerOnPremisesInstance(
        it -> it.instanceName("host").iamUserArn("arn:aws:iam::111111111111:user/host"));
    Tag tag = Tag.builder().key("App").value("shop").build();
    codeDeploy.addTagsToOnPremisesInstances(it -> it.instanceNames("host").tags(tag));
    TagFilter filter = TagFilter.builder().key("App").type("KEY_ONLY").build();
    codeDeploy.createDeploymentGroup(it ->
        it.applicationName("shop")
            .deploymentGroupName("live")
            .serviceRoleArn("arn:aws:iam::111111111111:role/deployer")
            .onPremisesInstanceTagFilters(filter));
    return codeDeploy
        .createDeployment(it ->
            it.applicationName("shop")
                .deploymentGroupName("live")
                .revision(r ->
                    r.revisionType("S3")
                        .s3Location(
                            s -> s.bucket("cut-off").key("b.tgz").bundleType(BundleType.TGZ))))
        .deploymentId();
  }

  private static CodeDeployClient codeDeploy(URI address) {
    return client(CodeDeployClient.builder(), address).build();
  }

  private static <B extends AwsClientBuilder<B, ?>> B client(B builder, URI address) {
    return builder
        .endpointOverride(address)
        .region(Region.EU_WEST_1)
        .credentialsProvider(
            StaticCredentialsProvider.create(AwsBasicCredentials.create("111111111111", "local")));
  }
}
