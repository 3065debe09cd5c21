package dev.signalbox.local.build;

import dev.signalbox.local.api.AwsError;
import dev.signalbox.local.api.Place;
import dev.signalbox.local.api.Secrets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.codebuild.model.Build;
import software.amazon.awssdk.services.codebuild.model.EnvironmentVariable;
import software.amazon.awssdk.services.codebuild.model.EnvironmentVariableType;

/**
 * The variables a build sees: few of this machine's, CodeBuild's own, the buildspec's, the
 * project's, in the order of what overrides what.
 *
 * @param hidden told of every value that must not be read in the log
 */
record BuildEnvironment(Place place, Secrets secrets, Consumer<String> hidden) {
  private static final String RESERVED = "CODEBUILD_";
  private static final List<String> OF_THIS_MACHINE =
      List.of("LANG", "LC_ALL", "LC_CTYPE", "TZ", "SSL_CERT_FILE", "SSL_CERT_DIR");

  /** What any compile needs, and nothing else of what we know. */
  static Map<String, String> ofThisMachine(BuildDirectories directories, Map<String, String> ours) {
    Map<String, String> variables = new LinkedHashMap<>();
    OF_THIS_MACHINE.forEach(
        name -> Optional.ofNullable(ours.get(name)).ifPresent(it -> variables.put(name, it)));
    Path java = Path.of(System.getProperty("java.home"));
    variables.put("JAVA_HOME", java.toString());
    variables.put(
        "PATH",
        java.resolve("bin") + ":" + ours.getOrDefault("PATH", "/usr/local/bin:/usr/bin:/bin"));
    variables.put("HOME", directories.home().toString());
    variables.put("TMPDIR", directories.temporary().toString());
    return variables;
  }

  /** CodeBuild's own. */
  static Map<String, String> ofBuild(Build build, BuildDirectories directories) {
    Map<String, String> variables = new LinkedHashMap<>();
    variables.put("CODEBUILD_BUILD_ARN", build.arn());
    variables.put("CODEBUILD_BUILD_ID", build.id());
    variables.put("CODEBUILD_BUILD_IMAGE", build.environment().image());
    variables.put("CODEBUILD_BUILD_NUMBER", String.valueOf(build.buildNumber()));
    variables.put("CODEBUILD_BUILD_SUCCEEDING", "1");
    variables.put("CODEBUILD_CI", "true");
    variables.put("CODEBUILD_INITIATOR", build.initiator());
    variables.put("CODEBUILD_KMS_KEY_ID", text(build.encryptionKey()));
    variables.put("CODEBUILD_LOG_PATH", build.id().substring(build.id().indexOf(':') + 1));
    variables.put("CODEBUILD_RESOLVED_SOURCE_VERSION", text(build.resolvedSourceVersion()));
    variables.put("CODEBUILD_SOURCE_REPO_URL", text(build.source().location()));
    variables.put("CODEBUILD_SOURCE_VERSION", text(build.sourceVersion()));
    variables.put("CODEBUILD_SRC_DIR", directories.source().toString());
    variables.put("CODEBUILD_START_TIME", String.valueOf(build.startTime().toEpochMilli()));
    return variables;
  }

  private static String text(@Nullable String value) {
    return value == null ? "" : value;
  }

  /** The buildspec's, overridden by the project's and the start's. */
  Map<String, String> given(Buildspec spec, List<EnvironmentVariable> project) {
    Map<String, String> variables = new LinkedHashMap<>(spec.variables());
    spec.parameters().forEach((name, parameter) -> variables.put(name, parameter(parameter)));
    spec.secrets().forEach((name, reference) -> variables.put(name, secret(reference)));
    project.forEach(variable -> variables.put(variable.name(), value(variable)));
    variables.keySet().removeIf(name -> name.startsWith(RESERVED));
    return variables;
  }

  private String value(EnvironmentVariable variable) {
    return switch (Optional.ofNullable(variable.type()).orElse(EnvironmentVariableType.PLAINTEXT)) {
      case PARAMETER_STORE -> parameter(variable.value());
      case SECRETS_MANAGER -> secret(variable.value());
      default -> variable.value();
    };
  }

  private String parameter(String name) {
    try {
      return hide(secrets.parameter(place, name));
    } catch (AwsError e) {
      throw new PhaseFailure(
          "Decrypted Variables Error",
          e.code().equals("ParameterNotFound")
              ? "parameter does not exist: " + name
              : e.code() + ": " + e.getMessage());
    }
  }

  private String secret(String reference) {
    try {
      return hide(secrets.secret(place, reference));
    } catch (AwsError e) {
      throw new PhaseFailure("Secrets Manager Error", e.code() + ": " + e.getMessage());
    }
  }

  private String hide(String value) {
    hidden.accept(value);
    return value;
  }
}
