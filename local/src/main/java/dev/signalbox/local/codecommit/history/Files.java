package dev.signalbox.local.codecommit.history;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.eclipse.jgit.dircache.DirCache;
import org.eclipse.jgit.dircache.DirCacheBuilder;
import org.eclipse.jgit.dircache.DirCacheEditor;
import org.eclipse.jgit.dircache.DirCacheEntry;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;

/** The files of a commit with changes to them, in memory until they are written as a tree. */
public final class Files {

  /** What is at a path. */
  public record Content(FileMode mode, ObjectId id) {}

  private final DirCache before;
  private final NavigableMap<String, Optional<Content>> changes = new TreeMap<>();

  private Files(DirCache before) {
    this.before = before;
  }

  /** No files without a commit. */
  public static Files of(Repository repository, Optional<RevCommit> commit) {
    DirCache cache = DirCache.newInCore();
    if (commit.isPresent()) {
      try (ObjectReader reader = repository.newObjectReader()) {
        DirCacheBuilder builder = cache.builder();
        builder.addTree(new byte[0], DirCacheEntry.STAGE_0, reader, commit.get().getTree());
        builder.finish();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return new Files(cache);
  }

  public Optional<Content> at(String path) {
    Optional<Content> changed = changes.get(path);
    return changed == null ? atFirst(path) : changed;
  }

  /** What was there before the changes. */
  public Optional<Content> atFirst(String path) {
    return Optional.ofNullable(before.getEntry(path))
        .map(entry -> new Content(entry.getFileMode(), entry.getObjectId()));
  }

  /** Whether there is a file below the path. */
  public boolean isFolder(String path) {
    String prefix = path + "/";
    return changes.tailMap(prefix).entrySet().stream()
            .takeWhile(change -> change.getKey().startsWith(prefix))
            .anyMatch(change -> change.getValue().isPresent())
        || Arrays.stream(before.getEntriesWithin(path))
            .anyMatch(entry -> !changes.containsKey(entry.getPathString()));
  }

  public void put(String path, Content content) {
    changes.put(path, Optional.of(content));
  }

  public void remove(String path) {
    changes.put(path, Optional.empty());
  }

  public ObjectId write(ObjectInserter inserter) throws IOException {
    DirCacheEditor editor = before.editor();
    changes.forEach((path, content) -> editor.add(edit(path, content)));
    editor.finish();
    return before.writeTree(inserter);
  }

  private static DirCacheEditor.PathEdit edit(String path, Optional<Content> content) {
    if (content.isEmpty()) {
      return new DirCacheEditor.DeletePath(path);
    }
    Content there = content.get();
    return new DirCacheEditor.PathEdit(path) {
      @Override
      public void apply(DirCacheEntry entry) {
        entry.setFileMode(there.mode());
        entry.setObjectId(there.id());
      }
    };
  }
}
