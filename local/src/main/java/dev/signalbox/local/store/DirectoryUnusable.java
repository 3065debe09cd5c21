package dev.signalbox.local.store;

import java.nio.file.Path;

/** The data directory cannot be used; the message says why and what to do. */
public final class DirectoryUnusable extends RuntimeException {
  private static final long serialVersionUID = 1L;

  DirectoryUnusable(Path directory, String why) {
    super("The data directory " + directory + " " + why, null, false, false);
  }
}
