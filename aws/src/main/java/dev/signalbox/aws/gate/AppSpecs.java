package dev.signalbox.aws.gate;

import dev.signalbox.aws.client.Calls;
import dev.signalbox.core.Refused;
import dev.signalbox.core.Unavailable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.codedeploy.model.AppSpecContent;
import software.amazon.awssdk.services.codedeploy.model.RevisionLocation;
import software.amazon.awssdk.services.codedeploy.model.S3Location;
import software.amazon.awssdk.services.s3.S3Client;

/** Reads the AppSpecs of deployments, wherever these have them from. */
public final class AppSpecs {
  /** More than any AppSpec has. */
  private static final int LARGEST = 256 * 1024;

  private static final Set<String> TEXTS = Set.of("YAML", "JSON");

  private final Supplier<S3Client> s3;

  /**
   * @param s3 asked for only where an AppSpec is in a bucket
   */
  public AppSpecs(Supplier<S3Client> s3) {
    this.s3 = s3;
  }

  /**
   * The text of an AppSpec; nothing where the revision has none that could be read.
   *
   * @throws Refused where it is in a bucket and may not be read, or is not there
   * @throws Unavailable where the bucket does not answer
   */
  @SuppressWarnings("deprecation") // CodeDeploy still answers with it where it was given so.
  Optional<String> text(@Nullable RevisionLocation revision) {
    if (revision == null) {
      return Optional.empty();
    }
    return Optional.ofNullable(revision.appSpecContent())
        .map(AppSpecContent::content)
        .or(() -> Optional.ofNullable(revision.string()).map(string -> string.content()))
        .or(() ->
            Optional.ofNullable(revision.s3Location())
                .filter(location -> TEXTS.contains(location.bundleTypeAsString()))
                .map(this::stored));
  }

  /** The very version that is deployed, where the deployment says which. */
  private String stored(S3Location location) {
    String name = "s3://%s/%s".formatted(location.bucket(), location.key());
    byte[] content =
        Calls.call(
            "read the AppSpec " + name,
            "The gate's role needs s3:GetObject on arn:aws:s3:::%s/%s: does the template's"
                    .formatted(location.bucket(), location.key())
                + " RevisionObjectArns name it?",
            () -> read(location, name));
    if (content.length > LARGEST) {
      throw new Refused("The AppSpec %s is larger than %d bytes".formatted(name, LARGEST));
    }
    return new String(content, StandardCharsets.UTF_8);
  }

  /** As S3 wants it; CodeDeploy takes it with and without. */
  private static @Nullable String quoted(@Nullable String etag) {
    return etag == null ? null : "\"%s\"".formatted(etag.replace("\"", ""));
  }

  private byte[] read(S3Location location, String name) {
    try (var content =
        s3.get()
            .getObject(r ->
                r.bucket(location.bucket())
                    .key(location.key())
                    .versionId(location.version())
                    .ifMatch(quoted(location.eTag())))) {
      byte[] read = content.readNBytes(LARGEST + 1);
      if (read.length > LARGEST) {
        content.abort();
      }
      return read;
    } catch (IOException e) {
      throw new Unavailable("Cannot read the AppSpec " + name, e);
    }
  }
}
