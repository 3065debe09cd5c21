package dev.signalbox.cli;

import java.nio.file.Files;
import java.nio.file.Path;

/** Where Signalbox itself lies: its examples. */
record Home(Path directory) {

  /** The directory the launcher names. */
  static Home fromLauncher() {
    return new Home(
        Path.of(System.getProperty("signalbox.home", ".")).toAbsolutePath().normalize());
  }

  Path example(String file) {
    return existing("examples/shop/" + file);
  }

  private Path existing(String file) {
    Path path = directory.resolve(file);
    if (!Files.exists(path)) {
      throw UserError.failed(path + " is missing: is this a complete checkout of Signalbox?");
    }
    return path;
  }
}
