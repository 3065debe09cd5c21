package dev.signalbox.local.build;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * A build's commands as the files that its shell reads, and what passes from one to the next: the
 * exported variables and the directory.
 */
record Scripts(Path control) {
  private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

  /** What the first command begins with; names that no shell variable can have are left out. */
  void begin(Map<String, String> environment, Path directory) throws IOException {
    StringBuilder exports = new StringBuilder();
    environment.forEach((name, value) -> {
      if (NAME.matcher(name).matches()) {
        exports.append("export ").append(name).append('=').append(quoted(value)).append('\n');
      }
    });
    Files.writeString(variables(), exports);
    Files.writeString(directory(), directory + "\n");
  }

  /**
   * State is kept however the command ends, unless it sets a trap of its own for that.
   *
   * @param more variables to set first
   */
  Path write(String command, Map<String, String> more) throws IOException {
    String variables = quoted(variables().toString());
    String directory = quoted(directory().toString());
    String keep =
        "CODEBUILD_LAST_EXIT=$?; set +eux; export -p >| " + variables + "; pwd >| " + directory;
    StringBuilder script = new StringBuilder("set -a; . " + variables + "\n");
    more.forEach((name, value) -> script.append(name + "=" + quoted(value) + "\n"));
    script
        .append("cd -- \"$(cat " + directory + ")\"\n")
        .append("trap " + quoted(keep) + " EXIT\n")
        .append(command)
        .append('\n');
    return Files.writeString(control.resolve("script-" + UUID.randomUUID() + ".sh"), script);
  }

  private Path variables() {
    return control.resolve("variables");
  }

  private Path directory() {
    return control.resolve("directory");
  }

  static String quoted(String text) {
    return "'" + text.replace("\0", "").replace("'", "'\\''") + "'";
  }
}
