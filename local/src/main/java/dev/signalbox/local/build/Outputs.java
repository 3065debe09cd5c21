package dev.signalbox.local.build;

import dev.signalbox.local.api.AwsError;
import dev.signalbox.local.api.Objects;
import dev.signalbox.local.build.Buildspec.Output;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.services.codebuild.model.ArtifactNamespace;
import software.amazon.awssdk.services.codebuild.model.ArtifactPackaging;
import software.amazon.awssdk.services.codebuild.model.ArtifactsType;
import software.amazon.awssdk.services.codebuild.model.BuildArtifacts;
import software.amazon.awssdk.services.codebuild.model.ProjectArtifacts;

/** Where a build that no pipeline started leaves its artifacts. */
record Outputs(Objects objects, String buildId, Path packed) {

  /**
   * Puts the files where the project wants them.
   *
   * @param output the part of the buildspec that names them, with its variables filled in
   * @throws PhaseFailure when they cannot be put there
   */
  BuildArtifacts upload(ProjectArtifacts wanted, Output output, SortedMap<String, Path> files)
      throws IOException {
    BuildArtifacts.Builder artifacts = described(wanted, Optional.of(output)).toBuilder();
    if (wanted.type() != ArtifactsType.S3) {
      return artifacts.build();
    }
    String key = key(wanted, Optional.of(output));
    if (wanted.packaging() == ArtifactPackaging.ZIP) {
      Path zip = ArtifactZip.pack(files, Files.createTempDirectory(packed, "s3-").resolve("a.zip"));
      put(wanted.location(), key, zip);
      artifacts.sha256sum(hash(zip, "SHA-256")).md5sum(hash(zip, "MD5"));
    } else {
      for (Map.Entry<String, Path> file : files.entrySet()) {
        put(wanted.location(), join(key, file.getKey()), file.getValue());
      }
    }
    return artifacts.build();
  }

  /** How a build shows its artifacts before there are any. */
  BuildArtifacts described(ProjectArtifacts wanted, Optional<Output> output) {
    BuildArtifacts.Builder artifacts =
        BuildArtifacts.builder()
            .artifactIdentifier(wanted.artifactIdentifier())
            .overrideArtifactName(wanted.overrideArtifactName())
            .encryptionDisabled(wanted.encryptionDisabled());
    if (wanted.type() == ArtifactsType.S3) {
      artifacts.location("arn:aws:s3:::" + wanted.location() + "/" + key(wanted, output));
    } else {
      artifacts.location("");
    }
    return artifacts.build();
  }

  private String key(ProjectArtifacts wanted, Optional<Output> output) {
    boolean namedByBuildspec = Boolean.TRUE.equals(wanted.overrideArtifactName());
    String name =
        output
            .flatMap(Output::name)
            .filter(_ -> namedByBuildspec)
            .or(() -> Optional.ofNullable(wanted.name()))
            .orElse("");
    boolean ofBuild = wanted.namespaceType() == ArtifactNamespace.BUILD_ID;
    List<String> parts = new ArrayList<>();
    parts.add(wanted.path() == null ? "" : wanted.path());
    parts.add(ofBuild ? buildId.substring(buildId.indexOf(':') + 1) : "");
    parts.add(name);
    return join(parts.toArray(String[]::new));
  }

  private static String join(String... parts) {
    return Stream.of(parts)
        .map(part -> part.replaceAll("^/+|/+$", ""))
        .filter(part -> !part.isEmpty())
        .collect(Collectors.joining("/"));
  }

  private void put(String bucket, String key, Path file) {
    try {
      objects.put(bucket, key, file, Map.of());
    } catch (AwsError e) {
      throw PhaseFailure.client(
          "Error in UPLOAD_ARTIFACTS phase: " + e.code() + ": " + e.getMessage());
    }
  }

  private static String hash(Path file, String algorithm) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      DigestInputStream digest = new DigestInputStream(in, MessageDigest.getInstance(algorithm));
      digest.transferTo(OutputStream.nullOutputStream());
      return HexFormat.of().formatHex(digest.getMessageDigest().digest());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every JDK has " + algorithm, e);
    }
  }
}
