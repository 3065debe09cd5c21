package dev.signalbox.local.ecs.task;

import dev.signalbox.local.process.Family;
import dev.signalbox.local.process.Session;
import dev.signalbox.local.process.Tether;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** A container's command as a process of this machine, with all that it starts. */
final class Program {
  private static final int LONGEST_LINE = 256 * 1024;
  private static final String MARK = "SIGNALBOX_TASK_PROCESS";

  private final Process process;
  private final Family family;
  private final Tether tether;
  private final CompletableFuture<Integer> exit;
  private final CompletableFuture<Void> printed = new CompletableFuture<>();

  /**
   * @param root where the image's files are: absolute paths mean them before this machine's
   * @param own all that works in there belongs to it
   * @throws IOException when there is no such program
   */
  Program(
      Path root,
      Path own,
      Path directory,
      List<String> command,
      Map<String, String> environment,
      Tether tether,
      Consumer<String> output)
      throws IOException {
    this.tether = tether;
    String mark = UUID.randomUUID().toString();
    process = started(located(root, directory, command, environment), directory, environment, mark);
    family = new Family(process.toHandle(), MARK + "=" + mark, own);
    tether.tie(process.pid());
    Thread.ofVirtual().name("output of " + command.getFirst()).start(() -> copy(output));
    exit = process.onExit().thenApplyAsync(it -> ended(), task -> Thread.ofVirtual().start(task));
  }

  private static Process started(
      List<String> command, Path directory, Map<String, String> environment, String mark)
      throws IOException {
    ProcessBuilder builder = new ProcessBuilder(Session.of(command)).redirectErrorStream(true);
    builder.directory(directory.toFile());
    builder.environment().clear();
    builder.environment().putAll(environment);
    builder.environment().put(MARK, mark);
    Process process = builder.start();
    process.getOutputStream().close();
    return process;
  }

  /** As a container's runtime looks for it, and fails where there is none. */
  private static List<String> located(
      Path root, Path directory, List<String> command, Map<String, String> environment)
      throws IOException {
    List<String> found = new ArrayList<>(command);
    String program = command.getFirst();
    if (!program.contains("/")) {
      for (String folder : environment.getOrDefault("PATH", "").split(":", -1)) {
        if (!folder.isEmpty() && Files.isExecutable(Path.of(folder, program))) {
          return found;
        }
      }
      throw new IOException("exec: \"" + program + "\": executable file not found in $PATH");
    }
    Path inImage =
        program.startsWith("/") ? root.resolve(program.substring(1)) : directory.resolve(program);
    Path file = Files.exists(inImage) ? inImage : directory.resolve(program);
    if (!Files.exists(file)) {
      throw new IOException("exec: \"" + program + "\": stat " + program + ": no such file");
    }
    if (!Files.isExecutable(file)) {
      throw new IOException("exec: \"" + program + "\": permission denied");
    }
    found.set(0, file.toString());
    return found;
  }

  private void copy(Consumer<String> output) {
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      StringBuilder line = new StringBuilder();
      for (int c = reader.read(); c >= 0; c = reader.read()) {
        if (c == '\n') {
          output.accept(line.toString());
          line.setLength(0);
        } else if (line.length() < LONGEST_LINE) {
          line.append((char) c);
        }
      }
      if (!line.isEmpty()) {
        output.accept(line.toString());
      }
    } catch (IOException e) {
      // closed: it has ended
    } finally {
      printed.complete(null);
    }
  }

  /** A container is its first process: what that one leaves behind ends with it. */
  private int ended() {
    family.kill();
    tether.untie(process.pid());
    printed.completeOnTimeout(null, 5, TimeUnit.SECONDS).join();
    return process.exitValue();
  }

  /** Its exit status, when nothing is left of it and what it printed has been handed on. */
  CompletableFuture<Integer> exit() {
    return exit;
  }

  /** Asks it to end, and kills it when it has not within that time. */
  void stop(Duration patience) {
    process.toHandle().destroy();
    try {
      process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    kill();
  }

  void kill() {
    if (process.isAlive()) {
      family.kill();
    }
  }
}
