package dev.signalbox.local.codecommit;

import dev.signalbox.local.codecommit.history.FileModes;
import dev.signalbox.local.codecommit.history.Folder.Entry;
import org.eclipse.jgit.lib.FileMode;
import software.amazon.awssdk.services.codecommit.model.File;
import software.amazon.awssdk.services.codecommit.model.Folder;
import software.amazon.awssdk.services.codecommit.model.SubModule;
import software.amazon.awssdk.services.codecommit.model.SymbolicLink;

/** What a folder holds, in the API's shapes. */
final class FolderEntries {
  private FolderEntries() {}

  static boolean isFile(FileMode mode) {
    return mode.equals(FileMode.REGULAR_FILE) || mode.equals(FileMode.EXECUTABLE_FILE);
  }

  static File file(Entry entry) {
    return File.builder()
        .blobId(entry.id().name())
        .absolutePath(entry.path())
        .relativePath(entry.name())
        .fileMode(FileModes.shown(entry.mode()))
        .build();
  }

  static Folder subFolder(Entry entry) {
    return Folder.builder()
        .treeId(entry.id().name())
        .absolutePath(entry.path())
        .relativePath(entry.name())
        .build();
  }

  static SymbolicLink symbolicLink(Entry entry) {
    return SymbolicLink.builder()
        .blobId(entry.id().name())
        .absolutePath(entry.path())
        .relativePath(entry.name())
        .fileMode(FileModes.shown(entry.mode()))
        .build();
  }

  static SubModule subModule(Entry entry) {
    return SubModule.builder()
        .commitId(entry.id().name())
        .absolutePath(entry.path())
        .relativePath(entry.name())
        .build();
  }
}
