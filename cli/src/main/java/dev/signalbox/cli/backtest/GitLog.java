package dev.signalbox.cli.backtest;

import dev.signalbox.core.release.CommitId;
import dev.signalbox.core.route.Change;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * What one {@code git log} tells of a branch's history: each commit with what it changed against
 * its first parent, read as it comes.
 */
final class GitLog {
  /** Begins a commit: a character that no name of a file can begin a status with. */
  static final String FORMAT = "%x01%H%x00%P%x00%ct%x00%B%x00";

  /** One step of a branch: a commit, where it came from, and the files between the two. */
  record Step(
      CommitId commit,
      Optional<CommitId> parent,
      long seconds,
      String message,
      List<Change> changes) {}

  private final InputStream in;
  private Optional<String> ahead;

  private GitLog(InputStream in) throws IOException {
    this.in = new BufferedInputStream(in, 1 << 16);
    this.ahead = field();
  }

  static void read(InputStream in, Consumer<Step> steps) throws IOException {
    var log = new GitLog(in);
    while (log.ahead.isPresent()) {
      steps.accept(log.step());
    }
  }

  private Step step() throws IOException {
    String commit = take();
    if (!commit.startsWith("\u0001")) {
      throw new IOException("git log does not begin a commit where one should begin");
    }
    String parents = take();
    long seconds = Long.parseLong(take());
    String message = take();
    List<Change> changes = new ArrayList<>();
    while (ahead.isPresent() && !ahead.get().startsWith("\u0001")) {
      String status = take().strip();
      if (!status.isEmpty()) {
        changes.add(new Change(kind(status), take()));
      }
    }
    return new Step(
        new CommitId(commit.substring(1)),
        parents.isEmpty() ? Optional.empty() : Optional.of(new CommitId(parents.split(" ", 2)[0])),
        seconds,
        message,
        changes);
  }

  private static Change.Kind kind(String status) throws IOException {
    return switch (status) {
      case "A" -> Change.Kind.ADDED;
      case "D" -> Change.Kind.DELETED;
      case "M", "T" -> Change.Kind.MODIFIED;
      default -> throw new IOException("git log tells of a change '" + status + "'");
    };
  }

  private String take() throws IOException {
    String field = ahead.orElseThrow(() -> new IOException("git log ends within a commit"));
    ahead = field();
    return field;
  }

  private Optional<String> field() throws IOException {
    var bytes = new ByteArrayOutputStream();
    for (int b = in.read(); b > 0; b = in.read()) {
      bytes.write(b);
    }
    if (bytes.size() == 0 && !more()) {
      return Optional.empty();
    }
    return Optional.of(bytes.toString(StandardCharsets.UTF_8));
  }

  private boolean more() throws IOException {
    in.mark(1);
    int b = in.read();
    in.reset();
    return b >= 0;
  }
}
