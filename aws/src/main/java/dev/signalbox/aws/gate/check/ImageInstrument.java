package dev.signalbox.aws.gate.check;

import dev.signalbox.aws.client.Calls;
import dev.signalbox.core.gate.Subject;
import dev.signalbox.core.gate.check.ImageFindings;
import dev.signalbox.core.gate.check.ImageFindings.Image;
import dev.signalbox.core.gate.check.ImageScan;
import dev.signalbox.core.gate.check.Observation;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.ecr.model.DescribeImageScanFindingsResponse;
import software.amazon.awssdk.services.ecr.model.ImageNotFoundException;
import software.amazon.awssdk.services.ecr.model.ScanNotFoundException;
import software.amazon.awssdk.services.ecs.model.Attribute;
import software.amazon.awssdk.services.ecs.model.Container;
import software.amazon.awssdk.services.ecs.model.Task;

/** Reads what ECR found in the images that green's tasks run, by their digests. */
record ImageInstrument(Services services, Watching watching) {
  private static final Duration EVERY = Duration.ofSeconds(10);
  private static final Pattern OF_ECR =
      Pattern.compile("([0-9]{12})\\.dkr\\.ecr\\.[a-z0-9-]+\\.[a-z.]+(?::[0-9]+)?/([^:@]+).*");
  private static final String ARCHITECTURE = "ecs.cpu-architecture";
  private static final String NEVER = "it was never scanned";
  private static final Set<String> UNSCANNED = Set.of(NEVER, "UNSUPPORTED_IMAGE");

  Observation observe(ImageScan probe, Subject subject, Instant deadline)
      throws InterruptedException {
    if (!(subject.workload() instanceof Subject.Service service)) {
      return new Observation.Missing("A function has no images that ECR scans");
    }
    if (subject.green().isEmpty()) {
      return new Observation.Missing("The new version has no tasks yet");
    }
    Subject.Version green = subject.green().get();
    return watching.watch(probe, EVERY, deadline, () -> findings(service, green), List::getLast);
  }

  /** A tag may move: what counts is what the containers say that they run. */
  ImageFindings findings(Subject.Service service, Subject.Version green) {
    return new ImageFindings(
        new Tasks(services)
            .running(service, green).stream()
                .flatMap(task -> task.containers().stream().map(c -> Running.of(task, c)))
                .distinct()
                .sorted(Comparator.comparing(Running::toString))
                .flatMap(running -> images(running).stream())
                .toList());
  }

  private record Running(
      String container, String image, String digest, Optional<String> architecture) {
    static Running of(Task task, Container container) {
      return new Running(
          String.valueOf(container.name()),
          String.valueOf(container.image()),
          Optional.ofNullable(container.imageDigest()).orElse(""),
          task.attributes().stream()
              .filter(attribute -> ARCHITECTURE.equals(attribute.name()))
              .map(Attribute::value)
              .findFirst());
    }
  }

  private List<Image> images(Running running) {
    Matcher ecr = OF_ECR.matcher(running.image());
    if (!ecr.matches()) {
      return List.of(new Image(running.container(), running.image(), "it is not in ECR", Map.of()));
    }
    if (running.digest().isEmpty()) {
      // A task that has not pulled it yet.
      return List.of(new Image(running.container(), running.image(), "PENDING", Map.of()));
    }
    return images(running, ecr.group(1), ecr.group(2));
  }

  /** ECR scans no index, but the images that it leads to. */
  private List<Image> images(Running running, String registry, String repository) {
    Image image = scan(running.container(), registry, repository, running.digest());
    return UNSCANNED.contains(image.status())
        ? ImageIndex.of(services, registry, repository, running.digest())
            .map(index -> index.on(running.architecture()))
            .filter(digests -> !digests.isEmpty())
            .map(digests ->
                digests.stream()
                    .map(digest -> scan(running.container(), registry, repository, digest))
                    .toList())
            .orElseGet(() -> List.of(image))
        : List.of(image);
  }

  private Image scan(String container, String registry, String repository, String digest) {
    String name = repository + "@" + digest;
    return Calls.call(
        "read the scan of " + name,
        "The gate's role needs ecr:DescribeImageScanFindings",
        () -> {
          try {
            DescribeImageScanFindingsResponse scan =
                services
                    .ecr()
                    .describeImageScanFindings(r ->
                        r.registryId(registry)
                            .repositoryName(repository)
                            .imageId(id -> id.imageDigest(digest))
                            .maxResults(1));
            return new Image(
                container,
                name,
                String.valueOf(scan.imageScanStatus().statusAsString()),
                counts(scan));
          } catch (ScanNotFoundException e) {
            return new Image(container, name, NEVER, Map.of());
          } catch (ImageNotFoundException e) {
            return new Image(container, name, "ECR does not have it", Map.of());
          }
        });
  }

  private static Map<String, Integer> counts(DescribeImageScanFindingsResponse scan) {
    return scan.imageScanFindings() == null
        ? Map.of()
        : scan.imageScanFindings().findingSeverityCountsAsStrings().entrySet().stream()
            .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }
}
