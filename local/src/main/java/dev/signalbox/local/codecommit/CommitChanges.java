package dev.signalbox.local.codecommit;

import dev.signalbox.local.api.AwsError;
import dev.signalbox.local.codecommit.history.Edits;
import dev.signalbox.local.codecommit.history.FileModes;
import dev.signalbox.local.codecommit.history.FilePath;
import dev.signalbox.local.codecommit.history.Files;
import dev.signalbox.local.codecommit.history.Files.Content;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectInserter;
import software.amazon.awssdk.services.codecommit.model.CreateCommitRequest;
import software.amazon.awssdk.services.codecommit.model.CreateCommitResponse;
import software.amazon.awssdk.services.codecommit.model.FileMetadata;
import software.amazon.awssdk.services.codecommit.model.PutFileEntry;
import software.amazon.awssdk.services.codecommit.model.SetFileModeEntry;
import software.amazon.awssdk.services.codecommit.model.SourceFileSpecifier;

/** What CreateCommit asks to change; deletions make room before anything is put. */
record CommitChanges(CreateCommitRequest request) {
  private static final int MOST = 100;

  /**
   * @throws AwsError for what no state of the repository could make right
   */
  static CommitChanges of(CreateCommitRequest request) {
    CommitChanges changes = new CommitChanges(request);
    int entries =
        request.putFiles().size() + request.deleteFiles().size() + request.setFileModes().size();
    if (entries == 0) {
      throw AwsError.of(
          "FileEntryRequiredException", "The commit cannot be created: no files are specified.");
    }
    if (entries > MOST) {
      throw AwsError.of(
          "MaximumFileEntriesExceededException",
          "A commit over the API changes at most " + MOST + " files.");
    }
    request.putFiles().forEach(CommitChanges::checkContent);
    changes.checkPaths();
    return changes;
  }

  private static void checkContent(PutFileEntry entry) {
    if (entry.fileContent() == null && entry.sourceFile() == null) {
      throw AwsError.of(
          "SourceFileOrContentRequiredException",
          "Neither a source file nor content is specified for " + entry.filePath() + ".");
    }
    if (entry.fileContent() != null && entry.sourceFile() != null) {
      throw AwsError.of(
          "FileContentAndSourceFileSpecifiedException",
          "Both a source file and content are specified for " + entry.filePath() + ".");
    }
    if (entry.sourceFile() != null && Edits.isKeeper(FilePath.of(entry.sourceFile().filePath()))) {
      throw AwsError.of(
          "RestrictedSourceFileException", "A .gitkeep file can be neither copied nor moved.");
    }
  }

  private void checkPaths() {
    Set<String> seen = new HashSet<>();
    Stream.of(puts(), deletions().stream(), request.setFileModes().stream().map(this::path))
        .flatMap(paths -> paths)
        .filter(path -> !seen.add(path))
        .findFirst()
        .ifPresent(path -> {
          throw AwsError.of(
              "SamePathRequestException", "More than one change is asked for at " + path + ".");
        });
    TreeSet<String> files = new TreeSet<>(puts().toList());
    for (String file : files) {
      String within = Optional.ofNullable(files.ceiling(file + "/")).orElse("");
      if (within.startsWith(file + "/")) {
        throw AwsError.of(
            "PutFileEntryConflictException", file + " cannot be both a file and a folder.");
      }
    }
  }

  private String path(SetFileModeEntry entry) {
    return FilePath.of(entry.filePath());
  }

  private Stream<String> puts() {
    return request.putFiles().stream().map(entry -> FilePath.of(entry.filePath()));
  }

  /** Of the files to delete, and of those to move away. */
  private List<String> deletions() {
    List<String> paths = new ArrayList<>();
    request.deleteFiles().forEach(entry -> paths.add(FilePath.of(entry.filePath())));
    request.putFiles().stream()
        .map(PutFileEntry::sourceFile)
        .filter(source -> source != null && Boolean.TRUE.equals(source.isMove()))
        .forEach(source -> paths.add(FilePath.of(source.filePath())));
    return paths;
  }

  /** What it did: the files that were added, updated and deleted, in the order of their paths. */
  CreateCommitResponse.Builder applyTo(Files files, ObjectInserter inserter) throws IOException {
    Edits edits = new Edits(files);
    Map<String, Content> contents = new TreeMap<>();
    for (PutFileEntry entry : request.putFiles()) {
      contents.put(FilePath.of(entry.filePath()), content(edits, entry, inserter));
    }
    Map<String, Content> deleted = new TreeMap<>();
    deletions().forEach(path -> deleted.put(path, edits.delete(path)));
    contents.forEach(edits::put);
    for (SetFileModeEntry entry : request.setFileModes()) {
      String path = path(entry);
      Content content = new Content(FileModes.git(entry.fileMode()), edits.existing(path).id());
      edits.put(path, content);
      contents.put(path, content);
    }
    if (Boolean.TRUE.equals(request.keepEmptyFolders())) {
      var empty = inserter.insert(Constants.OBJ_BLOB, new byte[0]);
      deleted.keySet().forEach(path -> edits.keepFolderOf(path, empty));
    }
    return CreateCommitResponse.builder()
        .filesAdded(shown(contents, path -> files.atFirst(path).isEmpty()))
        .filesUpdated(shown(contents, path -> files.atFirst(path).isPresent()))
        .filesDeleted(shown(deleted, path -> files.at(path).isEmpty()));
  }

  private static Content content(Edits edits, PutFileEntry entry, ObjectInserter inserter)
      throws IOException {
    SourceFileSpecifier source = entry.sourceFile();
    Optional<Content> from =
        source == null
            ? edits.files().at(FilePath.of(entry.filePath()))
            : Optional.of(edits.existing(FilePath.of(source.filePath())));
    FileMode mode =
        Optional.ofNullable(entry.fileMode())
            .map(FileModes::git)
            .or(() -> from.map(Content::mode))
            .orElse(FileMode.REGULAR_FILE);
    return new Content(
        mode,
        source == null
            ? inserter.insert(Constants.OBJ_BLOB, entry.fileContent().asByteArrayUnsafe())
            : from.orElseThrow().id());
  }

  private static List<FileMetadata> shown(
      Map<String, Content> contents, java.util.function.Predicate<String> which) {
    return contents.entrySet().stream()
        .filter(entry -> which.test(entry.getKey()))
        .map(entry ->
            FileMetadata.builder()
                .absolutePath(entry.getKey())
                .blobId(entry.getValue().id().name())
                .fileMode(FileModes.shown(entry.getValue().mode()))
                .build())
        .toList();
  }
}
