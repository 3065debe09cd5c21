package dev.signalbox.local.ecr;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What a scan of an image came to.
 *
 * @param status IN_PROGRESS, COMPLETE, FAILED or UNSUPPORTED_IMAGE
 */
record Scan(
    String status,
    String description,
    Instant started,
    Optional<Instant> completed,
    List<Finding> findings) {
  /** A known weakness of something in the image. */
  record Finding(String name, String severity, String description, String uri) {}

  Scan {
    findings = List.copyOf(findings);
  }

  static Scan started(Instant now) {
    return new Scan("IN_PROGRESS", "", now, Optional.empty(), List.of());
  }

  boolean complete() {
    return status.equals("COMPLETE");
  }

  Map<String, Integer> counts() {
    Map<String, Integer> counts = new TreeMap<>();
    findings.forEach(it -> counts.merge(it.severity(), 1, Integer::sum));
    return counts;
  }
}
