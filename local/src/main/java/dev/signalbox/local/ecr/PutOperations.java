package dev.signalbox.local.ecr;

import dev.signalbox.local.api.AwsError;
import dev.signalbox.local.api.Caller;
import dev.signalbox.local.api.Clock;
import dev.signalbox.local.api.Service;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ecr.model.Image;
import software.amazon.awssdk.services.ecr.model.PutImageRequest;
import software.amazon.awssdk.services.ecr.model.PutImageResponse;

/** The operation by which a manifest becomes an image, or an image gets one more tag. */
final class PutOperations {
  private static final String TAG = "[a-zA-Z0-9_][a-zA-Z0-9._-]{0,127}";

  private final Repositories repositories;
  private final ImageHouse images;
  private final Layers layers;
  private final Scans scans;
  private final ImageEvents events;
  private final Clock clock;

  PutOperations(
      Repositories repositories,
      ImageHouse images,
      Layers layers,
      Scans scans,
      ImageEvents events,
      Clock clock) {
    this.repositories = repositories;
    this.images = images;
    this.layers = layers;
    this.scans = scans;
    this.events = events;
    this.clock = clock;
  }

  void addTo(Service service) {
    service.on("PutImage", PutImageRequest::builder, this::put);
  }

  private PutImageResponse put(Caller caller, PutImageRequest request) {
    Repository repository =
        repositories.forCaller(caller, request.registryId(), request.repositoryName(), "PutImage");
    Optional<String> tag = Optional.ofNullable(request.imageTag());
    if (tag.filter(it -> !it.matches(TAG)).isPresent()) {
      throw EcrError.invalidParameter("'imageTag' failed validation: it must be " + TAG);
    }
    String digest = digest(request.imageManifest(), request.imageDigest());
    Manifest manifest =
        Manifest.parse(
            request.imageManifest(), Optional.ofNullable(request.imageManifestMediaType()));
    requireParts(repository, manifest);
    StoredImage image = stored(repository, manifest, digest, request.imageManifest(), tag);
    events.pushed(repository, image, tag);
    if (repository.scanOnPush() && manifest.config().isPresent()) {
      scans.start(repository, image);
    }
    return PutImageResponse.builder()
        .image(
            Image.builder()
                .registryId(repository.place().account())
                .repositoryName(repository.name())
                .imageId(it -> it.imageDigest(digest).imageTag(tag.orElse(null)))
                .imageManifest(image.manifest())
                .imageManifestMediaType(image.mediaType())
                .build())
        .build();
  }

  private static String digest(String manifest, @Nullable String expected) {
    String digest = Layers.digest(manifest.getBytes(StandardCharsets.UTF_8));
    if (expected != null && !expected.equals(digest)) {
      throw AwsError.of(
          "ImageDigestDoesNotMatchException",
          "The image digest '" + expected + "' is not the manifest's, which is '" + digest + "'");
    }
    return digest;
  }

  private void requireParts(Repository repository, Manifest manifest) {
    List<String> missing =
        manifest
            .blobs()
            .map(Manifest.Blob::digest)
            .filter(it -> layers.find(repository, it).isEmpty())
            .toList();
    if (!missing.isEmpty()) {
      throw AwsError.of(
          "LayersNotFoundException",
          "The layers "
              + missing
              + " do not exist in the repository with name '"
              + repository.name()
              + "' in the registry with id '"
              + repository.place().account()
              + "'");
    }
    List<String> absent =
        manifest.images().stream()
            .map(Manifest.Blob::digest)
            .filter(it -> images.byDigest(repository, it).isEmpty())
            .toList();
    if (!absent.isEmpty()) {
      throw AwsError.of(
          "ReferencedImagesNotFoundException",
          "The manifest refers to images that are not in the repository: " + absent);
    }
  }

  // One at a time: a tag stands at one image only.
  private synchronized StoredImage stored(
      Repository repository, Manifest manifest, String digest, String text, Optional<String> tag) {
    Optional<StoredImage> known = images.byDigest(repository, digest);
    Optional<StoredImage> holder = tag.flatMap(it -> images.byTag(repository, it));
    requireNew(repository, known, holder, tag, digest);
    tag.ifPresent(
        it -> holder.ifPresent(other -> images.update(other, image -> image.without(it))));
    StoredImage image = known.orElseGet(() -> fresh(repository, manifest, digest, text));
    StoredImage tagged = tag.map(image::with).orElse(image);
    images.put(tagged);
    return tagged;
  }

  private StoredImage fresh(Repository repository, Manifest manifest, String digest, String text) {
    long size =
        manifest
            .blobs()
            .map(it -> layers.find(repository, it.digest()).orElseThrow())
            .mapToLong(it -> it.toFile().length())
            .sum();
    return new StoredImage(
        repository.key(),
        digest,
        text,
        manifest.mediaType(),
        new TreeSet<>(),
        size,
        clock.instant(),
        Optional.empty(),
        Optional.empty());
  }

  private static void requireNew(
      Repository repository,
      Optional<StoredImage> known,
      Optional<StoredImage> holder,
      Optional<String> tag,
      String digest) {
    boolean sameTag = holder.filter(it -> it.digest().equals(digest)).isPresent();
    if (known.isPresent() && (tag.isEmpty() || sameTag)) {
      throw AwsError.of(
          "ImageAlreadyExistsException",
          "Image with digest '"
              + digest
              + "'"
              + tag.map(it -> " and tag '" + it + "'").orElse("")
              + " already exists in the repository with name '"
              + repository.name()
              + "' in registry with id '"
              + repository.place().account()
              + "'");
    }
    if (holder.isPresent() && repository.immutable()) {
      throw AwsError.of(
          "ImageTagAlreadyExistsException",
          "The image tag '"
              + tag.orElse("")
              + "' already exists in the '"
              + repository.name()
              + "' repository and cannot be overwritten because the tag is immutable.");
    }
  }
}
