package dev.signalbox.local.process;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Ends commands when {@code local} itself is killed and cannot do so any more: a process of its own
 * that knows their process groups, and kills them when its input ends.
 */
public final class Tether implements AutoCloseable {
  private static final String SCRIPT =
      """
      groups=' '
      while read -r change group; do
        case $change in
          tie) groups="$groups$group " ;;
          untie) groups="${groups%% $group *} ${groups#* $group }" ;;
        esac
      done
      for group in $groups; do
        # One that has only just been started has no group of its own yet.
        kill -s KILL -- "-$group" || kill -s KILL "$group"
      done
      """;

  private @Nullable Process process;

  public synchronized void tie(long group) {
    try {
      if (process == null) {
        process = started();
      }
      write(process, "tie " + group);
    } catch (IOException e) {
      // Without it they end all the same, but for a kill that nobody can foresee.
    }
  }

  public synchronized void untie(long group) {
    try {
      if (process != null) {
        write(process, "untie " + group);
      }
    } catch (IOException e) {
      // as above
    }
  }

  private static Process started() throws IOException {
    List<String> command = Session.of(List.of("/bin/sh", "-c", SCRIPT));
    return new ProcessBuilder(command)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .redirectError(ProcessBuilder.Redirect.DISCARD)
        .start();
  }

  private static void write(Process process, String line) throws IOException {
    OutputStream out = process.getOutputStream();
    out.write((line + "\n").getBytes(StandardCharsets.US_ASCII));
    out.flush();
  }

  /** Kills what is still tied. */
  @Override
  public synchronized void close() {
    try {
      if (process != null) {
        process.getOutputStream().close();
      }
    } catch (IOException e) {
      // it has ended already
    }
  }
}
