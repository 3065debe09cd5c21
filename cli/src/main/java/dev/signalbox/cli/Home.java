package dev.signalbox.cli;

import java.nio.file.Files;
import java.nio.file.Path;

/** Where Signalbox itself lies: its template, its examples. */
record Home(Path directory) {

  /** The directory the launcher names. */
  static Home fromLauncher() {
    return new Home(
        Path.of(System.getProperty("signalbox.home", ".")).toAbsolutePath().normalize());
  }

  Path example(String file) {
    return existing("examples/shop/" + file);
  }

  /** Signalbox's own functions. */
  Path template() {
    return existing("template.yaml");
  }

  private Path existing(String file) {
    Path path = directory.resolve(file);
    if (!Files.exists(path)) {
      throw UserError.failed(path + " is missing: is this a complete checkout of Signalbox?");
    }
    return path;
  }
}
