package dev.signalbox.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The user's git, asked about a repository on this machine. */
record RunningGit(Path directory) {

  /** What a git command printed and how it ended. */
  record Ended(int exit, String output) {}

  Ended run(String... arguments) {
    List<String> command = new ArrayList<>(List.of("git", "-C", directory.toString()));
    command.addAll(List.of(arguments));
    try {
      Process process =
          new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
      process.getOutputStream().close();
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return new Ended(process.waitFor(), output);
    } catch (IOException e) {
      throw UserError.failed("git cannot be run: is it installed and on the PATH?");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw UserError.failed("interrupted");
    }
  }

  /** Reads what a git command prints while it runs. */
  interface Reader<T> {
    T read(InputStream output) throws IOException;
  }

  /**
   * @throws UserError where the command fails
   */
  <T> T read(List<String> arguments, Reader<T> reader) throws IOException {
    List<String> command = new ArrayList<>(List.of("git", "-C", directory.toString()));
    command.addAll(arguments);
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    try {
      process.getOutputStream().close();
      T read = reader.read(process.getInputStream());
      if (process.waitFor() != 0) {
        throw UserError.failed("git cannot read " + directory);
      }
      return read;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw UserError.failed("interrupted");
    } finally {
      process.destroy();
    }
  }
}
