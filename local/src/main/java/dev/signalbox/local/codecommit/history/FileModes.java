package dev.signalbox.local.codecommit.history;

import org.eclipse.jgit.lib.FileMode;
import software.amazon.awssdk.services.codecommit.model.FileModeTypeEnum;

/** What CodeCommit and git call a file's mode. */
public final class FileModes {
  private FileModes() {}

  public static FileMode git(FileModeTypeEnum mode) {
    return switch (mode) {
      case EXECUTABLE -> FileMode.EXECUTABLE_FILE;
      case SYMLINK -> FileMode.SYMLINK;
      case NORMAL, UNKNOWN_TO_SDK_VERSION -> FileMode.REGULAR_FILE;
    };
  }

  public static FileModeTypeEnum shown(FileMode mode) {
    if (mode.equals(FileMode.EXECUTABLE_FILE)) {
      return FileModeTypeEnum.EXECUTABLE;
    }
    return mode.equals(FileMode.SYMLINK) ? FileModeTypeEnum.SYMLINK : FileModeTypeEnum.NORMAL;
  }

  /** {@code 100644}, {@code 040000}. */
  static String octal(FileMode mode) {
    String octal = mode.toString();
    return "0".repeat(Math.max(0, 6 - octal.length())) + octal;
  }
}
