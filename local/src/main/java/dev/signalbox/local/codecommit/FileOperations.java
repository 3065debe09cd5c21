package dev.signalbox.local.codecommit;

import dev.signalbox.local.api.AwsError;
import dev.signalbox.local.api.Caller;
import dev.signalbox.local.api.Service;
import dev.signalbox.local.codecommit.git.Hosting;
import dev.signalbox.local.codecommit.history.Commits;
import dev.signalbox.local.codecommit.history.FileModes;
import dev.signalbox.local.codecommit.history.FilePath;
import dev.signalbox.local.codecommit.history.Folder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import org.eclipse.jgit.errors.LargeObjectException;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.codecommit.model.GetBlobRequest;
import software.amazon.awssdk.services.codecommit.model.GetBlobResponse;
import software.amazon.awssdk.services.codecommit.model.GetFileRequest;
import software.amazon.awssdk.services.codecommit.model.GetFileResponse;
import software.amazon.awssdk.services.codecommit.model.GetFolderRequest;
import software.amazon.awssdk.services.codecommit.model.GetFolderResponse;

/** Files and folders as they are at a commit. */
final class FileOperations {
  private static final int LARGEST = 6 * 1024 * 1024;

  private final Hosting repositories;

  FileOperations(Hosting repositories) {
    this.repositories = repositories;
  }

  void addTo(Service service) {
    service
        .on("GetFile", GetFileRequest::builder, this::file)
        .on("GetFolder", GetFolderRequest::builder, this::folder)
        .on("GetBlob", GetBlobRequest::builder, this::blob);
  }

  private Repository git(Caller caller, String name) {
    return repositories.data(repositories.get(caller.place(), name)).repository();
  }

  private static RevCommit at(Repository git, @Nullable String specifier) {
    return new Commits(git).existing(Optional.ofNullable(specifier).orElse(Constants.HEAD));
  }

  private GetFileResponse file(Caller caller, GetFileRequest request) {
    Repository git = git(caller, request.repositoryName());
    String path = FilePath.of(request.filePath());
    RevCommit commit = at(git, request.commitSpecifier());
    try (TreeWalk walk = TreeWalk.forPath(git, path, commit.getTree())) {
      if (walk == null || walk.getFileMode(0).getObjectType() != Constants.OBJ_BLOB) {
        throw AwsError.of("FileDoesNotExistException", "Could not find path " + request.filePath());
      }
      SdkBytes content = content(git, walk.getObjectId(0));
      return GetFileResponse.builder()
          .commitId(commit.name())
          .blobId(walk.getObjectId(0).name())
          .filePath(path)
          .fileMode(FileModes.shown(walk.getFileMode(0)))
          .fileSize((long) content.asByteArrayUnsafe().length)
          .fileContent(content)
          .build();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static SdkBytes content(Repository git, ObjectId blob) throws IOException {
    try {
      return SdkBytes.fromByteArrayUnsafe(
          git.open(blob, Constants.OBJ_BLOB).getCachedBytes(LARGEST));
    } catch (LargeObjectException e) {
      throw AwsError.of("FileTooLargeException", "The file is larger than 6 MB.");
    }
  }

  private GetBlobResponse blob(Caller caller, GetBlobRequest request) {
    Repository git = git(caller, request.repositoryName());
    if (!request.blobId().matches("[0-9a-f]{40}")) {
      throw AwsError.of("InvalidBlobIdException", "A blob ID is 40 hexadecimal digits.");
    }
    try {
      return GetBlobResponse.builder()
          .content(content(git, ObjectId.fromString(request.blobId())))
          .build();
    } catch (MissingObjectException | org.eclipse.jgit.errors.IncorrectObjectTypeException e) {
      throw AwsError.of(
          "BlobIdDoesNotExistException", "The blob " + request.blobId() + " does not exist.");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private GetFolderResponse folder(Caller caller, GetFolderRequest request) {
    Repository git = git(caller, request.repositoryName());
    String path = FilePath.folder(request.folderPath());
    RevCommit commit = at(git, request.commitSpecifier());
    Folder folder =
        Folder.at(git, commit, path)
            .orElseThrow(() ->
                AwsError.of(
                    "FolderDoesNotExistException",
                    "Could not find folder " + request.folderPath()));
    return GetFolderResponse.builder()
        .commitId(commit.name())
        .folderPath(path)
        .treeId(folder.id().name())
        .subFolders(folder.those(FileMode.TREE::equals, FolderEntries::subFolder))
        .files(folder.those(FolderEntries::isFile, FolderEntries::file))
        .symbolicLinks(folder.those(FileMode.SYMLINK::equals, FolderEntries::symbolicLink))
        .subModules(folder.those(FileMode.GITLINK::equals, FolderEntries::subModule))
        .build();
  }
}
