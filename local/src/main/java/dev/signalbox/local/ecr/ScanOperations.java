package dev.signalbox.local.ecr;

import dev.signalbox.local.api.AwsError;
import dev.signalbox.local.api.Caller;
import dev.signalbox.local.api.Clock;
import dev.signalbox.local.api.Paging;
import dev.signalbox.local.api.Paging.Page;
import dev.signalbox.local.api.Service;
import java.time.Duration;
import software.amazon.awssdk.services.ecr.model.DescribeImageScanFindingsRequest;
import software.amazon.awssdk.services.ecr.model.DescribeImageScanFindingsResponse;
import software.amazon.awssdk.services.ecr.model.ImageScanFinding;
import software.amazon.awssdk.services.ecr.model.ImageScanFindings;
import software.amazon.awssdk.services.ecr.model.ImageScanStatus;
import software.amazon.awssdk.services.ecr.model.StartImageScanRequest;
import software.amazon.awssdk.services.ecr.model.StartImageScanResponse;

/** The operations on the scans of images. */
final class ScanOperations {
  private static final Duration AGAIN_AFTER = Duration.ofHours(24);
  private static final Paging PAGES =
      new Paging(
          "findings", 100, 1000, () -> EcrError.invalidParameter("'nextToken' failed validation"));

  private final Repositories repositories;
  private final ImageIds ids;
  private final Scans scans;
  private final Clock clock;

  ScanOperations(Repositories repositories, ImageHouse images, Scans scans, Clock clock) {
    this.repositories = repositories;
    this.ids = new ImageIds(images);
    this.scans = scans;
    this.clock = clock;
  }

  void addTo(Service service) {
    service
        .on("StartImageScan", StartImageScanRequest::builder, this::start)
        .on("DescribeImageScanFindings", DescribeImageScanFindingsRequest::builder, this::describe);
  }

  static ImageScanStatus status(Scan scan) {
    return ImageScanStatus.builder().status(scan.status()).description(scan.description()).build();
  }

  private StartImageScanResponse start(Caller caller, StartImageScanRequest request) {
    Repository repository =
        repositories.forCaller(
            caller, request.registryId(), request.repositoryName(), "StartImageScan");
    StoredImage image = ids.get(repository, request.imageId());
    if (image
        .scan()
        .filter(it -> it.started().plus(AGAIN_AFTER).isAfter(clock.instant()))
        .isPresent()) {
      throw AwsError.of(
          "LimitExceededException",
          "The scan quota per image has been exceeded. Wait and try again.");
    }
    if (Manifest.parse(image.manifest(), java.util.Optional.of(image.mediaType()))
        .config()
        .isEmpty()) {
      throw AwsError.of("UnsupportedImageTypeException", "An index of images cannot be scanned");
    }
    return StartImageScanResponse.builder()
        .registryId(repository.place().account())
        .repositoryName(repository.name())
        .imageId(request.imageId().toBuilder().imageDigest(image.digest()).build())
        .imageScanStatus(status(scans.start(repository, image)))
        .build();
  }

  private DescribeImageScanFindingsResponse describe(
      Caller caller, DescribeImageScanFindingsRequest request) {
    Repository repository =
        repositories.forCaller(
            caller, request.registryId(), request.repositoryName(), "DescribeImageScanFindings");
    StoredImage image = ids.get(repository, request.imageId());
    Scan scan =
        image
            .scan()
            .orElseThrow(() ->
                AwsError.of(
                    "ScanNotFoundException",
                    "Image scan does not exist for the image with '"
                        + ImageIds.printed(request.imageId())
                        + "' in the repository with name '"
                        + repository.name()
                        + "' in the registry with id '"
                        + repository.place().account()
                        + "'"));
    Page<Scan.Finding> page =
        PAGES.page(scan.findings(), request.maxResults(), request.nextToken());
    return DescribeImageScanFindingsResponse.builder()
        .registryId(repository.place().account())
        .repositoryName(repository.name())
        .imageId(request.imageId().toBuilder().imageDigest(image.digest()).build())
        .imageScanStatus(status(scan))
        .imageScanFindings(scan.complete() ? findings(scan, page) : null)
        .nextToken(page.next())
        .build();
  }

  private static ImageScanFindings findings(Scan scan, Page<Scan.Finding> page) {
    return ImageScanFindings.builder()
        .imageScanCompletedAt(scan.completed().orElse(null))
        .vulnerabilitySourceUpdatedAt(scan.completed().orElse(null))
        .findingSeverityCountsWithStrings(scan.counts())
        .findings(
            page.items().stream()
                .map(it ->
                    ImageScanFinding.builder()
                        .name(it.name())
                        .severity(it.severity())
                        .description(it.description())
                        .uri(it.uri())
                        .build())
                .toList())
        .build();
  }
}
