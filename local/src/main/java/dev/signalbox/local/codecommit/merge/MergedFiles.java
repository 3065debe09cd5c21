package dev.signalbox.local.codecommit.merge;

import dev.signalbox.local.codecommit.history.Authorship;
import dev.signalbox.local.codecommit.history.Edits;
import dev.signalbox.local.codecommit.history.Files;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.revwalk.RevCommit;

/** A merge with what a person settled in it, to be written as a commit. */
public record MergedFiles(Merging merging, Resolutions resolutions, boolean keepEmptyFolders) {

  /** The new objects' ids. */
  public record Written(ObjectId commit, ObjectId tree) {}

  /**
   * Writes the commit; no reference moves.
   *
   * @param squash whether the new commit forgets that it is a merge
   * @throws AwsError ManualMergeRequiredException
   */
  public Written write(Authorship authorship, boolean squash) {
    try (ObjectInserter inserter = merging.repository().newObjectInserter()) {
      Files files = merging.files(inserter);
      resolutions.apply(merging, files, inserter);
      if (keepEmptyFolders) {
        ObjectId empty = inserter.insert(Constants.OBJ_BLOB, new byte[0]);
        Edits edits = new Edits(files);
        merging.attempts().keySet().stream()
            .filter(path -> files.at(path).isEmpty() && files.atFirst(path).isPresent())
            .forEach(path -> edits.keepFolderOf(path, empty));
      }
      ObjectId tree = files.write(inserter);
      List<RevCommit> parents =
          squash
              ? List.of(merging.destination())
              : List.of(merging.destination(), merging.source());
      return new Written(authorship.commit(inserter, tree, parents), tree);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
