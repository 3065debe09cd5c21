package dev.signalbox.core.gate.check;

import dev.signalbox.core.gate.Finding.Figure;
import dev.signalbox.core.gate.Finding.Result;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What is known of every image that green's tasks run. */
public record ImageFindings(List<Image> images) implements Measured {
  private static final Set<String> SCANNED = Set.of("COMPLETE", "ACTIVE");
  private static final Set<String> SOON = Set.of("IN_PROGRESS", "PENDING");

  public ImageFindings {
    images = List.copyOf(images);
  }

  /**
   * An image.
   *
   * @param name with the digest that runs
   * @param status of its scan, as ECR says it, or why there is none
   * @param counts of findings by their severity
   */
  public record Image(String container, String name, String status, Map<String, Integer> counts) {
    public Image {
      counts = Map.copyOf(counts);
    }
  }

  Ruling judge(ImageScan probe) {
    if (images.isEmpty()) {
      return Ruling.of(Result.WAIT, "No task runs yet whose images could be told");
    }
    List<Figure> figures = figures(probe);
    for (Image image : images) {
      if (SCANNED.contains(image.status())) {
        Optional<String> tooMany = tooMany(probe, image);
        if (tooMany.isPresent()) {
          return Ruling.of(Result.FAIL, tooMany.get(), figures);
        }
      }
    }
    Optional<Image> never =
        images.stream()
            .filter(i -> !SCANNED.contains(i.status()) && !SOON.contains(i.status()))
            .findFirst();
    if (never.isPresent()) {
      return Ruling.of(
          probe.lenient() ? Result.INCONCLUSIVE : Result.FAIL,
          "Nothing is known of %s of container '%s': %s"
              .formatted(never.get().name(), never.get().container(), never.get().status()),
          figures);
    }
    return images.stream()
        .filter(i -> SOON.contains(i.status()))
        .findFirst()
        .map(i -> Ruling.of(Result.WAIT, "%s is still being scanned".formatted(i.name()), figures))
        .orElseGet(() ->
            Ruling.of(
                Result.PASS,
                "%d images have no more findings than they may".formatted(images.size()),
                figures));
  }

  private static Optional<String> tooMany(ImageScan probe, Image image) {
    return ImageScan.SEVERITIES.stream()
        .filter(severity ->
            probe.most().containsKey(severity)
                && image.counts().getOrDefault(severity, 0) > probe.most().get(severity))
        .findFirst()
        .map(severity ->
            "%s of container '%s' has %d findings of severity %s, not %d at most"
                .formatted(
                    image.name(),
                    image.container(),
                    image.counts().get(severity),
                    severity,
                    probe.most().get(severity)));
  }

  private List<Figure> figures(ImageScan probe) {
    List<Figure> figures = new ArrayList<>();
    for (String severity : ImageScan.SEVERITIES) {
      if (probe.most().containsKey(severity)) {
        int all = images.stream().mapToInt(i -> i.counts().getOrDefault(severity, 0)).sum();
        figures.add(new Figure(severity, all, ""));
      }
    }
    return figures;
  }
}
