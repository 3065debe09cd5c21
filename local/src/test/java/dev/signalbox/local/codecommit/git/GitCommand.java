package dev.signalbox.local.codecommit.git;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The real git in one working directory, deaf to the settings of whoever runs the tests. */
public final class GitCommand {
  /** How a command ended; git speaks to people on the error stream, so both are here. */
  public record Outcome(int exitCode, String output) {}

  private final Path directory;

  public GitCommand(Path directory) {
    this.directory = directory;
  }

  /** A new repository there, on branch main. */
  public static GitCommand init(Path directory) {
    try {
      Files.createDirectories(directory);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    GitCommand git = new GitCommand(directory);
    git.run("init", "-q", "-b", "main");
    return git;
  }

  public Path directory() {
    return directory;
  }

  /** What it printed; the test fails when git does. */
  public String run(String... arguments) {
    Outcome outcome = outcome(arguments);
    assertThat(outcome.exitCode()).as("git %s: %s", List.of(arguments), outcome.output()).isZero();
    return outcome.output().strip();
  }

  public Outcome outcome(String... arguments) {
    return ended(Map.of(), "", arguments);
  }

  /** Hands git names in bytes, which arguments are not on every machine. */
  public void fastImport(String commands) {
    Outcome outcome = ended(Map.of(), commands, "fast-import", "--quiet");
    assertThat(outcome.exitCode()).as(outcome.output()).isZero();
  }

  public Outcome outcome(Map<String, String> environment, String... arguments) {
    return ended(environment, "", arguments);
  }

  private Outcome ended(Map<String, String> environment, String input, String... arguments) {
    List<String> command = new ArrayList<>(List.of("git"));
    command.addAll(
        List.of("-c", "user.name=Ada", "-c", "user.email=ada@example.com", "-c", "gc.auto=0"));
    command.addAll(List.of(arguments));
    try {
      ProcessBuilder builder =
          new ProcessBuilder(command).directory(directory.toFile()).redirectErrorStream(true);
      builder.environment().remove("AWS_PROFILE");
      builder.environment().put("HOME", directory.toString());
      builder.environment().put("GIT_CONFIG_NOSYSTEM", "1");
      builder.environment().put("GIT_TERMINAL_PROMPT", "0");
      builder.environment().putAll(environment);
      Process process = builder.start();
      try (var in = process.getOutputStream()) {
        in.write(input.getBytes(StandardCharsets.UTF_8));
      }
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(process.waitFor(2, TimeUnit.MINUTES)).as("git %s ends", command).isTrue();
      return new Outcome(process.exitValue(), output);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  public GitCommand write(String file, String text) {
    return write(file, text.getBytes(StandardCharsets.UTF_8));
  }

  public GitCommand write(String file, byte[] bytes) {
    try {
      Path path = directory.resolve(file);
      Files.createDirectories(path.getParent());
      Files.write(path, bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return this;
  }

  /** The new commit's id. */
  public String commit(String message) {
    run("add", "-A");
    run("commit", "-q", "--allow-empty", "-m", message);
    return head();
  }

  public String head() {
    return run("rev-parse", "HEAD");
  }
}
