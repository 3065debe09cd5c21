package dev.signalbox.aws.gate.check;

import dev.signalbox.aws.client.Calls;
import dev.signalbox.aws.json.Tree;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.ecr.model.BatchGetImageResponse;
import software.amazon.awssdk.services.ecr.model.ImageIdentifier;

/**
 * One name for an image on several platforms: what ECR scans are the images that it leads to.
 *
 * @param images by their digests
 */
record ImageIndex(List<Entry> images) {
  private static final List<String> TYPES =
      List.of(
          "application/vnd.oci.image.index.v1+json",
          "application/vnd.docker.distribution.manifest.list.v2+json");

  /** ECS's names of architectures, as images have them. */
  private static final Map<String, String> ARCHITECTURES =
      Map.of("x86_64", "amd64", "arm64", "arm64");

  /** An image for a platform. */
  record Entry(String digest, String system, String architecture) {
    private static Entry of(Tree manifest) {
      return new Entry(
          manifest.at("digest").text().orElse(""),
          manifest.at("platform", "os").text().orElse(""),
          manifest.at("platform", "architecture").text().orElse(""));
    }

    /** Signatures and lists of parts lie beside the images; nothing of them runs. */
    private boolean runs() {
      return !system.equals("unknown") && !architecture.equals("unknown");
    }
  }

  ImageIndex {
    images = List.copyOf(images);
  }

  /** What a digest is the name of, unless that is an image by itself, or gone. */
  static Optional<ImageIndex> of(
      Services services, String registry, String repository, String digest) {
    BatchGetImageResponse answer =
        Calls.call(
            "read what %s@%s leads to".formatted(repository, digest),
            "The gate's role needs ecr:BatchGetImage",
            () ->
                services
                    .ecr()
                    .batchGetImage(r ->
                        r.registryId(registry)
                            .repositoryName(repository)
                            .imageIds(
                                List.of(ImageIdentifier.builder().imageDigest(digest).build()))
                            .acceptedMediaTypes(TYPES)));
    return answer.images().stream().findFirst().flatMap(image -> parsed(image.imageManifest()));
  }

  private static Optional<ImageIndex> parsed(String manifest) {
    try {
      return Tree.read(manifest.getBytes(StandardCharsets.UTF_8))
          .at("manifests")
          .items()
          .map(entries ->
              new ImageIndex(entries.stream().map(Entry::of).filter(Entry::runs).toList()));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** The digests of what a task runs; of all of them where nothing tells its platform. */
  List<String> on(Optional<String> architecture) {
    Optional<String> wanted = architecture.map(name -> ARCHITECTURES.getOrDefault(name, name));
    List<Entry> fitting =
        images.stream()
            .filter(entry -> wanted.map(entry.architecture()::equals).orElse(true))
            .toList();
    return (fitting.isEmpty() ? images : fitting).stream().map(Entry::digest).toList();
  }
}
