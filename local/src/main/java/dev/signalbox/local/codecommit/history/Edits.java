package dev.signalbox.local.codecommit.history;

import dev.signalbox.local.api.AwsError;
import dev.signalbox.local.codecommit.history.Files.Content;
import java.util.Optional;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;

/** Changes to a commit's files, refused where a file would have to be a folder too. */
public record Edits(Files files) {
  private static final String KEEP = ".gitkeep";

  /**
   * @throws AwsError FileDoesNotExistException
   */
  public Content existing(String path) {
    return files
        .at(path)
        .filter(content -> content.mode().getObjectType() == Constants.OBJ_BLOB)
        .orElseThrow(() ->
            AwsError.of("FileDoesNotExistException", "The file " + path + " does not exist."));
  }

  /**
   * @throws AwsError FileNameConflictsWithDirectoryNameException,
   *     DirectoryNameConflictsWithFileNameException, FilePathConflictsWithSubmodulePathException
   */
  public void put(String path, Content content) {
    for (String folder : FilePath.folders(path)) {
      files
          .at(folder)
          .ifPresent(file -> {
            refuseSubmodule(folder, file);
            throw AwsError.of(
                "DirectoryNameConflictsWithFileNameException",
                "A file cannot be added at " + path + ": there is a file named " + folder + ".");
          });
    }
    if (files.isFolder(path)) {
      throw AwsError.of(
          "FileNameConflictsWithDirectoryNameException",
          "A file cannot be added at " + path + ": there is a folder of that name.");
    }
    files.at(path).ifPresent(file -> refuseSubmodule(path, file));
    files.put(path, content);
  }

  private static void refuseSubmodule(String path, Content there) {
    if (there.mode().equals(FileMode.GITLINK)) {
      throw AwsError.of(
          "FilePathConflictsWithSubmodulePathException",
          "A file cannot be added: there is a submodule at " + path + ".");
    }
  }

  /** What was there. */
  public Content delete(String path) {
    Content gone = existing(path);
    files.remove(path);
    return gone;
  }

  /**
   * Puts a {@code .gitkeep} into the folder of a deleted file when nothing else is left there.
   *
   * @param empty the blob without content
   */
  public void keepFolderOf(String deleted, ObjectId empty) {
    int slash = deleted.lastIndexOf('/');
    Optional.of(deleted)
        .filter(_ -> slash > 0)
        .map(path -> path.substring(0, slash))
        .filter(folder -> !files.isFolder(folder) && files.at(folder).isEmpty())
        .ifPresent(
            folder -> files.put(folder + "/" + KEEP, new Content(FileMode.REGULAR_FILE, empty)));
  }

  /** Whether the path names a file that only keeps its folder. */
  public static boolean isKeeper(String path) {
    return path.equals(KEEP) || path.endsWith("/" + KEEP);
  }
}
