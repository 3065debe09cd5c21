package dev.signalbox.local.codecommit;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The real git, working in one directory, without its user's settings. */
public record GitClient(Path directory, String user, String password) {

  /** What git printed, both streams, and how it ended. */
  public record Ended(int exit, String output) {}

  public static GitClient init(Path directory, URI remote) {
    GitClient git = new GitClient(directory, "111111111111", "local");
    git.run("init", "--quiet", "--initial-branch=main");
    git.run("remote", "add", "origin", remote.toString());
    return git;
  }

  public String run(String... arguments) {
    Ended ended = attempt(arguments);
    if (ended.exit() != 0) {
      throw new AssertionError("git " + String.join(" ", arguments) + " failed: " + ended.output());
    }
    return ended.output().strip();
  }

  public Ended attempt(String... arguments) {
    List<String> command =
        new ArrayList<>(
            List.of(
                "git",
                "-c",
                "credential.helper=!f() { echo \"username=$GIT_TEST_USER\"; echo"
                    + " \"password=$GIT_TEST_PASSWORD\"; }; f"));
    command.addAll(List.of(arguments));
    ProcessBuilder builder =
        new ProcessBuilder(command).directory(directory.toFile()).redirectErrorStream(true);
    builder
        .environment()
        .putAll(
            Map.of(
                "GIT_CONFIG_GLOBAL", "/dev/null",
                "GIT_CONFIG_SYSTEM", "/dev/null",
                "GIT_TERMINAL_PROMPT", "0",
                "GIT_AUTHOR_NAME", "Test",
                "GIT_AUTHOR_EMAIL", "test@example.com",
                "GIT_COMMITTER_NAME", "Test",
                "GIT_COMMITTER_EMAIL", "test@example.com"));
    builder
        .environment()
        .putAll(Map.of("GIT_TEST_USER", user, "GIT_TEST_PASSWORD", password, "LC_ALL", "C"));
    try {
      Process process = builder.start();
      process.getOutputStream().close();
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return new Ended(process.waitFor(), output);
    } catch (IOException e) {
      throw new AssertionError("git must be on the PATH", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  public String commit(String file, String text) {
    try {
      Path path = directory.resolve(file);
      Files.createDirectories(path.getParent());
      Files.writeString(path, text);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    run("add", "--all");
    run("commit", "--quiet", "--message", "Change " + file);
    return run("rev-parse", "HEAD");
  }
}
