package dev.signalbox.aws.hosted;

import dev.signalbox.core.Unavailable;
import dev.signalbox.core.release.CommitId;
import dev.signalbox.core.release.Repository;
import dev.signalbox.core.route.Change;
import dev.signalbox.core.route.Source;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** A source whose answers may be other than they should: then it is as if there was none. */
record Understood(Source source, Repository repository) implements Source {
  <T> T read(Supplier<T> call) {
    try {
      return call.get();
    } catch (IllegalArgumentException e) {
      throw new Unavailable(
          "What the provider of repository %s answers is not understood: %s"
              .formatted(repository, e.getMessage()),
          e);
    }
  }

  @Override
  public Iterable<List<Change>> changes(Optional<CommitId> from, CommitId to) {
    Iterable<List<Change>> pages = read(() -> source.changes(from, to));
    return () -> {
      Iterator<List<Change>> each = pages.iterator();
      return new Iterator<>() {
        @Override
        public boolean hasNext() {
          return each.hasNext();
        }

        @Override
        public List<Change> next() {
          return read(each::next);
        }
      };
    };
  }

  @Override
  public Iterable<List<Change>> changesOfEach(Optional<CommitId> from, CommitId to) {
    return read(() -> source.changesOfEach(from, to));
  }

  @Override
  public Optional<CommitId> mergeBase(CommitId one, CommitId other) {
    return read(() -> source.mergeBase(one, other));
  }

  @Override
  public Optional<CommitId> head(String branch) {
    return read(() -> source.head(branch));
  }

  @Override
  public Optional<String> message(CommitId commit) {
    return read(() -> source.message(commit));
  }
}
