package dev.signalbox.local.codecommit.merge;

import dev.signalbox.local.codecommit.history.Commits;
import dev.signalbox.local.codecommit.history.Files.Content;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.treewalk.EmptyTreeIterator;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.eclipse.jgit.treewalk.filter.TreeFilter;

/** What two commits have done to the files of a third. */
final class Changes {
  private Changes() {}

  /** The paths that the source changed, each as all three have it, in the order of the paths. */
  static List<Versions> of(
      Repository repository, Optional<RevCommit> base, RevCommit source, RevCommit destination) {
    List<Versions> changes = new ArrayList<>();
    try (TreeWalk walk = new TreeWalk(repository)) {
      if (base.isPresent()) {
        walk.addTree(base.get().getTree());
      } else {
        walk.addTree(new EmptyTreeIterator());
      }
      walk.addTree(source.getTree());
      walk.addTree(destination.getTree());
      walk.setRecursive(true);
      walk.setFilter(TreeFilter.ANY_DIFF);
      while (walk.next()) {
        Versions versions = new Versions(Commits.path(walk), at(walk, 0), at(walk, 1), at(walk, 2));
        if (!versions.sourceIsAsBefore()) {
          changes.add(versions);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return changes;
  }

  private static Optional<Content> at(TreeWalk walk, int tree) {
    FileMode mode = walk.getFileMode(tree);
    return mode.equals(FileMode.MISSING)
        ? Optional.empty()
        : Optional.of(new Content(mode, walk.getObjectId(tree)));
  }
}
