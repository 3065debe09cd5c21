package dev.signalbox.local.codecommit.merge;

import dev.signalbox.local.codecommit.history.FileModes;
import dev.signalbox.local.codecommit.history.Files.Content;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import java.util.Optional;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.Repository;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.codecommit.model.ChangeTypeEnum;
import software.amazon.awssdk.services.codecommit.model.ConflictMetadata;
import software.amazon.awssdk.services.codecommit.model.FileModeTypeEnum;
import software.amazon.awssdk.services.codecommit.model.MergeHunk;
import software.amazon.awssdk.services.codecommit.model.MergeHunkDetail;
import software.amazon.awssdk.services.codecommit.model.ObjectTypeEnum;

/** Conflicts in the API's shapes. */
public record ConflictShapes(Repository repository) {

  public ConflictMetadata metadata(Conflict conflict) {
    Versions versions = conflict.versions();
    return ConflictMetadata.builder()
        .filePath(versions.path())
        .fileSizes(it ->
            it.source(size(versions.source()))
                .destination(size(versions.destination()))
                .base(size(versions.base())))
        .fileModes(it ->
            it.source(mode(versions.source()))
                .destination(mode(versions.destination()))
                .base(mode(versions.base())))
        .objectTypes(it ->
            it.source(type(versions.source()))
                .destination(type(versions.destination()))
                .base(type(versions.base())))
        .numberOfConflicts(conflict.count())
        .isBinaryFile(it ->
            it.source(binary(versions.source()))
                .destination(binary(versions.destination()))
                .base(binary(versions.base())))
        .contentConflict(conflict.content())
        .fileModeConflict(conflict.mode())
        .objectTypeConflict(conflict.type())
        .mergeOperations(it ->
            it.source(change(versions.base(), versions.source()))
                .destination(change(versions.base(), versions.destination())))
        .build();
  }

  private static boolean isBlob(Content content) {
    return content.mode().getObjectType() == Constants.OBJ_BLOB;
  }

  private @Nullable Long size(Optional<Content> content) {
    return content.filter(ConflictShapes::isBlob).map(this::size).orElse(null);
  }

  private long size(Content content) {
    try {
      return repository.open(content.id(), Constants.OBJ_BLOB).getSize();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static @Nullable FileModeTypeEnum mode(Optional<Content> content) {
    return content
        .filter(ConflictShapes::isBlob)
        .map(file -> FileModes.shown(file.mode()))
        .orElse(null);
  }

  private static @Nullable ObjectTypeEnum type(Optional<Content> content) {
    return content
        .map(Content::mode)
        .map(mode -> {
          if (mode.equals(FileMode.TREE)) {
            return ObjectTypeEnum.DIRECTORY;
          }
          if (mode.equals(FileMode.GITLINK)) {
            return ObjectTypeEnum.GIT_LINK;
          }
          return mode.equals(FileMode.SYMLINK) ? ObjectTypeEnum.SYMBOLIC_LINK : ObjectTypeEnum.FILE;
        })
        .orElse(null);
  }

  private @Nullable Boolean binary(Optional<Content> content) {
    return content
        .filter(ConflictShapes::isBlob)
        .map(file -> Text.of(repository, file).isEmpty())
        .orElse(null);
  }

  private static @Nullable ChangeTypeEnum change(Optional<Content> base, Optional<Content> now) {
    if (base.equals(now)) {
      return null;
    }
    if (base.isEmpty()) {
      return ChangeTypeEnum.A;
    }
    return now.isEmpty() ? ChangeTypeEnum.D : ChangeTypeEnum.M;
  }

  public static MergeHunk hunk(Hunk hunk) {
    return MergeHunk.builder()
        .isConflict(hunk.isConflict())
        .source(part(hunk.source()))
        .destination(part(hunk.destination()))
        .base(part(hunk.base()))
        .build();
  }

  private static @Nullable MergeHunkDetail part(Optional<Hunk.Part> part) {
    return part.map(lines ->
            MergeHunkDetail.builder()
                .startLine(lines.begin())
                .endLine(lines.end())
                .hunkContent(Base64.getEncoder().encodeToString(lines.text()))
                .build())
        .orElse(null);
  }
}
