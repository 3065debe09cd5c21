package dev.signalbox.acceptance;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A developer's bare clone: commits are made without a working tree, so any path is possible. */
public final class Clone {
  private final Path directory;
  private final String url;

  /**
   * An empty clone.
   *
   * @param url where the account's root user pushes to
   */
  public Clone(Path directory, String account, URI url) {
    this.directory = directory;
    this.url = "http://%s:local@%s%s".formatted(account, url.getAuthority(), url.getPath());
    git(new byte[0], "init", "--quiet", "--bare", "--initial-branch=main", ".");
  }

  /**
   * Commits onto a branch, which is made from another where there is none; an empty text removes.
   */
  public String commit(String branch, Optional<String> from, Map<String, String> files) {
    var stream = new ByteArrayOutputStream();
    line(stream, "commit refs/heads/" + branch);
    line(stream, "committer Ada <ada@example.com> 1763640000 +0000");
    data(stream, "A change");
    from.ifPresent(start -> line(stream, "from " + start));
    files.forEach((path, text) -> {
      if (text.isEmpty()) {
        line(stream, "D " + quoted(path));
      } else {
        line(stream, "M 100644 inline " + quoted(path));
        data(stream, text);
      }
    });
    git(stream.toByteArray(), "fast-import", "--quiet", "--force");
    return revision("refs/heads/" + branch);
  }

  /** Commits onto a branch that is there. */
  public String commit(String branch, Map<String, String> files) {
    return commit(branch, Optional.of("refs/heads/" + branch + "^0"), files);
  }

  public String revision(String name) {
    return git(new byte[0], "rev-parse", "--verify", name).strip();
  }

  /** Pushes, with force. */
  public void push(String... refspecs) {
    List<String> arguments = new ArrayList<>(List.of("push", "--quiet", "--force", url));
    arguments.addAll(List.of(refspecs));
    git(new byte[0], arguments.toArray(String[]::new));
  }

  private static void line(ByteArrayOutputStream stream, String line) {
    stream.writeBytes((line + "\n").getBytes(UTF_8));
  }

  private static void data(ByteArrayOutputStream stream, String text) {
    byte[] bytes = text.getBytes(UTF_8);
    line(stream, "data " + bytes.length);
    stream.writeBytes(bytes);
    line(stream, "");
  }

  private static String quoted(String path) {
    var quoted = new StringBuilder("\"");
    for (byte character : path.getBytes(UTF_8)) {
      quoted.append("\\%03o".formatted(character & 0xff));
    }
    return quoted.append('"').toString();
  }

  private String git(byte[] input, String... arguments) {
    List<String> command = new ArrayList<>(List.of("git"));
    command.addAll(List.of(arguments));
    ProcessBuilder builder =
        new ProcessBuilder(command).directory(directory.toFile()).redirectErrorStream(true);
    builder
        .environment()
        .putAll(
            Map.of(
                "GIT_CONFIG_GLOBAL", "/dev/null",
                "GIT_CONFIG_NOSYSTEM", "1",
                "GIT_TERMINAL_PROMPT", "0"));
    try {
      Process process = builder.start();
      Thread.ofVirtual().start(() -> feed(process, input));
      String output = new String(process.getInputStream().readAllBytes(), UTF_8);
      if (process.waitFor() != 0) {
        throw new IllegalStateException(command + ": " + output);
      }
      return output;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static void feed(Process process, byte[] input) {
    try (var in = process.getOutputStream()) {
      in.write(input);
    } catch (IOException e) {
      // Git has ended; its status says why.
    }
  }
}
