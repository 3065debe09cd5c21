package dev.signalbox.local.lambda;

import dev.signalbox.local.api.AwsError;
import dev.signalbox.local.api.Logs;
import dev.signalbox.local.api.Roles;
import dev.signalbox.local.lambda.FunctionRecord.Configuration;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/** Starts functions' processes as Lambda would: unpacked, with their role and their environment. */
record Starter(Path unpacked, Roles roles, Logs logs, Supplier<URI> address) {
  private static final Duration CREDENTIALS = Duration.ofHours(12);

  Worker start(FunctionRecord function) {
    String stream =
        LocalDate.now(ZoneOffset.UTC).toString().replace('-', '/')
            + "/["
            + function.version()
            + "]"
            + UUID.randomUUID().toString().replace("-", "");
    return Worker.start(
        function,
        code(function),
        RuntimeFiles.in(unpacked),
        environment(function, stream),
        line -> logs.append(function.place(), function.configuration().logGroup(), stream, line));
  }

  private FunctionCode code(FunctionRecord function) {
    try {
      return FunctionCode.unpacked(Path.of(function.code().path()), unpacked);
    } catch (IllegalArgumentException e) {
      throw new AwsError(
          "InvalidZipFileException", 502, Optional.ofNullable(e.getMessage()).orElse(""));
    }
  }

  private Map<String, String> environment(FunctionRecord function, String stream) {
    Configuration configuration = function.configuration();
    Map<String, String> environment = new HashMap<>(lambdas(function, stream));
    if (configuration.logsJson()) {
      environment.put("AWS_LAMBDA_LOG_FORMAT", "JSON");
      environment.put("AWS_LAMBDA_LOG_LEVEL", configuration.applicationLogLevel());
    }
    if (!configuration.role().isEmpty()) {
      Roles.Credentials credentials =
          roles.actAs(function.place(), configuration.role(), function.name(), CREDENTIALS);
      environment.put("AWS_ACCESS_KEY_ID", credentials.accessKeyId());
      environment.put("AWS_SECRET_ACCESS_KEY", credentials.secretAccessKey());
      environment.put("AWS_SESSION_TOKEN", credentials.sessionToken());
    }
    environment.putAll(configuration.environment());
    return environment;
  }

  private Map<String, String> lambdas(FunctionRecord function, String stream) {
    Configuration configuration = function.configuration();
    return Map.ofEntries(
        Map.entry("PATH", "/usr/local/bin:/usr/bin:/bin"),
        Map.entry("LANG", "en_US.UTF-8"),
        Map.entry("TZ", ":UTC"),
        Map.entry("_HANDLER", configuration.handler()),
        Map.entry("AWS_EXECUTION_ENV", "AWS_Lambda_" + configuration.runtime()),
        Map.entry("AWS_REGION", function.region()),
        Map.entry("AWS_DEFAULT_REGION", function.region()),
        Map.entry("AWS_LAMBDA_FUNCTION_NAME", function.name()),
        Map.entry("AWS_LAMBDA_FUNCTION_VERSION", function.version()),
        Map.entry(
            "AWS_LAMBDA_FUNCTION_MEMORY_SIZE", Integer.toString(configuration.memoryMegabytes())),
        Map.entry("AWS_LAMBDA_INITIALIZATION_TYPE", "on-demand"),
        Map.entry("AWS_LAMBDA_LOG_GROUP_NAME", configuration.logGroup()),
        Map.entry("AWS_LAMBDA_LOG_STREAM_NAME", stream),
        Map.entry("AWS_ENDPOINT_URL", address.get().toString()));
  }
}
