package dev.signalbox.local.ecr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.signalbox.local.LocalOptions;
import dev.signalbox.local.LocalServer;
import dev.signalbox.local.archive.TarFile;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.ecr.EcrClient;
import software.amazon.awssdk.services.ecr.model.DescribeImageScanFindingsResponse;
import software.amazon.awssdk.services.ecr.model.EcrException;
import software.amazon.awssdk.services.ecr.model.Image;
import software.amazon.awssdk.services.ecr.model.ImageAlreadyExistsException;
import software.amazon.awssdk.services.ecr.model.ImageDigestDoesNotMatchException;
import software.amazon.awssdk.services.ecr.model.ImageIdentifier;
import software.amazon.awssdk.services.ecr.model.ImageNotFoundException;
import software.amazon.awssdk.services.ecr.model.ImageTagAlreadyExistsException;
import software.amazon.awssdk.services.ecr.model.ImageTagMutability;
import software.amazon.awssdk.services.ecr.model.InvalidLayerException;
import software.amazon.awssdk.services.ecr.model.InvalidLayerPartException;
import software.amazon.awssdk.services.ecr.model.InvalidParameterException;
import software.amazon.awssdk.services.ecr.model.LayerAlreadyExistsException;
import software.amazon.awssdk.services.ecr.model.LayersNotFoundException;
import software.amazon.awssdk.services.ecr.model.LimitExceededException;
import software.amazon.awssdk.services.ecr.model.RepositoryAlreadyExistsException;
import software.amazon.awssdk.services.ecr.model.RepositoryNotEmptyException;
import software.amazon.awssdk.services.ecr.model.RepositoryNotFoundException;
import software.amazon.awssdk.services.ecr.model.ScanNotFoundException;
import software.amazon.awssdk.services.ecr.model.ScanStatus;
import software.amazon.awssdk.services.ecr.model.Tag;
import software.amazon.awssdk.services.ecr.model.TagStatus;
import software.amazon.awssdk.services.ecr.model.UploadNotFoundException;

class EcrTest {
  @RegisterExtension
  static final LocalServer LOCAL = new LocalServer(LocalOptions.defaults().withTimeScale(1000));

  private static EcrClient ecr;
  private static Registry registry;

  private String name = "";

  @BeforeAll
  static void connect() {
    ecr = LOCAL.client(EcrClient.builder());
    registry = new Registry(ecr);
  }

  @BeforeEach
  void makeARepository() {
    name = "team/app-" + UUID.randomUUID();
    ecr.createRepository(it -> it.repositoryName(name));
  }

  @Test
  void aRepositoryHasTheAddressItHasOnAws() {
    assertThat(ecr.describeRepositories(it -> it.repositoryNames(name)).repositories())
        .singleElement()
        .satisfies(it -> {
          assertThat(it.repositoryUri())
              .isEqualTo("111111111111.dkr.ecr.eu-west-1.amazonaws.com/" + name);
          assertThat(it.repositoryArn())
              .isEqualTo("arn:aws:ecr:eu-west-1:111111111111:repository/" + name);
          assertThat(it.imageTagMutability()).isEqualTo(ImageTagMutability.MUTABLE);
        });
    assertThatThrownBy(() -> ecr.createRepository(it -> it.repositoryName(name)))
        .isInstanceOf(RepositoryAlreadyExistsException.class);
    assertThatThrownBy(() -> ecr.describeRepositories(it -> it.repositoryNames("unknown")))
        .isInstanceOf(RepositoryNotFoundException.class);
  }

  @Test
  void aManifestWithoutItsLayersIsRefused() {
    String nowhere = "sha256:" + "0".repeat(64);
    assertThatThrownBy(() ->
            ecr.putImage(
                it -> it.repositoryName(name).imageManifest(Registry.manifest(nowhere, List.of()))))
        .isInstanceOf(LayersNotFoundException.class)
        .hasMessageContaining(nowhere);
  }

  @Test
  void whatIsNoManifestIsRefused() {
    for (String text : List.of("{}", "[]", "not json", "{\"schemaVersion\":1}")) {
      assertThatThrownBy(() -> ecr.putImage(it -> it.repositoryName(name).imageManifest(text)))
          .as(text)
          .isInstanceOf(InvalidParameterException.class);
    }
  }

  @Test
  void aLayerThatIsNotWhatItsDigestSaysIsRefused() {
    String id = ecr.initiateLayerUpload(it -> it.repositoryName(name)).uploadId();
    part(id, 0, "abc");
    assertThatThrownBy(() -> complete(id, "sha256:" + "0".repeat(64)))
        .isInstanceOf(InvalidLayerException.class);
  }

  @Test
  void partsFollowEachOther() {
    String id = ecr.initiateLayerUpload(it -> it.repositoryName(name)).uploadId();
    part(id, 0, "abc");
    assertThatThrownBy(() -> part(id, 4, "e")).isInstanceOf(InvalidLayerPartException.class);
    part(id, 3, "d");
    complete(id, Layers.digest("abcd".getBytes(StandardCharsets.UTF_8)));
    assertThatThrownBy(() -> part(id, 4, "e")).isInstanceOf(UploadNotFoundException.class);
  }

  @Test
  void anUploadBelongsToItsRepository() {
    String id = ecr.initiateLayerUpload(it -> it.repositoryName(name)).uploadId();
    String other = name + "-other";
    ecr.createRepository(it -> it.repositoryName(other));
    name = other;
    assertThatThrownBy(() -> part(id, 0, "abc")).isInstanceOf(UploadNotFoundException.class);
  }

  @Test
  void aLayerIsKeptOnce() {
    registry.upload(name, bytes("abc"));
    assertThatThrownBy(() -> registry.upload(name, bytes("abc")))
        .isInstanceOf(LayerAlreadyExistsException.class);
  }

  @Test
  void aTagMovesToTheNewestImageAndTheOldOneStaysByDigest() {
    Image first = push("live", "1");
    Image second = push("live", "2");
    assertThat(ecr.batchGetImage(it -> it.repositoryName(name).imageIds(id("live"))).images())
        .singleElement()
        .satisfies(
            it -> assertThat(it.imageId().imageDigest()).isEqualTo(second.imageId().imageDigest()));
    assertThat(
            ecr.listImages(
                    it -> it.repositoryName(name).filter(f -> f.tagStatus(TagStatus.UNTAGGED)))
                .imageIds())
        .singleElement()
        .satisfies(it -> assertThat(it.imageDigest()).isEqualTo(first.imageId().imageDigest()));
  }

  @Test
  void anImmutableTagStays() {
    ecr.putImageTagMutability(
        it -> it.repositoryName(name).imageTagMutability(ImageTagMutability.IMMUTABLE));
    push("v1", "1");
    assertThatThrownBy(() -> push("v1", "2")).isInstanceOf(ImageTagAlreadyExistsException.class);
  }

  @Test
  void theSameImageWithTheSameTagIsThereAlready() {
    Image image = push("v1", "1");
    assertThatThrownBy(() ->
            ecr.putImage(
                it -> it.repositoryName(name).imageTag("v1").imageManifest(image.imageManifest())))
        .isInstanceOf(ImageAlreadyExistsException.class);
    ecr.putImage(it -> it.repositoryName(name).imageTag("v2").imageManifest(image.imageManifest()));
    assertThat(ecr.describeImages(it -> it.repositoryName(name)).imageDetails())
        .singleElement()
        .satisfies(it -> assertThat(it.imageTags()).containsExactly("v1", "v2"));
  }

  @Test
  void aDigestThatIsNotTheManifestsIsRefused() {
    Image image = push("v1", "1");
    assertThatThrownBy(() ->
            ecr.putImage(it ->
                it.repositoryName(name)
                    .imageTag("v2")
                    .imageDigest("sha256:" + "0".repeat(64))
                    .imageManifest(image.imageManifest())))
        .isInstanceOf(ImageDigestDoesNotMatchException.class);
  }

  @Test
  void byATagOnlyTheTagIsDeletedAndWithTheLastTheImage() {
    Image image = push("v1", "1");
    ecr.putImage(it -> it.repositoryName(name).imageTag("v2").imageManifest(image.imageManifest()));
    delete("v1");
    assertThat(ecr.describeImages(it -> it.repositoryName(name)).imageDetails()).hasSize(1);
    delete("v2");
    assertThat(ecr.describeImages(it -> it.repositoryName(name)).imageDetails()).isEmpty();
    assertThat(ecr.batchDeleteImage(it -> it.repositoryName(name).imageIds(id("v2"))).failures())
        .singleElement()
        .satisfies(it -> assertThat(it.failureCodeAsString()).isEqualTo("ImageNotFound"));
  }

  @Test
  void aRepositoryWithImagesGoesOnlyWithForce() {
    push("v1", "1");
    assertThatThrownBy(() -> ecr.deleteRepository(it -> it.repositoryName(name)))
        .isInstanceOf(RepositoryNotEmptyException.class);
    ecr.deleteRepository(it -> it.repositoryName(name).force(true));
    ecr.createRepository(it -> it.repositoryName(name));
    assertThat(ecr.listImages(it -> it.repositoryName(name)).imageIds()).isEmpty();
    push("v1", "1"); // its layers are gone too: they are uploaded anew
  }

  @Test
  void anotherAccountIsLetInByThePolicyOnly() {
    push("v1", "1");
    EcrClient other = LOCAL.client(EcrClient.builder(), "222222222222", "local", "eu-west-1");
    assertThatThrownBy(() -> describe(other))
        .isInstanceOf(EcrException.class)
        .hasMessageContaining("is not authorized to perform: ecr:DescribeImages");
    ecr.setRepositoryPolicy(it ->
        it.repositoryName(name)
            .policyText(
                """
                {"Version":"2012-10-17","Statement":[{"Effect":"Allow",
                 "Principal":{"AWS":"arn:aws:iam::222222222222:root"},
                 "Action":"ecr:DescribeImages"}]}\
                """));
    assertThat(describe(other)).isEqualTo(1);
    assertThatThrownBy(
            () -> other.listImages(it -> it.registryId("111111111111").repositoryName(name)))
        .isInstanceOf(EcrException.class);
  }

  @Test
  void aScanFindsWhatTheImageSaysOfItself() {
    String findings =
        """
        [{"name":"CVE-2026-1","severity":"CRITICAL","description":"bad","uri":"https://a.example"},
         {"name":"CVE-2026-2","severity":"LOW"},{"name":"CVE-2026-3","severity":"LOW"}]\
        """;
    registry.push(name, "v1", "{}", new TarFile().file(Scanner.FILE, findings).gzip());
    assertThatThrownBy(() -> findings("v1")).isInstanceOf(ScanNotFoundException.class);
    scan("v1");
    DescribeImageScanFindingsResponse scan = scanned("v1", ScanStatus.COMPLETE);
    assertThat(scan.imageScanFindings().findingSeverityCountsAsStrings())
        .containsEntry("CRITICAL", 1)
        .containsEntry("LOW", 2);
    assertThat(scan.imageScanFindings().findings()).hasSize(3);
    assertThatThrownBy(() -> scan("v1")).isInstanceOf(LimitExceededException.class);
  }

  @Test
  void anImageOfWhichNothingIsKnownIsNotFoundHarmless() {
    push("v1", "1");
    scan("v1");
    DescribeImageScanFindingsResponse scan = scanned("v1", ScanStatus.UNSUPPORTED_IMAGE);
    assertThat(scan.imageScanFindings()).isNull();
  }

  @Test
  void aScanThatCannotReadTheImageFails() {
    registry.push(name, "v1", "{}", new TarFile().file(Scanner.FILE, "{").gzip());
    registry.push(name, "v2", "{} ", new TarFile().file("../escaped", "").gzip());
    scan("v1");
    scan("v2");
    scanned("v1", ScanStatus.FAILED);
    assertThat(scanned("v2", ScanStatus.FAILED).imageScanStatus().description())
        .contains("outside of its directory");
  }

  @Test
  void imagesAreScannedWhenTheyArePushedWhereTheRepositorySaysSo() {
    ecr.putImageScanningConfiguration(
        it -> it.repositoryName(name).imageScanningConfiguration(scan -> scan.scanOnPush(true)));
    registry.push(name, "v1", "{}", new TarFile().file(Scanner.FILE, "[]").gzip());
    scanned("v1", ScanStatus.COMPLETE);
  }

  @Test
  void anUnknownImageIsNotScanned() {
    assertThatThrownBy(() -> scan("unknown")).isInstanceOf(ImageNotFoundException.class);
  }

  @Test
  void aPushIsAnnounced() {
    Image image = push("v1", "1");
    await()
        .untilAsserted(() ->
            assertThat(LOCAL.local().recentEvents())
                .anySatisfy(it -> {
                  assertThat(it.path("detail-type").asText()).isEqualTo("ECR Image Action");
                  assertThat(it.at("/detail/action-type").asText()).isEqualTo("PUSH");
                  assertThat(it.at("/detail/image-digest").asText())
                      .isEqualTo(image.imageId().imageDigest());
                  assertThat(it.at("/detail/image-tag").asText()).isEqualTo("v1");
                }));
  }

  @Test
  void theTagsOfARepositoryAreKept() {
    String arn = "arn:aws:ecr:eu-west-1:111111111111:repository/" + name;
    ecr.tagResource(it -> it.resourceArn(arn).tags(Tag.builder().key("a").value("1").build()));
    ecr.tagResource(it -> it.resourceArn(arn).tags(Tag.builder().key("b").value("2").build()));
    ecr.untagResource(it -> it.resourceArn(arn).tagKeys("a"));
    assertThat(ecr.listTagsForResource(it -> it.resourceArn(arn)).tags())
        .singleElement()
        .satisfies(it -> assertThat(it.key()).isEqualTo("b"));
  }

  private Image push(String tag, String content) {
    return registry.push(
        name,
        tag,
        "{\"config\":{\"Cmd\":[\"" + content + "\"]}}",
        new TarFile().file("content", content).gzip());
  }

  private void part(String id, long first, String text) {
    ecr.uploadLayerPart(it ->
        it.repositoryName(name)
            .uploadId(id)
            .partFirstByte(first)
            .partLastByte(first + text.length() - 1)
            .layerPartBlob(SdkBytes.fromUtf8String(text)));
  }

  private void complete(String id, String digest) {
    ecr.completeLayerUpload(it -> it.repositoryName(name).uploadId(id).layerDigests(digest));
  }

  private void delete(String tag) {
    ecr.batchDeleteImage(it -> it.repositoryName(name).imageIds(id(tag)));
  }

  private int describe(EcrClient client) {
    return client
        .describeImages(it -> it.registryId("111111111111").repositoryName(name))
        .imageDetails()
        .size();
  }

  private static ImageIdentifier id(String tag) {
    return ImageIdentifier.builder().imageTag(tag).build();
  }

  private void scan(String tag) {
    ecr.startImageScan(it -> it.repositoryName(name).imageId(id -> id.imageTag(tag)));
  }

  private DescribeImageScanFindingsResponse findings(String tag) {
    return ecr.describeImageScanFindings(
        it -> it.repositoryName(name).imageId(id -> id.imageTag(tag)));
  }

  private DescribeImageScanFindingsResponse scanned(String tag, ScanStatus status) {
    return await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> findings(tag), it -> it.imageScanStatus().status() == status);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
