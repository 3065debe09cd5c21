package dev.signalbox.core.route;

import dev.signalbox.core.release.CommitId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** A repository in memory: each commit has one parent at most and changes some files. */
public final class History implements Source, Sources {
  private record Made(Optional<CommitId> parent, List<Change> changes) {}

  private final Map<CommitId, Made> commits = new HashMap<>();
  private final Map<String, CommitId> branches = new HashMap<>();
  private final Map<CommitId, String> messages = new HashMap<>();
  private int pageSize = 100;
  private int pagesRead;

  /** Commit 1 on main, and commit 2 after it, which changes these files. */
  public static History changing(String... paths) {
    return new History()
        .commit(1, 0, added("README.md"))
        .commit(2, 1, Stream.of(paths).map(p -> new Change(Change.Kind.MODIFIED, p)).toList())
        .branch("main", 1);
  }

  public static List<Change> added(String... paths) {
    return Stream.of(paths).map(path -> new Change(Change.Kind.ADDED, path)).toList();
  }

  /** A parent of 0 is none. */
  public History commit(int number, int parent, List<Change> changes) {
    commits.put(
        Shop.commit(number),
        new Made(Optional.of(parent).filter(p -> p > 0).map(Shop::commit), changes));
    return this;
  }

  public History branch(String name, int commit) {
    branches.put(name, Shop.commit(commit));
    return this;
  }

  public History delete(String branch) {
    branches.remove(branch);
    return this;
  }

  public History message(int commit, String message) {
    messages.put(Shop.commit(commit), message);
    return this;
  }

  @Override
  public Optional<String> message(CommitId commit) {
    return Optional.ofNullable(messages.get(commit));
  }

  public History pagesOf(int files) {
    pageSize = files;
    return this;
  }

  public int pagesRead() {
    return pagesRead;
  }

  @Override
  public Source of(WatchedRepository repository) {
    return this;
  }

  /** The changes of all commits after {@code from}; enough for histories without reverts. */
  @Override
  public Iterable<List<Change>> changes(Optional<CommitId> from, CommitId to) {
    from.ifPresent(this::known);
    Set<CommitId> seen = new HashSet<>();
    from.ifPresent(commit -> ancestors(commit).forEach(seen::add));
    List<Change> all =
        ancestors(to)
            .filter(c -> !seen.contains(c))
            .flatMap(c -> known(c).changes().stream())
            .toList();
    List<List<Change>> pages = new ArrayList<>();
    for (int i = 0; i < all.size(); i += pageSize) {
      pages.add(all.subList(i, Math.min(all.size(), i + pageSize)));
    }
    return () -> pages.stream().peek(_ -> pagesRead++).iterator();
  }

  @Override
  public Iterable<List<Change>> changesOfEach(Optional<CommitId> from, CommitId to) {
    return ancestors(to)
        .takeWhile(commit -> !Optional.of(commit).equals(from))
        .map(commit -> known(commit).changes())
        .toList();
  }

  @Override
  public Optional<CommitId> mergeBase(CommitId one, CommitId other) {
    List<CommitId> ofOne = ancestors(one).toList();
    return ancestors(other).filter(ofOne::contains).findFirst();
  }

  @Override
  public Optional<CommitId> head(String branch) {
    return Optional.ofNullable(branches.get(branch));
  }

  private Stream<CommitId> ancestors(CommitId commit) {
    return Stream.concat(
        Stream.of(commit), known(commit).parent().stream().flatMap(this::ancestors));
  }

  private Made known(CommitId commit) {
    return Optional.ofNullable(commits.get(commit))
        .orElseThrow(() -> new MissingCommit("commit " + commit + " does not exist"));
  }
}
