package dev.signalbox.local.ecr;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.signalbox.local.archive.Unpacking;
import dev.signalbox.local.ecr.Scan.Finding;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Looks for weaknesses in an image: there is no database of them here, so those count that a file
 * in the image names, and an image without the file is one that cannot be scanned.
 */
record Scanner(Layers layers, Path workplace) {
  static final String FILE = "local-scan-findings.json";

  private static final long LARGEST = 1024 * 1024;
  private static final Set<String> SEVERITIES =
      Set.of("INFORMATIONAL", "LOW", "MEDIUM", "HIGH", "CRITICAL", "UNDEFINED");
  private static final JsonMapper JSON = new JsonMapper();

  /** What the scan that was started has found by now. */
  Scan scan(Repository repository, StoredImage image, Scan started, java.time.Instant now) {
    try {
      Optional<List<Finding>> findings = findings(repository, image);
      return findings
          .map(it ->
              new Scan(
                  "COMPLETE",
                  "The scan was completed successfully.",
                  started.started(),
                  Optional.of(now),
                  it))
          .orElseGet(() ->
              failed(
                  started,
                  "UNSUPPORTED_IMAGE",
                  "UnsupportedImageError: The operating system and/or package manager are not"
                      + " supported."));
    } catch (IOException e) {
      return failed(started, "FAILED", "The image cannot be scanned: " + e.getMessage());
    }
  }

  private static Scan failed(Scan started, String status, String description) {
    return new Scan(status, description, started.started(), Optional.empty(), List.of());
  }

  private Optional<List<Finding>> findings(Repository repository, StoredImage image)
      throws IOException {
    Path directory = Files.createTempDirectory(workplace, "scan-");
    try {
      Unpacking unpacking = new Unpacking(directory);
      Manifest manifest = Manifest.parse(image.manifest(), Optional.of(image.mediaType()));
      for (Manifest.Blob layer : manifest.layers()) {
        Optional<Path> file = layers.find(repository, layer.digest());
        unpacking.addTar(file.orElseThrow(() -> new IOException("a layer is gone")));
      }
      Path file = directory.resolve(FILE);
      return Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
          ? Optional.of(read(file))
          : Optional.empty();
    } finally {
      delete(directory);
    }
  }

  private static List<Finding> read(Path file) throws IOException {
    if (Files.size(file) > LARGEST) {
      throw new IOException(FILE + " is larger than " + LARGEST + " bytes");
    }
    JsonNode list = JSON.readTree(file.toFile());
    if (!list.isArray()) {
      throw new IOException(FILE + " is not a list");
    }
    List<Finding> findings = new ArrayList<>();
    for (JsonNode it : list) {
      String severity = it.path("severity").asText();
      if (!SEVERITIES.contains(severity)) {
        throw new IOException(FILE + " has a finding whose severity is none of " + SEVERITIES);
      }
      findings.add(
          new Finding(
              it.path("name").asText(),
              severity,
              it.path("description").asText(),
              it.path("uri").asText()));
    }
    return findings;
  }

  private static void delete(Path directory) {
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : (Iterable<Path>) files.sorted(Comparator.reverseOrder())::iterator) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot remove " + directory, e);
    }
  }
}
