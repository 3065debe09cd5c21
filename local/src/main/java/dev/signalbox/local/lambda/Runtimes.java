package dev.signalbox.local.lambda;

import dev.signalbox.local.lambda.FunctionRecord.Configuration;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Whether a function can be run at all: by Lambda, and here. */
final class Runtimes {
  private static final int LARGEST_ENVIRONMENT = 4096;

  private Runtimes() {}

  /** What Lambda sets itself. */
  private static final Set<String> RESERVED =
      Set.of(
          "_HANDLER",
          "_X_AMZN_TRACE_ID",
          "AWS_DEFAULT_REGION",
          "AWS_REGION",
          "AWS_EXECUTION_ENV",
          "AWS_LAMBDA_FUNCTION_NAME",
          "AWS_LAMBDA_FUNCTION_MEMORY_SIZE",
          "AWS_LAMBDA_FUNCTION_VERSION",
          "AWS_LAMBDA_INITIALIZATION_TYPE",
          "AWS_LAMBDA_LOG_GROUP_NAME",
          "AWS_LAMBDA_LOG_STREAM_NAME",
          "AWS_ACCESS_KEY",
          "AWS_ACCESS_KEY_ID",
          "AWS_SECRET_ACCESS_KEY",
          "AWS_SESSION_TOKEN",
          "AWS_LAMBDA_RUNTIME_API",
          "LAMBDA_TASK_ROOT",
          "LAMBDA_RUNTIME_DIR");

  /**
   * @throws dev.signalbox.local.api.AwsError InvalidParameterValueException
   */
  static void check(Configuration configuration) {
    if (configuration.runtime().isEmpty() || configuration.handler().isEmpty()) {
      throw Catalogue.invalid(
          "Runtime and Handler are mandatory parameters for functions created with deployment"
              + " packages.");
    }
    if (!configuration.runtime().matches("java(11|17|21|25)")) {
      throw Catalogue.invalid(
          "signalbox local runs Java functions (java11 to java25), not " + configuration.runtime());
    }
    check(configuration.environment());
  }

  private static void check(Map<String, String> environment) {
    Set<String> reserved = new TreeSet<>(environment.keySet());
    reserved.retainAll(RESERVED);
    if (!reserved.isEmpty()) {
      throw Catalogue.invalid(
          "Lambda was unable to configure your environment variables because the environment"
              + " variables you have provided contains reserved keys that are currently not"
              + " supported for modification. Reserved keys used in this request: "
              + String.join(", ", reserved));
    }
    int size =
        environment.entrySet().stream()
            .mapToInt(it -> it.getKey().length() + it.getValue().length())
            .sum();
    if (size > LARGEST_ENVIRONMENT) {
      throw Catalogue.invalid(
          "Lambda was unable to configure your environment variables because the environment"
              + " variables you have provided exceeded the 4KB limit.");
    }
  }
}
