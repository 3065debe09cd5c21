package dev.signalbox.local.codecommit.history;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.treewalk.TreeWalk;

/** What is directly in one folder of a commit, in git's order. */
public record Folder(ObjectId id, List<Entry> entries) {

  public record Entry(ObjectId id, FileMode mode, String path, String name) {}

  /** Empty when there is no folder at the path. */
  public static Optional<Folder> at(Repository repository, RevCommit commit, String path) {
    try {
      Optional<ObjectId> tree = tree(repository, commit, path);
      if (tree.isEmpty()) {
        return Optional.empty();
      }
      List<Entry> entries = new ArrayList<>();
      try (TreeWalk walk = new TreeWalk(repository)) {
        walk.addTree(tree.get());
        while (walk.next()) {
          String name = Commits.path(walk);
          String whole = path.isEmpty() ? name : path + "/" + name;
          entries.add(new Entry(walk.getObjectId(0), walk.getFileMode(0), whole, name));
        }
      }
      return Optional.of(new Folder(tree.get(), List.copyOf(entries)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Optional<ObjectId> tree(Repository repository, RevCommit commit, String path)
      throws IOException {
    if (path.isEmpty()) {
      return Optional.of(commit.getTree());
    }
    try (TreeWalk walk = TreeWalk.forPath(repository, path, commit.getTree())) {
      return walk == null || !walk.isSubtree()
          ? Optional.empty()
          : Optional.of(walk.getObjectId(0));
    }
  }

  public <T> List<T> those(Predicate<FileMode> kind, Function<Entry, T> shown) {
    return entries.stream().filter(entry -> kind.test(entry.mode())).map(shown).toList();
  }
}
