package dev.signalbox.core.gate.check;

import java.util.List;
import java.util.Map;

/**
 * What a scan found in the images that green runs.
 *
 * @param most how many findings there may be, by their severity; of others there may be any
 * @param lenient whether an image that cannot be scanned leaves the check without an answer, where
 *     it else fails
 */
public record ImageScan(Map<String, Integer> most, boolean lenient) implements Probe {
  /** As ECR has them, the worst first. */
  public static final List<String> SEVERITIES =
      List.of("CRITICAL", "HIGH", "MEDIUM", "LOW", "INFORMATIONAL", "UNDEFINED");

  public ImageScan {
    most = Map.copyOf(most);
    if (most.isEmpty() || !SEVERITIES.containsAll(most.keySet())) {
      throw new IllegalArgumentException(
          "An image is held against severities: " + String.join(", ", SEVERITIES));
    }
  }

  @Override
  public String kind() {
    return "image-scan";
  }
}
