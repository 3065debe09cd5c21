package dev.signalbox.local.codecommit.review;

import dev.signalbox.local.api.AwsError;
import dev.signalbox.local.codecommit.git.Hosted;
import dev.signalbox.local.codecommit.history.Commits;
import dev.signalbox.local.codecommit.history.FilePath;
import dev.signalbox.local.codecommit.history.Files;
import dev.signalbox.local.codecommit.history.Files.Content;
import dev.signalbox.local.codecommit.merge.Text;
import java.util.Optional;
import org.eclipse.jgit.diff.RawText;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.codecommit.model.Location;

/** Where in a change a comment belongs, checked against the change. */
record Spot(Hosted hosted, Repository repository) {

  /**
   * @param before null for all of the commit after
   * @throws AwsError for commits, paths or lines that are not there
   */
  Remark.Subject subject(
      String pullRequestId, @Nullable String before, String after, @Nullable Location location) {
    if (after.equals(before)) {
      throw AwsError.of(
          "BeforeCommitIdAndAfterCommitIdAreSameException",
          "The before commit ID and the after commit ID are the same, which is not valid. The"
              + " before commit ID and the after commit ID must be different commit IDs.");
    }
    RevCommit one = commit(after);
    Optional<RevCommit> other = Optional.ofNullable(before).map(this::commit);
    String path = "";
    long position = 0;
    String version = "";
    if (location != null) {
      path = location.filePath() == null ? "" : FilePath.of(location.filePath());
      position = Optional.ofNullable(location.filePosition()).orElse(0L);
      version = Optional.ofNullable(location.relativeFileVersionAsString()).orElse("");
      checkLine(path, position, version.equals("BEFORE") ? other.orElse(one) : one, other);
    }
    return new Remark.Subject(
        hosted.account(),
        hosted.region(),
        hosted.id(),
        pullRequestId,
        before == null ? "" : before,
        after,
        path,
        position,
        version);
  }

  private RevCommit commit(String id) {
    if (!id.matches("[0-9a-f]{40}")) {
      throw AwsError.of("InvalidCommitIdException", "The specified commit ID is not valid.");
    }
    return new Commits(repository).existing(id);
  }

  private void checkLine(String path, long position, RevCommit commit, Optional<RevCommit> other) {
    Optional<Content> file = file(commit, path);
    if (!path.isEmpty() && file.isEmpty() && other.flatMap(it -> file(it, path)).isEmpty()) {
      throw AwsError.of("PathDoesNotExistException", "The path " + path + " does not exist.");
    }
    long lines = file.flatMap(it -> Text.of(repository, it)).map(RawText::size).orElse(0);
    if (position < 0 || position > lines || (position > 0 && path.isEmpty())) {
      throw AwsError.of(
          "InvalidFilePositionException",
          "The position is not valid. Make sure that the line number exists in the version of the"
              + " file you want to comment on.");
    }
  }

  private Optional<Content> file(RevCommit commit, String path) {
    return path.isEmpty() ? Optional.empty() : Files.of(repository, Optional.of(commit)).at(path);
  }

  /** The file's blob at the commit; empty where there is none. */
  Optional<String> blob(String commitId, String path) {
    return new Commits(repository)
        .find(commitId)
        .flatMap(commit -> file(commit, path))
        .map(content -> content.id().name());
  }
}
