package dev.signalbox.local.lambda;

import dev.signalbox.local.lambda.FunctionRecord.Configuration;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.lambda.model.CreateFunctionRequest;
import software.amazon.awssdk.services.lambda.model.DeadLetterConfig;
import software.amazon.awssdk.services.lambda.model.Environment;
import software.amazon.awssdk.services.lambda.model.LoggingConfig;
import software.amazon.awssdk.services.lambda.model.UpdateFunctionConfigurationRequest;

/** A function's configuration as calls of the API give it. */
final class Settings {
  private Settings() {}

  static Configuration of(String name, CreateFunctionRequest request) {
    Optional<LoggingConfig> logging = Optional.ofNullable(request.loggingConfig());
    return new Configuration(
        or(request.description(), ""),
        or(request.runtimeAsString(), ""),
        or(request.handler(), ""),
        or(request.timeout(), 3),
        or(request.memorySize(), 128),
        environment(request.environment()).orElse(Map.of()),
        role(request.role()),
        logging.map(LoggingConfig::logGroup).orElse("/aws/lambda/" + name),
        logging.map(LoggingConfig::logFormatAsString).orElse("Text"),
        logging.map(LoggingConfig::applicationLogLevelAsString).orElse("INFO"),
        logging.map(LoggingConfig::systemLogLevelAsString).orElse("INFO"),
        deadLetters(request.deadLetterConfig()).orElse(""));
  }

  /** What the request does not name stays. */
  static Configuration changed(Configuration now, UpdateFunctionConfigurationRequest request) {
    Optional<LoggingConfig> logging = Optional.ofNullable(request.loggingConfig());
    return new Configuration(
        or(request.description(), now.description()),
        or(request.runtimeAsString(), now.runtime()),
        or(request.handler(), now.handler()),
        or(request.timeout(), now.timeoutSeconds()),
        or(request.memorySize(), now.memoryMegabytes()),
        environment(request.environment()).orElse(now.environment()),
        Optional.ofNullable(request.role()).map(Settings::role).orElse(now.role()),
        logging.map(LoggingConfig::logGroup).orElse(now.logGroup()),
        logging.map(LoggingConfig::logFormatAsString).orElse(now.logFormat()),
        logging.map(LoggingConfig::applicationLogLevelAsString).orElse(now.applicationLogLevel()),
        logging.map(LoggingConfig::systemLogLevelAsString).orElse(now.systemLogLevel()),
        deadLetters(request.deadLetterConfig()).orElse(now.deadLetters()));
  }

  private static <T> T or(@Nullable T given, T otherwise) {
    return Optional.ofNullable(given).orElse(otherwise);
  }

  private static String role(String arn) {
    return arn.substring(arn.lastIndexOf('/') + 1);
  }

  private static Optional<Map<String, String>> environment(@Nullable Environment environment) {
    return Optional.ofNullable(environment).map(Environment::variables);
  }

  private static Optional<String> deadLetters(@Nullable DeadLetterConfig config) {
    return Optional.ofNullable(config).map(it -> or(it.targetArn(), ""));
  }
}
