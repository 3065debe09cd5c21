package dev.signalbox.local.codecommit;

import dev.signalbox.local.api.AwsError;
import dev.signalbox.local.api.Caller;
import dev.signalbox.local.api.Clock;
import dev.signalbox.local.api.Service;
import dev.signalbox.local.codecommit.git.Hosted;
import dev.signalbox.local.codecommit.git.Hosting;
import dev.signalbox.local.codecommit.git.References;
import dev.signalbox.local.codecommit.history.Authorship;
import dev.signalbox.local.codecommit.history.Edits;
import dev.signalbox.local.codecommit.history.FileModes;
import dev.signalbox.local.codecommit.history.FilePath;
import dev.signalbox.local.codecommit.history.Files;
import dev.signalbox.local.codecommit.history.Files.Content;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.codecommit.model.CreateCommitRequest;
import software.amazon.awssdk.services.codecommit.model.CreateCommitResponse;
import software.amazon.awssdk.services.codecommit.model.DeleteFileRequest;
import software.amazon.awssdk.services.codecommit.model.DeleteFileResponse;
import software.amazon.awssdk.services.codecommit.model.PutFileRequest;
import software.amazon.awssdk.services.codecommit.model.PutFileResponse;

/** Commits made over the API; their branch moves as by a push. */
final class WriteOperations {
  private final Hosting repositories;
  private final References references;
  private final Clock clock;

  WriteOperations(Hosting repositories, References references, Clock clock) {
    this.repositories = repositories;
    this.references = references;
    this.clock = clock;
  }

  void addTo(Service service) {
    service
        .on("PutFile", PutFileRequest::builder, this::put)
        .on("DeleteFile", DeleteFileRequest::builder, this::delete)
        .on("CreateCommit", CreateCommitRequest::builder, this::commit);
  }

  private Tip tip(Caller caller, String repository, String branch, @Nullable String parent) {
    Hosted hosted = repositories.get(caller.place(), repository);
    return Tip.of(hosted, repositories.data(hosted).repository(), branch, parent);
  }

  private PutFileResponse put(Caller caller, PutFileRequest request) {
    String path = FilePath.of(request.filePath());
    Tip tip = tip(caller, request.repositoryName(), request.branchName(), request.parentCommitId());
    Files files = Files.of(tip.repository(), tip.commit());
    Optional<Content> before = files.at(path);
    Authorship authorship =
        Authorship.of(
            caller,
            clock.instant(),
            request.name(),
            request.email(),
            request.commitMessage(),
            (before.isPresent() ? "Edited " : "Added ") + path);
    try (ObjectInserter inserter = tip.repository().newObjectInserter()) {
      ObjectId blob =
          inserter.insert(Constants.OBJ_BLOB, request.fileContent().asByteArrayUnsafe());
      FileMode mode =
          Optional.ofNullable(request.fileMode())
              .map(FileModes::git)
              .or(() -> before.map(Content::mode))
              .orElse(FileMode.REGULAR_FILE);
      Content after = new Content(mode, blob);
      if (before.filter(after::equals).isPresent()) {
        throw AwsError.of(
            "SameFileContentException", "The file " + path + " has exactly this content already.");
      }
      new Edits(files).put(path, after);
      Written written = write(caller, tip, files, authorship, inserter);
      return PutFileResponse.builder()
          .commitId(written.commit().name())
          .treeId(written.tree().name())
          .blobId(blob.name())
          .build();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private DeleteFileResponse delete(Caller caller, DeleteFileRequest request) {
    String path = FilePath.of(request.filePath());
    Tip tip = tip(caller, request.repositoryName(), request.branchName(), request.parentCommitId());
    Files files = Files.of(tip.repository(), tip.commit());
    Edits edits = new Edits(files);
    Authorship authorship =
        Authorship.of(
            caller,
            clock.instant(),
            request.name(),
            request.email(),
            request.commitMessage(),
            "Deleted " + path);
    Content gone = edits.delete(path);
    try (ObjectInserter inserter = tip.repository().newObjectInserter()) {
      if (Boolean.TRUE.equals(request.keepEmptyFolders())) {
        edits.keepFolderOf(path, inserter.insert(Constants.OBJ_BLOB, new byte[0]));
      }
      Written written = write(caller, tip, files, authorship, inserter);
      return DeleteFileResponse.builder()
          .commitId(written.commit().name())
          .treeId(written.tree().name())
          .blobId(gone.id().name())
          .filePath(path)
          .build();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private CreateCommitResponse commit(Caller caller, CreateCommitRequest request) {
    CommitChanges changes = CommitChanges.of(request);
    Tip tip = tip(caller, request.repositoryName(), request.branchName(), request.parentCommitId());
    Authorship authorship =
        Authorship.of(
            caller,
            clock.instant(),
            request.authorName(),
            request.email(),
            request.commitMessage(),
            "Commit by the CreateCommit operation");
    Files files = Files.of(tip.repository(), tip.commit());
    try (ObjectInserter inserter = tip.repository().newObjectInserter()) {
      CreateCommitResponse.Builder response = changes.applyTo(files, inserter);
      Written written = write(caller, tip, files, authorship, inserter);
      return response.commitId(written.commit().name()).treeId(written.tree().name()).build();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private record Written(ObjectId tree, ObjectId commit) {}

  private Written write(
      Caller caller, Tip tip, Files files, Authorship authorship, ObjectInserter inserter)
      throws IOException {
    ObjectId tree = files.write(inserter);
    if (tip.commit().filter(parent -> parent.getTree().equals(tree)).isPresent()) {
      throw AwsError.of(
          "NoChangeException", "The commit cannot be created: it would change nothing.");
    }
    ObjectId commit =
        authorship.commit(inserter, tree, tip.commit().map(List::of).orElse(List.of()));
    tip.advance(references, caller, commit);
    return new Written(tree, commit);
  }
}
