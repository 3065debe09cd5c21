package dev.signalbox.local.ecr;

import dev.signalbox.local.api.Caller;
import dev.signalbox.local.api.Clock;
import dev.signalbox.local.api.Paging;
import dev.signalbox.local.api.Paging.Page;
import dev.signalbox.local.api.Service;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ecr.model.BatchDeleteImageRequest;
import software.amazon.awssdk.services.ecr.model.BatchDeleteImageResponse;
import software.amazon.awssdk.services.ecr.model.BatchGetImageRequest;
import software.amazon.awssdk.services.ecr.model.BatchGetImageResponse;
import software.amazon.awssdk.services.ecr.model.DescribeImagesRequest;
import software.amazon.awssdk.services.ecr.model.DescribeImagesResponse;
import software.amazon.awssdk.services.ecr.model.Image;
import software.amazon.awssdk.services.ecr.model.ImageDetail;
import software.amazon.awssdk.services.ecr.model.ImageFailure;
import software.amazon.awssdk.services.ecr.model.ImageFailureCode;
import software.amazon.awssdk.services.ecr.model.ImageIdentifier;
import software.amazon.awssdk.services.ecr.model.ImageScanFindingsSummary;
import software.amazon.awssdk.services.ecr.model.ListImagesRequest;
import software.amazon.awssdk.services.ecr.model.ListImagesResponse;
import software.amazon.awssdk.services.ecr.model.TagStatus;

/** The operations that read and delete images. */
final class ImageOperations {
  private static final Paging PAGES =
      new Paging(
          "images", 100, 1000, () -> EcrError.invalidParameter("'nextToken' failed validation"));

  private final Repositories repositories;
  private final ImageHouse images;
  private final ImageIds ids;
  private final ImageEvents events;
  private final Clock clock;

  ImageOperations(Repositories repositories, ImageHouse images, ImageEvents events, Clock clock) {
    this.repositories = repositories;
    this.images = images;
    this.ids = new ImageIds(images);
    this.events = events;
    this.clock = clock;
  }

  void addTo(Service service) {
    service
        .on("BatchGetImage", BatchGetImageRequest::builder, this::get)
        .on("DescribeImages", DescribeImagesRequest::builder, this::describe)
        .on("ListImages", ListImagesRequest::builder, this::list)
        .on("BatchDeleteImage", BatchDeleteImageRequest::builder, this::delete);
  }

  private BatchGetImageResponse get(Caller caller, BatchGetImageRequest request) {
    Repository repository =
        repositories.forCaller(
            caller, request.registryId(), request.repositoryName(), "BatchGetImage");
    List<Image> found = new ArrayList<>();
    List<ImageFailure> failures = new ArrayList<>();
    for (ImageIdentifier id : request.imageIds()) {
      Optional<StoredImage> image = ids.find(repository, id);
      image.ifPresent(it -> images.update(it, stored -> stored.pulledAt(clock.instant())));
      image.ifPresentOrElse(
          it -> found.add(image(repository, it, id)), () -> failures.add(ImageIds.failure(id)));
    }
    return BatchGetImageResponse.builder().images(found).failures(failures).build();
  }

  private static Image image(Repository repository, StoredImage image, ImageIdentifier id) {
    return Image.builder()
        .registryId(repository.place().account())
        .repositoryName(repository.name())
        .imageId(it -> it.imageDigest(image.digest()).imageTag(id.imageTag()))
        .imageManifest(image.manifest())
        .imageManifestMediaType(image.mediaType())
        .build();
  }

  private DescribeImagesResponse describe(Caller caller, DescribeImagesRequest request) {
    Repository repository =
        repositories.forCaller(
            caller, request.registryId(), request.repositoryName(), "DescribeImages");
    List<StoredImage> found =
        request.hasImageIds()
            ? request.imageIds().stream().map(it -> ids.get(repository, it)).distinct().toList()
            : tagged(repository, request.filter() == null ? null : request.filter().tagStatus());
    Page<StoredImage> page = PAGES.page(found, request.maxResults(), request.nextToken());
    return DescribeImagesResponse.builder()
        .imageDetails(page.items().stream().map(it -> detail(repository, it)).toList())
        .nextToken(page.next())
        .build();
  }

  private List<StoredImage> tagged(Repository repository, @Nullable TagStatus status) {
    return images.of(repository).stream()
        .filter(it ->
            status == null
                || status == TagStatus.ANY
                || it.tags().isEmpty() == (status == TagStatus.UNTAGGED))
        .toList();
  }

  private static ImageDetail detail(Repository repository, StoredImage image) {
    return ImageDetail.builder()
        .registryId(repository.place().account())
        .repositoryName(repository.name())
        .imageDigest(image.digest())
        .imageTags(image.tags().isEmpty() ? null : image.tags())
        .imageSizeInBytes(image.size())
        .imagePushedAt(image.pushed())
        .lastRecordedPullTime(image.pulled().orElse(null))
        .imageManifestMediaType(image.mediaType())
        .imageScanStatus(image.scan().map(ScanOperations::status).orElse(null))
        .imageScanFindingsSummary(
            image.scan().filter(Scan::complete).map(ImageOperations::summary).orElse(null))
        .build();
  }

  private static ImageScanFindingsSummary summary(Scan scan) {
    return ImageScanFindingsSummary.builder()
        .imageScanCompletedAt(scan.completed().orElse(null))
        .findingSeverityCountsWithStrings(scan.counts())
        .build();
  }

  private ListImagesResponse list(Caller caller, ListImagesRequest request) {
    Repository repository =
        repositories.forCaller(
            caller, request.registryId(), request.repositoryName(), "ListImages");
    List<ImageIdentifier> found =
        tagged(repository, request.filter() == null ? null : request.filter().tagStatus()).stream()
            .flatMap(ImageOperations::identifiers)
            .toList();
    Page<ImageIdentifier> page = PAGES.page(found, request.maxResults(), request.nextToken());
    return ListImagesResponse.builder().imageIds(page.items()).nextToken(page.next()).build();
  }

  private static Stream<ImageIdentifier> identifiers(StoredImage image) {
    ImageIdentifier untagged = ImageIdentifier.builder().imageDigest(image.digest()).build();
    return image.tags().isEmpty()
        ? Stream.of(untagged)
        : image.tags().stream().map(tag -> untagged.toBuilder().imageTag(tag).build());
  }

  private BatchDeleteImageResponse delete(Caller caller, BatchDeleteImageRequest request) {
    Repository repository =
        repositories.forCaller(
            caller, request.registryId(), request.repositoryName(), "BatchDeleteImage");
    List<ImageIdentifier> gone = new ArrayList<>();
    List<ImageFailure> failures = new ArrayList<>();
    for (ImageIdentifier id : request.imageIds()) {
      Optional<StoredImage> image = ids.find(repository, id);
      if (image.isEmpty()) {
        failures.add(ImageIds.failure(id));
      } else if (references(repository, image.get())) {
        failures.add(
            ImageFailure.builder()
                .imageId(id)
                .failureCode(ImageFailureCode.IMAGE_REFERENCED_BY_MANIFEST_LIST)
                .failureReason("Requested image referenced by manifest list")
                .build());
      } else {
        gone.addAll(deleted(repository, image.get(), id));
      }
    }
    return BatchDeleteImageResponse.builder().imageIds(gone).failures(failures).build();
  }

  /** By its tag an image loses that tag, and with its last one itself; by its digest all. */
  private List<ImageIdentifier> deleted(
      Repository repository, StoredImage image, ImageIdentifier id) {
    if (id.imageDigest() == null && image.tags().size() > 1) {
      images.update(image, it -> it.without(id.imageTag()));
      events.deleted(repository, image, Optional.of(id.imageTag()));
      return List.of(id.toBuilder().imageDigest(image.digest()).build());
    }
    images.remove(image);
    events.deleted(repository, image, image.tags().stream().findFirst());
    return identifiers(image).toList();
  }

  private boolean references(Repository repository, StoredImage image) {
    return images.of(repository).stream()
        .flatMap(it -> Manifest.parse(it.manifest(), Optional.of(it.mediaType())).images().stream())
        .anyMatch(it -> it.digest().equals(image.digest()));
  }
}
