package dev.signalbox.local.codecommit.merge;

import dev.signalbox.local.api.AwsError;
import dev.signalbox.local.codecommit.history.FileModes;
import dev.signalbox.local.codecommit.history.FilePath;
import dev.signalbox.local.codecommit.history.Files;
import dev.signalbox.local.codecommit.history.Files.Content;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectInserter;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.codecommit.model.ConflictResolution;
import software.amazon.awssdk.services.codecommit.model.ConflictResolutionStrategyTypeEnum;
import software.amazon.awssdk.services.codecommit.model.ReplaceContentEntry;
import software.amazon.awssdk.services.codecommit.model.ReplacementTypeEnum;

/** How a person settles the conflicts of a merge, by path. */
public final class Resolutions {
  private final Map<String, ReplaceContentEntry> replaced = new TreeMap<>();
  private final Set<String> deleted = new TreeSet<>();
  private final Map<String, FileMode> modes = new TreeMap<>();

  private Resolutions() {}

  public static Resolutions none() {
    return new Resolutions();
  }

  /**
   * @throws AwsError for what contradicts itself or the policy, under which only an automatic merge
   *     can be helped
   */
  public static Resolutions of(@Nullable ConflictResolution request, Policy policy) {
    Resolutions resolutions = new Resolutions();
    if (request == null) {
      return resolutions;
    }
    if (policy.strategy() != ConflictResolutionStrategyTypeEnum.AUTOMERGE) {
      throw AwsError.of(
          "InvalidConflictResolutionException",
          "Conflicts can be resolved by entries only with the strategy AUTOMERGE.");
    }
    request.replaceContents().forEach(resolutions::add);
    request.deleteFiles().forEach(entry -> resolutions.delete(FilePath.of(entry.filePath())));
    request
        .setFileModes()
        .forEach(entry ->
            resolutions.mode(FilePath.of(entry.filePath()), FileModes.git(entry.fileMode())));
    return resolutions;
  }

  private void add(ReplaceContentEntry entry) {
    if (entry.replacementType() == ReplacementTypeEnum.USE_NEW_CONTENT && entry.content() == null) {
      throw AwsError.of(
          "ReplacementContentRequiredException",
          "USE_NEW_CONTENT needs the new content of " + entry.filePath() + ".");
    }
    once(replaced.put(FilePath.of(entry.filePath()), entry) == null, entry.filePath());
  }

  private void delete(String path) {
    once(deleted.add(path) && !replaced.containsKey(path), path);
  }

  private void mode(String path, FileMode mode) {
    once(modes.put(path, mode) == null && !deleted.contains(path), path);
  }

  private static void once(boolean first, String path) {
    if (!first) {
      throw AwsError.of(
          "MultipleConflictResolutionEntriesException",
          "More than one conflict resolution entry exists for the conflict at " + path + ".");
    }
  }

  /**
   * Settles every conflict.
   *
   * @throws AwsError ManualMergeRequiredException when one is left,
   *     InvalidConflictResolutionException for an entry without a conflict
   */
  void apply(Merging merging, Files files, ObjectInserter inserter) throws IOException {
    Set<String> entries = new TreeSet<>(replaced.keySet());
    entries.addAll(deleted);
    entries.addAll(modes.keySet());
    for (Conflict conflict : merging.conflicts()) {
      if (!entries.remove(conflict.versions().path())) {
        throw manual();
      }
      settle(conflict, files, inserter);
    }
    if (!entries.isEmpty()) {
      throw AwsError.of(
          "InvalidConflictResolutionException", "There is no conflict at " + entries + ".");
    }
  }

  private void settle(Conflict conflict, Files files, ObjectInserter inserter) throws IOException {
    String path = conflict.versions().path();
    if (deleted.contains(path)) {
      files.remove(path);
      return;
    }
    ReplaceContentEntry entry = replaced.get(path);
    if (conflict.type() || (entry == null && conflict.content())) {
      throw manual();
    }
    Optional<Content> content =
        entry == null ? conflict.versions().destination() : chosen(conflict, entry, inserter);
    Optional<FileMode> mode =
        Optional.ofNullable(modes.get(path))
            .or(() ->
                Optional.ofNullable(entry).map(ReplaceContentEntry::fileMode).map(FileModes::git));
    Merging.put(files, path, content.map(file -> new Content(mode.orElse(file.mode()), file.id())));
  }

  private static Optional<Content> chosen(
      Conflict conflict, ReplaceContentEntry entry, ObjectInserter inserter) throws IOException {
    Versions versions = conflict.versions();
    return switch (entry.replacementType()) {
      case KEEP_BASE -> versions.base();
      case KEEP_SOURCE -> versions.source();
      case KEEP_DESTINATION -> versions.destination();
      case USE_NEW_CONTENT, UNKNOWN_TO_SDK_VERSION -> {
        FileMode mode =
            versions
                .mode()
                .or(() -> versions.destination().map(Content::mode))
                .orElse(FileMode.REGULAR_FILE);
        yield Optional.of(
            new Content(
                mode, inserter.insert(Constants.OBJ_BLOB, entry.content().asByteArrayUnsafe())));
      }
    };
  }

  /** What is said when a merge needs a person. */
  public static AwsError manual() {
    return AwsError.of(
        "ManualMergeRequiredException",
        "The pull request cannot be merged automatically into the destination branch. You must"
            + " manually merge the branches and resolve any conflicts.");
  }
}
