package dev.signalbox.local.codecommit.merge;

import dev.signalbox.local.codecommit.history.Commits;
import dev.signalbox.local.codecommit.history.Files;
import dev.signalbox.local.codecommit.history.Files.Content;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.treewalk.TreeWalk;

/** The merge of one commit into another: what it changes, and what it leaves to a person. */
public final class Merging {
  private final Repository repository;
  private final Optional<RevCommit> base;
  private final RevCommit source;
  private final RevCommit destination;
  private final Map<String, Attempt> attempts = new TreeMap<>();
  private final List<Conflict> conflicts = new ArrayList<>();

  private Merging(
      Repository repository, Optional<RevCommit> base, RevCommit source, RevCommit destination) {
    this.repository = repository;
    this.base = base;
    this.source = source;
    this.destination = destination;
  }

  public static Merging of(
      Repository repository, RevCommit source, RevCommit destination, Policy policy) {
    Optional<RevCommit> base = new Commits(repository).mergeBase(source, destination);
    Merging merging = new Merging(repository, base, source, destination);
    for (Versions change : Changes.of(repository, base, source, destination)) {
      merging.attempts.put(
          change.path(),
          change.bothChanged()
              ? Attempt.at(repository, change, policy)
              : new Attempt(change.source(), Optional.empty(), Optional.empty()));
    }
    merging
        .attempts
        .values()
        .forEach(attempt -> attempt.conflict().ifPresent(merging.conflicts::add));
    merging.conflicts.addAll(new FolderConflicts(merging).found());
    merging.conflicts.sort(Comparator.comparing(conflict -> conflict.versions().path()));
    return merging;
  }

  public RevCommit source() {
    return source;
  }

  public RevCommit destination() {
    return destination;
  }

  /** The nearest commit both come from; empty when they have none in common. */
  public Optional<RevCommit> base() {
    return base;
  }

  Repository repository() {
    return repository;
  }

  /** In the order of their paths. */
  public List<Conflict> conflicts() {
    return List.copyOf(conflicts);
  }

  /** Nothing in conflict at a path that is there on some side; empty where there is none. */
  public Optional<Conflict> agreed(String path) {
    Versions versions =
        new Versions(
            path,
            base.flatMap(commit -> at(commit, path)),
            at(source, path),
            at(destination, path));
    return versions.areFiles() && versions.isSomewhere()
        ? Optional.of(new Conflict(versions, false, false, false, List.of()))
        : Optional.empty();
  }

  Optional<Content> at(RevCommit commit, String path) {
    try (TreeWalk walk = TreeWalk.forPath(repository, path, commit.getTree())) {
      return walk == null
          ? Optional.empty()
          : Optional.of(new Content(walk.getFileMode(0), walk.getObjectId(0)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Whether the destination only has to be moved on to the source. */
  public boolean isFastForward() {
    return base.filter(destination::equals).isPresent();
  }

  Map<String, Attempt> attempts() {
    return attempts;
  }

  /** The merged files, without those in conflict as the source has them. */
  Files files(ObjectInserter inserter) throws IOException {
    Files files = Files.of(repository, Optional.of(destination));
    for (Map.Entry<String, Attempt> entry : attempts.entrySet()) {
      Attempt attempt = entry.getValue();
      if (attempt.conflict().isEmpty()) {
        put(files, entry.getKey(), stored(attempt, inserter));
      }
    }
    return files;
  }

  static void put(Files files, String path, Optional<Content> content) {
    content.ifPresentOrElse(there -> files.put(path, there), () -> files.remove(path));
  }

  private static Optional<Content> stored(Attempt attempt, ObjectInserter inserter)
      throws IOException {
    if (attempt.text().isEmpty()) {
      return attempt.result();
    }
    ObjectId blob = inserter.insert(Constants.OBJ_BLOB, attempt.text().get());
    return attempt.result().map(content -> new Content(content.mode(), blob));
  }
}
