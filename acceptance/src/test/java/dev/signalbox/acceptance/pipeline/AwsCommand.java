package dev.signalbox.acceptance.pipeline;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The AWS command line that is installed on this machine, pointed at {@code local}. */
public record AwsCommand(URI endpoint, Path home) {

  /** How a command ended. */
  public record Ended(int code, String output, String errors) {
    public JsonNode json() {
      if (code != 0) {
        throw new AssertionError("exit code " + code + ": " + errors);
      }
      try {
        return output.isBlank() ? MissingNode.getInstance() : new ObjectMapper().readTree(output);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    /** The code in {@code An error occurred (Code) when calling …}; the whole text without one. */
    public String errorCode() {
      int open = errors.indexOf("error occurred (");
      return open < 0
          ? "exit code " + code + ": " + errors
          : errors.substring(open + "error occurred (".length(), errors.indexOf(')', open));
    }
  }

  public static boolean installed() {
    String path = System.getenv().getOrDefault("PATH", "");
    return Stream.of(path.split(File.pathSeparator, -1))
        .filter(it -> !it.isEmpty())
        .anyMatch(it -> Files.isExecutable(Path.of(it, "aws")));
  }

  public Ended run(String... words) {
    List<String> command = new ArrayList<>(List.of("aws"));
    command.addAll(List.of(words));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder
        .environment()
        .putAll(
            Map.of(
                "AWS_ENDPOINT_URL", endpoint.toString(),
                "AWS_ACCESS_KEY_ID", "111111111111",
                "AWS_SECRET_ACCESS_KEY", "local",
                "AWS_DEFAULT_REGION", "eu-west-1",
                "AWS_REGION", "eu-west-1",
                "AWS_DEFAULT_OUTPUT", "json",
                "AWS_CONFIG_FILE", home.resolve("config").toString(),
                "AWS_SHARED_CREDENTIALS_FILE", home.resolve("credentials").toString(),
                "AWS_PAGER", "",
                "AWS_EC2_METADATA_DISABLED", "true"));
    builder.environment().remove("AWS_SESSION_TOKEN");
    builder.environment().remove("AWS_PROFILE");
    Path output = home.resolve("output");
    Path errors = home.resolve("errors");
    try {
      Process process =
          builder.redirectOutput(output.toFile()).redirectError(errors.toFile()).start();
      process.getOutputStream().close();
      if (!process.waitFor(120, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new AssertionError("aws did not end: " + command);
      }
      return new Ended(process.exitValue(), read(output), read(errors));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    }
  }

  private static String read(Path file) throws IOException {
    return Files.readString(file, StandardCharsets.UTF_8);
  }
}
