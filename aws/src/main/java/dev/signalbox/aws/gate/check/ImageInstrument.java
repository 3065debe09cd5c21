package dev.signalbox.aws.gate.check;

import dev.signalbox.aws.client.Calls;
import dev.signalbox.core.gate.Subject;
import dev.signalbox.core.gate.check.ImageFindings;
import dev.signalbox.core.gate.check.ImageFindings.Image;
import dev.signalbox.core.gate.check.ImageScan;
import dev.signalbox.core.gate.check.Observation;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.ecr.model.DescribeImageScanFindingsResponse;
import software.amazon.awssdk.services.ecr.model.ImageNotFoundException;
import software.amazon.awssdk.services.ecr.model.ScanNotFoundException;
import software.amazon.awssdk.services.ecs.model.Container;

/** Reads what ECR found in the images that green's tasks run, by their digests. */
record ImageInstrument(Services services, Watching watching) {
  private static final Duration EVERY = Duration.ofSeconds(10);
  private static final Pattern OF_ECR =
      Pattern.compile("([0-9]{12})\\.dkr\\.ecr\\.[a-z0-9-]+\\.[a-z.]+(?::[0-9]+)?/([^:@]+).*");

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
  private ImageFindings findings(Subject.Service service, Subject.Version green) {
    return new ImageFindings(
        new Tasks(services)
            .running(service, green).stream()
                .flatMap(task -> task.containers().stream())
                .map(Running::of)
                .distinct()
                .sorted((a, b) -> a.toString().compareTo(b.toString()))
                .map(this::image)
                .toList());
  }

  private record Running(String container, String image, String digest) {
    static Running of(Container container) {
      return new Running(
          String.valueOf(container.name()),
          String.valueOf(container.image()),
          Optional.ofNullable(container.imageDigest()).orElse(""));
    }
  }

  private Image image(Running running) {
    Matcher ecr = OF_ECR.matcher(running.image());
    if (!ecr.matches()) {
      return new Image(running.container(), running.image(), "it is not in ECR", Map.of());
    }
    String name = ecr.group(2) + "@" + running.digest();
    if (running.digest().isEmpty()) {
      // A task that has not pulled it yet.
      return new Image(running.container(), running.image(), "PENDING", Map.of());
    }
    return scan(running, ecr.group(1), ecr.group(2), name);
  }

  private Image scan(Running running, String registry, String repository, String name) {
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
                            .imageId(id -> id.imageDigest(running.digest()))
                            .maxResults(1));
            return new Image(
                running.container(),
                name,
                String.valueOf(scan.imageScanStatus().statusAsString()),
                counts(scan));
          } catch (ScanNotFoundException e) {
            return new Image(running.container(), name, "it was never scanned", Map.of());
          } catch (ImageNotFoundException e) {
            return new Image(running.container(), name, "ECR does not have it", Map.of());
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
