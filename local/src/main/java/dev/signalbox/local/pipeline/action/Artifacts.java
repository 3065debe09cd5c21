package dev.signalbox.local.pipeline.action;

import dev.signalbox.local.api.AwsError;
import dev.signalbox.local.api.Objects;
import dev.signalbox.local.pipeline.run.Artifact;
import dev.signalbox.local.pipeline.run.Work;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Map;
import java.util.Optional;

/** The zips that actions hand to each other, in the pipeline's bucket. */
public final class Artifacts {
  private static final String LETTERS =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

  private final SecureRandom random = new SecureRandom();
  private final Objects objects;

  public Artifacts(Objects objects) {
    this.objects = objects;
  }

  /** A place for an output that is still to be made. */
  public Artifact place(Work work, String name) {
    StringBuilder suffix = new StringBuilder();
    random.ints(7, 0, LETTERS.length()).forEach(index -> suffix.append(LETTERS.charAt(index)));
    String key = cut(work.pipeline().name(), 20) + "/" + cut(name, 10) + "/" + suffix;
    return new Artifact(name, work.bucket(), key);
  }

  private static String cut(String text, int length) {
    return text.substring(0, Math.min(length, text.length()));
  }

  Artifact store(Work work, String name, Path zip) {
    Artifact artifact = place(work, name);
    objects.put(artifact.bucket(), artifact.key(), zip, Map.of());
    return artifact;
  }

  /**
   * @throws AwsError when it is not there any more
   */
  Path fetch(Artifact artifact) {
    return objects
        .get(artifact.bucket(), artifact.key(), Optional.empty())
        .orElseThrow(() ->
            AwsError.of(
                "NoSuchKey",
                "Artifact %s is not in bucket %s at %s"
                    .formatted(artifact.name(), artifact.bucket(), artifact.key())))
        .file();
  }

  /** What can be done with the path of a file that may be made there, and goes afterwards. */
  @FunctionalInterface
  interface Use<T> {
    T of(Path file) throws IOException;
  }

  static <T> T withFile(Use<T> use) {
    try {
      Path directory = Files.createTempDirectory("artifact");
      Path file = directory.resolve("artifact.zip");
      try {
        return use.of(file);
      } finally {
        Files.deleteIfExists(file);
        Files.deleteIfExists(directory);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
