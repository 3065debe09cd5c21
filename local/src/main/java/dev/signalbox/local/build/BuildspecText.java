package dev.signalbox.local.build;

import dev.signalbox.local.api.AwsError;
import dev.signalbox.local.api.Objects;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a build's buildspec is: in the project itself, in a file of the source, in S3.
 *
 * @param where what a build says where it read it
 */
record BuildspecText(String where, String text) {
  private static final Pattern OBJECT = Pattern.compile("arn:[\\w-]+:s3:::([^/]+)/(.+)");
  private static final int LARGEST = 1_000_000;

  static BuildspecText of(Optional<String> declared, Path source, Objects objects)
      throws IOException {
    String spec = declared.map(String::strip).filter(it -> !it.isEmpty()).orElse("buildspec.yml");
    Matcher object = OBJECT.matcher(spec);
    if (object.matches()) {
      return new BuildspecText(spec, read(stored(object, objects)));
    }
    if (isInline(spec)) {
      return new BuildspecText("the project", declared.orElse(""));
    }
    try {
      Path file = source.resolve(spec).normalize();
      if (!file.startsWith(source) || !Files.isRegularFile(file)) {
        throw new PhaseFailure("YAML_FILE_ERROR", "YAML file does not exist: " + spec);
      }
      return new BuildspecText(spec, read(file));
    } catch (InvalidPathException e) {
      throw new PhaseFailure("YAML_FILE_ERROR", "YAML file does not exist: " + spec);
    }
  }

  private static boolean isInline(String spec) {
    return spec.contains("\n") || spec.startsWith("{") || spec.startsWith("version:");
  }

  private static Path stored(Matcher object, Objects objects) {
    try {
      return objects
          .get(object.group(1), object.group(2), Optional.empty())
          .orElseThrow(() ->
              new PhaseFailure("YAML_FILE_ERROR", "YAML file does not exist: " + object.group()))
          .file();
    } catch (AwsError e) {
      throw new PhaseFailure("YAML_FILE_ERROR", e.code() + ": " + e.getMessage());
    }
  }

  private static String read(Path file) throws IOException {
    if (Files.size(file) > LARGEST) {
      throw new PhaseFailure("YAML_FILE_ERROR", "YAML file is larger than " + LARGEST + " bytes");
    }
    try {
      return Files.readString(file);
    } catch (CharacterCodingException e) {
      throw new PhaseFailure("YAML_FILE_ERROR", "YAML file is not UTF-8");
    }
  }
}
