package dev.signalbox.local.process;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** How a command is started in a session and process group of its own. */
public final class Session {
  private Session() {}

  /** So that no signal from our terminal reaches it, and all of it can be sent one at once. */
  public static List<String> of(List<String> command) {
    List<String> line = new ArrayList<>(command);
    Stream.of("/usr/bin/setsid", "/bin/setsid")
        .filter(it -> Files.isExecutable(Path.of(it)))
        .findFirst()
        .ifPresent(line::addFirst);
    return line;
  }
}
