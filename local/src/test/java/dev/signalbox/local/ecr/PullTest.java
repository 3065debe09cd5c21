package dev.signalbox.local.ecr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.local.api.AwsError;
import dev.signalbox.local.api.Calls;
import dev.signalbox.local.api.Images;
import dev.signalbox.local.api.ManualClock;
import dev.signalbox.local.api.Place;
import dev.signalbox.local.archive.TarFile;
import dev.signalbox.local.store.MvStore;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.ecr.model.CompleteLayerUploadRequest;
import software.amazon.awssdk.services.ecr.model.CompleteLayerUploadResponse;
import software.amazon.awssdk.services.ecr.model.CreateRepositoryRequest;
import software.amazon.awssdk.services.ecr.model.CreateRepositoryResponse;
import software.amazon.awssdk.services.ecr.model.InitiateLayerUploadRequest;
import software.amazon.awssdk.services.ecr.model.InitiateLayerUploadResponse;
import software.amazon.awssdk.services.ecr.model.PutImageRequest;
import software.amazon.awssdk.services.ecr.model.PutImageResponse;
import software.amazon.awssdk.services.ecr.model.UploadLayerPartRequest;
import software.amazon.awssdk.services.ecr.model.UploadLayerPartResponse;

class PullTest {
  private static final Place HERE = new Place("111111111111", "eu-west-1");
  private static final Place THERE = new Place("222222222222", "eu-west-1");
  private static final String SHOP = "111111111111.dkr.ecr.eu-west-1.amazonaws.com/shop";
  private static final String CONFIG =
      """
      {"config":{"Entrypoint":["/bin/sh"],"Cmd":["-c","run"],"Env":["A=1","B=x=y","C"],
       "WorkingDir":"/app"}}\
      """;

  @TempDir Path folder;
  private final MvStore store = MvStore.open(Optional.empty());
  private final Ecr ecr =
      new Ecr(store, new ManualClock("2026-11-21T10:00:00Z"), (_, _, _, _, _) -> {});
  private final Calls calls = Calls.to(ecr.api(), HERE);

  @BeforeEach
  void makeTheRepository() {
    calls.call(
        "CreateRepository",
        CreateRepositoryRequest.builder().repositoryName("shop").build(),
        CreateRepositoryResponse.class);
  }

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  void anImageSaysHowItIsRun() {
    String digest = push("v1", new TarFile().file("app/main", "1").gzip());
    Images.Image image = ecr.pull(HERE, SHOP + ":v1");
    assertThat(image.digest()).isEqualTo(digest);
    assertThat(image.repository()).isEqualTo(SHOP);
    assertThat(image.entryPoint()).containsExactly("/bin/sh");
    assertThat(image.command()).containsExactly("-c", "run");
    assertThat(image.environment()).isEqualTo(Map.of("A", "1", "B", "x=y"));
    assertThat(image.workingDirectory()).isEqualTo("/app");
  }

  @Test
  void withoutATagItIsTheLatestAndByDigestTheSameForEver() {
    String first = push("latest", new TarFile().file("app/main", "1").gzip());
    String second = push("latest", new TarFile().file("app/main", "2").gzip());
    assertThat(ecr.pull(HERE, SHOP).digest()).isEqualTo(second);
    assertThat(ecr.pull(HERE, SHOP + "@" + first).digest()).isEqualTo(first);
    assertThat(ecr.pull(HERE, SHOP + ":latest@" + first).digest()).isEqualTo(first);
  }

  @Test
  void theFilesOfAnImageAreThoseOfAllItsLayers() {
    push(
        "v1",
        new TarFile().file("app/main", "1").file("app/old", "1").plain(),
        new TarFile().file("app/main", "2").file("app/.wh.old", "").gzip());
    ecr.unpack(ecr.pull(HERE, SHOP + ":v1"), folder);
    assertThat(folder.resolve("app/main")).hasContent("2");
    assertThat(folder.resolve("app/old")).doesNotExist();
  }

  @Test
  void anImageThatWouldReachOutOfItsDirectoryIsNotUnpacked() {
    push("v1", new TarFile().file("../escaped", "x").gzip());
    Images.Image image = ecr.pull(HERE, SHOP + ":v1");
    assertThatThrownBy(() -> ecr.unpack(image, folder.resolve("x")))
        .isInstanceOf(AwsError.class)
        .hasMessageContaining("../escaped would lie outside");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "nginx:latest",
        "docker.io/library/nginx",
        "111111111111.dkr.ecr.eu-west-1.amazonaws.com/../shop",
        "111111111111.dkr.ecr.eu-west-1.amazonaws.com/unknown:v1",
        SHOP + ":unknown",
        SHOP + "@sha256:0",
        SHOP + ":v1\n",
        ""
      })
  void whatIsNotThereCannotBePulled(String reference) {
    push("v1", new TarFile().gzip());
    assertThatThrownBy(() -> ecr.pull(HERE, reference)).isInstanceOf(AwsError.class);
  }

  @Test
  void anotherAccountPullsOnlyWhatThePolicyLetsIt() {
    push("v1", new TarFile().gzip());
    assertThatThrownBy(() -> ecr.pull(THERE, SHOP + ":v1"))
        .hasMessageContaining("not authorized to perform: ecr:BatchGetImage");
  }

  private String push(String tag, byte[]... layers) {
    String config = upload(CONFIG.getBytes(StandardCharsets.UTF_8));
    List<String> digests = java.util.Arrays.stream(layers).map(this::upload).toList();
    PutImageRequest request =
        PutImageRequest.builder()
            .repositoryName("shop")
            .imageTag(tag)
            .imageManifest(Registry.manifest(config, digests))
            .build();
    return calls.call("PutImage", request, PutImageResponse.class).image().imageId().imageDigest();
  }

  private String upload(byte[] blob) {
    String id =
        calls
            .call(
                "InitiateLayerUpload",
                InitiateLayerUploadRequest.builder().repositoryName("shop").build(),
                InitiateLayerUploadResponse.class)
            .uploadId();
    calls.call(
        "UploadLayerPart",
        UploadLayerPartRequest.builder()
            .repositoryName("shop")
            .uploadId(id)
            .partFirstByte(0L)
            .partLastByte(blob.length - 1L)
            .layerPartBlob(SdkBytes.fromByteArray(blob))
            .build(),
        UploadLayerPartResponse.class);
    String digest = Layers.digest(blob);
    try {
      calls.call(
          "CompleteLayerUpload",
          CompleteLayerUploadRequest.builder()
              .repositoryName("shop")
              .uploadId(id)
              .layerDigests(digest)
              .build(),
          CompleteLayerUploadResponse.class);
    } catch (AwsError e) {
      assertThat(e.code()).isEqualTo("LayerAlreadyExistsException");
    }
    return digest;
  }
}
