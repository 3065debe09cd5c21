package dev.signalbox.local.codedeploy.inplace;

import dev.signalbox.local.api.AwsError;
import dev.signalbox.local.api.Objects;
import dev.signalbox.local.archive.Unpacking;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.codedeploy.model.S3Location;

/** A revision in S3: an archive with an {@code appspec.yml}. */
record Bundle(Objects objects, S3Location location) {
  private static final String SPEC = "appspec.yml";
  private static final long LARGEST_SPEC = 1 << 20;

  void unpack(Path archive) throws IOException, Ill {
    Objects.Stored stored = found();
    Site.delete(archive);
    Files.createDirectories(archive);
    Unpacking unpacking = new Unpacking(archive);
    try {
      if (location.bundleTypeAsString().equals("zip")) {
        unpacking.addZip(stored.file());
      } else {
        unpacking.addTar(stored.file());
      }
    } catch (IOException e) {
      throw Ill.of("The bundle cannot be unpacked: " + e.getMessage());
    }
  }

  private Objects.Stored found() throws Ill {
    try {
      Optional<Objects.Stored> stored =
          objects.get(location.bucket(), location.key(), Optional.ofNullable(location.version()));
      if (stored.isEmpty()) {
        throw Ill.of("The specified key does not exist: " + location.key());
      }
      if (location.eTag() != null && !unquoted(location.eTag()).equals(etag(stored.get()))) {
        throw Ill.of("The bundle's ETag is not the one that was given");
      }
      return stored.get();
    } catch (AwsError e) {
      throw Ill.of(e.code() + ": " + e.getMessage());
    }
  }

  private static String etag(Objects.Stored stored) {
    return unquoted(stored.etag());
  }

  private static String unquoted(String etag) {
    return etag.replace("\"", "");
  }

  static ServerSpec spec(Path archive, String existing) throws IOException, Ill {
    Path file = archive.resolve(SPEC);
    if (!Files.isRegularFile(file) || !file.toRealPath().startsWith(archive.toRealPath())) {
      throw Ill.of(
          "The CodeDeploy agent did not find an AppSpec file within the unpacked revision directory"
              + " at revision-relative path \""
              + SPEC
              + "\".");
    }
    if (Files.size(file) > LARGEST_SPEC) {
      throw Ill.of("The AppSpec file is larger than 1 MiB");
    }
    try {
      return ServerSpecReader.read(Files.readString(file), existing);
    } catch (CharacterCodingException e) {
      throw Ill.of("The AppSpec file is not UTF-8");
    } catch (IOException e) {
      throw Ill.of(String.valueOf(e.getMessage()));
    }
  }

  /** As scripts see it. */
  Map<String, String> variables() {
    Map<String, String> variables = new HashMap<>();
    variables.put("BUNDLE_BUCKET", location.bucket());
    variables.put("BUNDLE_KEY", location.key());
    variables.put("BUNDLE_VERSION", Optional.ofNullable(location.version()).orElse(""));
    variables.put("BUNDLE_ETAG", Optional.ofNullable(location.eTag()).orElse(""));
    return variables;
  }
}
