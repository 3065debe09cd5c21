package dev.signalbox.local.pipeline.action;

import dev.signalbox.local.api.Objects;
import dev.signalbox.local.pipeline.run.External;
import dev.signalbox.local.pipeline.run.Outcome;
import dev.signalbox.local.pipeline.run.Provider;
import dev.signalbox.local.pipeline.run.Report;
import dev.signalbox.local.pipeline.run.Work;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/** Puts an artifact into a bucket: as it is, or each of its files. */
public final class S3Deploy implements Provider {
  private final Objects objects;
  private final Artifacts artifacts;

  public S3Deploy(Objects objects, Artifacts artifacts) {
    this.objects = objects;
    this.artifacts = artifacts;
  }

  @Override
  public void begin(Work work, Report report) {
    report.ended(deploy(work));
  }

  private Outcome deploy(Work work) {
    String bucket = work.required("BucketName");
    Optional<String> key = work.setting("ObjectKey");
    boolean extract = work.required("Extract").equalsIgnoreCase("true");
    if (!extract && key.isEmpty()) {
      return Outcome.failed("ConfigurationError", "ObjectKey is needed where Extract is not true");
    }
    if (!objects.bucketExists(bucket)) {
      return Outcome.failed(
          "ConfigurationError", "The bucket '%s' does not exist".formatted(bucket));
    }
    Path zip = artifacts.fetch(work.inputs().getFirst());
    if (extract) {
      try {
        extract(zip, bucket, key.map(S3Deploy::folder).orElse(""));
      } catch (ZipException e) {
        return Outcome.failed("JobFailed", "The artifact is not a zip: " + e.getMessage());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    } else {
      objects.put(bucket, key.orElseThrow(), zip, Map.of());
    }
    return Outcome.succeeded(
        External.NONE
            .withSummary("Deployment Succeeded")
            .withUrl("https://s3.console.aws.amazon.com/s3/buckets/" + bucket));
  }

  private static String folder(String key) {
    return key.endsWith("/") ? key : key + "/";
  }

  private void extract(Path zip, String bucket, String folder) throws IOException {
    try (ZipFile file = new ZipFile(zip.toFile())) {
      for (ZipEntry entry : file.stream().filter(it -> !it.isDirectory()).toList()) {
        Artifacts.withFile(copy -> {
          try (InputStream content = file.getInputStream(entry)) {
            Files.copy(content, copy);
          }
          return objects.put(bucket, folder + entry.getName(), copy, Map.of());
        });
      }
    }
  }
}
