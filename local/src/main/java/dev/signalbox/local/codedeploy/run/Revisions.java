package dev.signalbox.local.codedeploy.run;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.signalbox.local.api.AwsError;
import dev.signalbox.local.api.Objects;
import dev.signalbox.local.codedeploy.appspec.AppSpecReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.codedeploy.model.BundleType;
import software.amazon.awssdk.services.codedeploy.model.RevisionLocation;
import software.amazon.awssdk.services.codedeploy.model.S3Location;

/** Reads AppSpec files from where revisions say they are. */
public record Revisions(Objects objects) {
  private static final long LARGEST = 1 << 20;

  /**
   * @throws AwsError RevisionDoesNotExistException, InvalidRevisionException
   */
  public String appSpec(RevisionLocation revision) {
    return switch (revision.revisionType()) {
      case STRING -> checked(revision.string().content(), revision.string().sha256());
      case APP_SPEC_CONTENT ->
          checked(revision.appSpecContent().content(), revision.appSpecContent().sha256());
      case S3 -> stored(revision.s3Location());
      default ->
          throw AwsError.notImplemented(
              "codedeploy", "revisions of type " + revision.revisionTypeAsString());
    };
  }

  private static String checked(@Nullable String content, @Nullable String sha256) {
    if (content == null || content.isBlank()) {
      throw AppSpecReader.invalid("it is empty");
    }
    sum(content, sha256);
    return content;
  }

  /**
   * The content's SHA-256.
   *
   * @param given what it has to be; null for anything
   * @throws AwsError InvalidRevisionException
   */
  public static String sum(String content, @Nullable String given) {
    String sum = sha256(content);
    if (given != null && !given.equalsIgnoreCase(sum)) {
      throw AppSpecReader.invalid("its SHA-256 is not the one that was given");
    }
    return sum;
  }

  public static String sha256(String content) {
    try {
      return HexFormat.of()
          .formatHex(MessageDigest.getInstance("SHA-256").digest(content.getBytes(UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every JDK has SHA-256", e);
    }
  }

  private String stored(S3Location location) {
    if (location.bundleType() != BundleType.YAML && location.bundleType() != BundleType.JSON) {
      throw AppSpecReader.invalid("bundleType of s3Location must be YAML or JSON");
    }
    Objects.Stored object =
        found(location)
            .orElseThrow(() ->
                AwsError.of(
                    "RevisionDoesNotExistException",
                    "There is no object %s in bucket %s"
                        .formatted(location.key(), location.bucket())));
    if (location.eTag() != null && !unquoted(location.eTag()).equals(unquoted(object.etag()))) {
      throw AppSpecReader.invalid("its ETag is not the one that was given");
    }
    try {
      if (Files.size(object.file()) > LARGEST) {
        throw AppSpecReader.invalid("it is larger than 1 MiB");
      }
      return Files.readString(object.file());
    } catch (java.nio.charset.CharacterCodingException e) {
      throw AppSpecReader.invalid("it is not UTF-8");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Optional<Objects.Stored> found(S3Location location) {
    try {
      return objects.get(
          location.bucket(), location.key(), Optional.ofNullable(location.version()));
    } catch (AwsError e) {
      return Optional.empty();
    }
  }

  private static String unquoted(String etag) {
    return etag.replace("\"", "");
  }
}
