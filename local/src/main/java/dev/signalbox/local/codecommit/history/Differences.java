package dev.signalbox.local.codecommit.history;

import dev.signalbox.local.api.AwsError;
import dev.signalbox.local.codecommit.history.Files.Content;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.treewalk.EmptyTreeIterator;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.eclipse.jgit.treewalk.filter.TreeFilter;

/** What differs between two commits, or between a path of one and a path of the other. */
public record Differences(Repository repository) {

  /** A file on one side. */
  public record Blob(String id, String path, String mode) {}

  public record Difference(Optional<Blob> before, Optional<Blob> after) {
    public String path() {
      return after.or(() -> before).map(Blob::path).orElseThrow();
    }
  }

  /**
   * One side of a comparison.
   *
   * @param commit empty for a side without files
   * @param path a file or a folder; empty for all of it
   * @param required whether the commit must have the path
   */
  public record Side(Optional<RevCommit> commit, String path, boolean required) {

    /** Everything of a commit. */
    public static Side of(Optional<RevCommit> commit) {
      return new Side(commit, "", false);
    }

    private Blob blob(String below, Content content) {
      String whole = path.isEmpty() || below.isEmpty() ? path + below : path + "/" + below;
      return new Blob(content.id().name(), whole, FileModes.octal(content.mode()));
    }
  }

  /**
   * All of them in the order of their paths. Where the sides have different paths, what is below
   * one is compared with what is below the other.
   *
   * @throws AwsError PathDoesNotExistException
   */
  public List<Difference> between(Side before, Side after) {
    try {
      Optional<Content> one = found(before);
      Optional<Content> other = found(after);
      Optional<Blob> oneFile = one.filter(Differences::isFile).map(file -> before.blob("", file));
      Optional<Blob> otherFile =
          other.filter(Differences::isFile).map(file -> after.blob("", file));
      if (one.isPresent() && one.equals(other)) {
        return List.of();
      }
      List<Difference> all = new ArrayList<>();
      if (oneFile.isPresent() || otherFile.isPresent()) {
        all.add(new Difference(oneFile, otherFile));
      }
      all.addAll(below(before, folder(one), after, folder(other)));
      return all;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean isFile(Content content) {
    return !content.mode().equals(FileMode.TREE);
  }

  private static Optional<ObjectId> folder(Optional<Content> found) {
    return found.filter(content -> !isFile(content)).map(Content::id);
  }

  private Optional<Content> found(Side side) throws IOException {
    if (side.commit().isEmpty()) {
      return Optional.empty();
    }
    ObjectId root = side.commit().get().getTree();
    if (side.path().isEmpty()) {
      return Optional.of(new Content(FileMode.TREE, root));
    }
    try (TreeWalk walk = TreeWalk.forPath(repository, side.path(), root)) {
      if (walk != null) {
        return Optional.of(new Content(walk.getFileMode(0), walk.getObjectId(0)));
      }
    }
    if (side.required()) {
      throw AwsError.of(
          "PathDoesNotExistException", "The path " + side.path() + " does not exist.");
    }
    return Optional.empty();
  }

  private List<Difference> below(
      Side before, Optional<ObjectId> one, Side after, Optional<ObjectId> other)
      throws IOException {
    List<Difference> differences = new ArrayList<>();
    try (TreeWalk walk = new TreeWalk(repository)) {
      add(walk, one);
      add(walk, other);
      walk.setRecursive(true);
      walk.setFilter(TreeFilter.ANY_DIFF);
      while (walk.next()) {
        differences.add(new Difference(blob(before, walk, 0), blob(after, walk, 1)));
      }
    }
    return differences;
  }

  private static void add(TreeWalk walk, Optional<ObjectId> tree) throws IOException {
    if (tree.isPresent()) {
      walk.addTree(tree.get());
    } else {
      walk.addTree(new EmptyTreeIterator());
    }
  }

  private static Optional<Blob> blob(Side side, TreeWalk walk, int tree) {
    if (walk.getFileMode(tree).equals(FileMode.MISSING)) {
      return Optional.empty();
    }
    Content content = new Content(walk.getFileMode(tree), walk.getObjectId(tree));
    return Optional.of(side.blob(Commits.path(walk), content));
  }
}
