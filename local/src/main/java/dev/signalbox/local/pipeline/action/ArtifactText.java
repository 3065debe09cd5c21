package dev.signalbox.local.pipeline.action;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.signalbox.local.api.AwsError;
import dev.signalbox.local.pipeline.run.Artifact;
import dev.signalbox.local.pipeline.run.Work;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** Reads a file out of an input artifact. */
record ArtifactText(Artifacts artifacts) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int LARGEST = 3 * 1024 * 1024;

  /**
   * @param artifact the name of an input artifact
   * @throws AwsError when that is not an input, or has no such file, or a too large one
   */
  String read(Work work, String artifact, String path) {
    Artifact input =
        work.inputs().stream()
            .filter(it -> it.name().equals(artifact))
            .findFirst()
            .orElseThrow(() -> invalid("'" + artifact + "' is not one of the input artifacts"));
    try (ZipFile zip = new ZipFile(artifacts.fetch(input).toFile())) {
      ZipEntry entry = zip.getEntry(path);
      if (entry == null) {
        throw invalid("Did not find the file '%s' in the artifact '%s'".formatted(path, artifact));
      }
      return text(zip, entry, artifact);
    } catch (IOException e) {
      throw invalid("The artifact '%s' cannot be read: %s".formatted(artifact, e.getMessage()));
    }
  }

  // What the entry says of its size is not believed.
  private static String text(ZipFile zip, ZipEntry entry, String artifact) throws IOException {
    try (InputStream in = zip.getInputStream(entry)) {
      byte[] bytes = in.readNBytes(LARGEST + 1);
      if (bytes.length > LARGEST) {
        throw invalid(
            "The file '%s' of the artifact '%s' is larger than 3 MB"
                .formatted(entry.getName(), artifact));
      }
      return new String(bytes, StandardCharsets.UTF_8);
    }
  }

  JsonNode json(Work work, String artifact, String path) {
    try {
      return JSON.readTree(read(work, artifact, path));
    } catch (JsonProcessingException e) {
      throw invalid(
          "The file '%s' of the artifact '%s' is not valid JSON".formatted(path, artifact));
    }
  }

  static AwsError invalid(String message) {
    return AwsError.of("ConfigurationError", message);
  }
}
