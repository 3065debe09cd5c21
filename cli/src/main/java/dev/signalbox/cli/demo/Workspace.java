package dev.signalbox.cli.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A working copy on which the user's own git works, untouched by the user's own git settings. */
final class Workspace {
  private final Path directory;
  private final Map<String, String> environment;

  private Workspace(Path directory, Map<String, String> environment) {
    this.directory = directory;
    this.environment = environment;
  }

  /**
   * Copies {@code files} into an empty {@code directory} and makes it a repository on branch main.
   *
   * @param remote where it pushes to, with an access key as user and password
   */
  static Workspace create(
      Path directory, Path files, URI remote, String accessKeyId, String secretAccessKey) {
    Workspace workspace =
        new Workspace(
            directory,
            Map.ofEntries(
                Map.entry("GIT_CONFIG_GLOBAL", "/dev/null"),
                Map.entry("GIT_CONFIG_SYSTEM", "/dev/null"),
                Map.entry("GIT_TERMINAL_PROMPT", "0"),
                Map.entry("GIT_AUTHOR_NAME", "Ada Demo"),
                Map.entry("GIT_AUTHOR_EMAIL", "ada@example.com"),
                Map.entry("GIT_COMMITTER_NAME", "Ada Demo"),
                Map.entry("GIT_COMMITTER_EMAIL", "ada@example.com"),
                Map.entry("SIGNALBOX_DEMO_USER", accessKeyId),
                Map.entry("SIGNALBOX_DEMO_PASSWORD", secretAccessKey)));
    copy(files, directory);
    workspace.git("init", "--quiet", "--initial-branch=main");
    workspace.git("remote", "add", "origin", remote.toString());
    workspace.git(
        "config",
        "credential.helper",
        "!f() { echo \"username=$SIGNALBOX_DEMO_USER\"; echo \"password=$SIGNALBOX_DEMO_PASSWORD\";"
            + " }; f");
    return workspace;
  }

  void change(Step.Change change) {
    Path file = directory.resolve(change.file());
    try {
      Files.writeString(file, change.in(Files.readString(file)));
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot change " + change.file(), e);
    }
  }

  /** Commits everything and returns the commit's id. */
  String commit(String message) {
    git("add", "--all");
    git("commit", "--quiet", "--message", message);
    return git("rev-parse", "HEAD").strip();
  }

  void push() {
    git("push", "--quiet", "origin", "main");
  }

  private String git(String... arguments) {
    List<String> command = new ArrayList<>(List.of("git"));
    command.addAll(List.of(arguments));
    ProcessBuilder builder =
        new ProcessBuilder(command).directory(directory.toFile()).redirectErrorStream(true);
    builder.environment().keySet().removeIf(name -> name.startsWith("GIT_"));
    builder.environment().putAll(environment);
    try {
      Process process = builder.start();
      process.getOutputStream().close();
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (process.waitFor() != 0) {
        throw new IllegalStateException("git " + arguments[0] + " failed:\n" + output);
      }
      return output;
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot run git: is it installed and on the PATH?", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while git " + arguments[0] + " ran", e);
    }
  }

  private static void copy(Path from, Path to) {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : (Iterable<Path>) files::iterator) {
        Path target = to.resolve(from.relativize(file).toString());
        if (Files.isDirectory(file)) {
          Files.createDirectories(target);
        } else {
          Files.copy(file, target);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot copy " + from + " to " + to, e);
    }
  }
}
