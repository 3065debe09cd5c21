package dev.signalbox.local.build;

import dev.signalbox.local.process.Family;
import dev.signalbox.local.process.ProcessTable;
import dev.signalbox.local.process.Session;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * Runs a build's commands one after another, as CodeBuild does: each in a shell that takes over
 * directory and exported variables from the one before it, all of them in one session.
 *
 * <p>A command's text is a file that its shell reads; what comes from elsewhere (variables, paths)
 * is quoted.
 */
final class Shell implements AutoCloseable {

  private static final long LOOK_EVERY_MILLISECONDS = 200;

  /** Reads the names of scripts, runs them, and tells after each what it exited with. */
  private static final String RUNNER =
      """
      while IFS= read -r script; do
        "$1" "$script" </dev/null
        printf '\\000%s %s\\000' "$2" "$?"
      done
      """;

  private final BuildDirectories directories;
  private final Scripts scripts;
  private final Process process;
  private final Family family;
  private final CompletableFuture<Void> readAll = new CompletableFuture<>();
  private volatile CompletableFuture<Integer> command = new CompletableFuture<>();

  /**
   * @param program {@code sh} or {@code bash}
   * @param environment all that the commands see; what is no shell variable's name is left out
   * @param mark tells this build's processes from all others, {@code NAME=value}
   */
  Shell(
      BuildDirectories directories,
      String program,
      Map<String, String> environment,
      String mark,
      int longestLine,
      Printed output)
      throws IOException {
    this.directories = directories;
    this.scripts = new Scripts(directories.control());
    scripts.begin(environment, directories.source());
    String end = UUID.randomUUID().toString();
    this.process = started(program, end, environment.getOrDefault("PATH", ""), mark);
    this.family = new Family(process.toHandle(), mark, directories.root());
    Thread.ofVirtual()
        .name("output of " + mark)
        .start(() -> read(process.getInputStream(), end, longestLine, output));
  }

  private Process started(String program, String end, String path, String mark) throws IOException {
    List<String> line = Session.of(List.of("/bin/sh", "-c", RUNNER, "build", program, end));
    ProcessBuilder builder = new ProcessBuilder(line).redirectErrorStream(true);
    builder.directory(directories.source().toFile());
    builder.environment().clear();
    builder.environment().put("PATH", path);
    builder.environment().put(mark.split("=", 2)[0], mark.split("=", 2)[1]);
    return builder.start();
  }

  /**
   * Runs the command to its end and returns its exit status; its output has been handed on by then.
   */
  int run(String text, Map<String, String> variables) throws IOException {
    command = new CompletableFuture<>();
    Path script = scripts.write(text, variables);
    if (!process.isAlive()) {
      return exitStatus();
    }
    try {
      OutputStream runner = process.getOutputStream();
      runner.write((script + "\n").getBytes(StandardCharsets.UTF_8));
      runner.flush();
    } catch (IOException e) {
      return exitStatus(); // it has just been killed
    }
    CompletableFuture<Integer> gone = process.onExit().thenApply(_ -> exitStatus());
    return command.applyToEither(gone, status -> status).join();
  }

  /** What the text becomes as a shell's here-document: variables and substitutions filled in. */
  String expanded(String text) throws IOException {
    if (!text.contains("$") && !text.contains("`")) {
      return text;
    }
    Path file = directories.control().resolve("expanded");
    Files.deleteIfExists(file);
    String mark = "end-" + UUID.randomUUID();
    run(
        "cat >" + Scripts.quoted(file.toString()) + " <<" + mark + "\n" + text + "\n" + mark,
        Map.of());
    return Files.exists(file) ? Files.readString(file).replaceFirst("\n$", "") : text;
  }

  /** The variables of these names that are set. */
  Map<String, String> values(List<String> names) throws IOException {
    Map<String, String> values = new LinkedHashMap<>();
    for (String name : names) {
      Path file = directories.control().resolve("value");
      Files.deleteIfExists(file);
      String write = "printf %s \"$" + name + "\" >" + Scripts.quoted(file.toString());
      run("if [ -n \"${" + name + "+x}\" ]; then " + write + "; fi", Map.of());
      if (Files.exists(file)) {
        values.put(name, new String(Files.readAllBytes(file), StandardCharsets.UTF_8));
      }
    }
    return values;
  }

  private int exitStatus() {
    return process.isAlive() ? 137 : process.exitValue();
  }

  private void read(InputStream output, String end, int longestLine, Printed lines) {
    List<String> batch = new ArrayList<>();
    OutputLines cut =
        new OutputLines(
            end,
            longestLine,
            lines::wanted,
            batch::add,
            status -> {
              lines.lines(List.copyOf(batch));
              batch.clear();
              command.complete(status);
            });
    byte[] buffer = new byte[64 * 1024];
    try (output) {
      for (int count = output.read(buffer); count >= 0; count = output.read(buffer)) {
        cut.accept(buffer, count);
        handOn(batch, lines);
      }
    } catch (IOException e) {
      // closed: the build is over
    } finally {
      cut.close();
      handOn(batch, lines);
      readAll.complete(null);
    }
  }

  private static void handOn(List<String> batch, Printed lines) {
    if (!batch.isEmpty()) {
      lines.lines(List.copyOf(batch));
      batch.clear();
    }
  }

  /** Ends the running command, and all that any command has started. */
  void kill() {
    family.kill();
  }

  long group() {
    return process.pid();
  }

  int processes() {
    return family.size();
  }

  /**
   * Calls back once when this build has more than so many processes, for one that multiplies
   * without end would leave none to this machine.
   */
  void watch(int mostProcesses, Runnable tooMany) {
    long before = ProcessTable.threadsOfThisMachine();
    Thread.ofVirtual()
        .name("processes of " + family.mark())
        .start(() -> {
          while (!ended(LOOK_EVERY_MILLISECONDS)) {
            boolean grown = ProcessTable.threadsOfThisMachine() - before > mostProcesses / 2;
            if (grown && family.size() > mostProcesses) {
              tooMany.run();
              return;
            }
          }
        });
  }

  private boolean ended(long milliseconds) {
    try {
      return process.waitFor(milliseconds, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return true;
    }
  }

  /** Also waits until what was printed has been handed on, but not for what cannot be killed. */
  @Override
  public void close() {
    family.kill();
    readAll.completeOnTimeout(null, 5, TimeUnit.SECONDS).join();
  }
}
