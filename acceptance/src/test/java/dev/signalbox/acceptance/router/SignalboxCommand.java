package dev.signalbox.acceptance.router;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Our own command, as a process of its own with nothing but an environment. */
public record SignalboxCommand(URI endpoint, Path home) {
  /** How it ended and what it printed. */
  public record Ended(int exit, String out, String err) {}

  public Ended run(String... words) {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "dev.signalbox.cli.Signalbox"));
    command.addAll(List.of(words));
    var builder = new ProcessBuilder(command);
    builder.environment().clear();
    builder
        .environment()
        .putAll(
            Map.of(
                "CLASSPATH",
                System.getProperty("java.class.path"),
                "HOME",
                home.toString(),
                "LC_ALL",
                "C.UTF-8",
                "AWS_ENDPOINT_URL",
                endpoint.toString(),
                "AWS_ACCESS_KEY_ID",
                DeployedShop.ACCOUNT,
                "AWS_SECRET_ACCESS_KEY",
                "local",
                "AWS_REGION",
                DeployedShop.REGION,
                "AWS_EC2_METADATA_DISABLED",
                "true"));
    Path out = home.resolve("out");
    Path err = home.resolve("err");
    try {
      Process process = builder.redirectOutput(out.toFile()).redirectError(err.toFile()).start();
      process.getOutputStream().close();
      if (!process.waitFor(120, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new AssertionError("signalbox did not end: " + command);
      }
      return new Ended(process.exitValue(), Files.readString(out), Files.readString(err));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    }
  }
}
