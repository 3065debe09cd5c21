package dev.signalbox.core.reconcile;

import dev.signalbox.core.release.CommitId;
import dev.signalbox.core.release.Push;
import dev.signalbox.core.release.Ref;
import dev.signalbox.core.release.Repository;
import dev.signalbox.core.route.Definition;
import dev.signalbox.core.route.WatchedRepository;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** One look at one repository. */
final class Sight {
  private final WatchedRepository watched;
  private final Definition definition;
  private final Look before;
  private final Branches branches;
  private final Heads heads;
  private final InstantSource clock;
  private final List<Difference> differences = new ArrayList<>();
  private Optional<String> unfinished = Optional.empty();
  private int seen;
  private int met;

  Sight(
      WatchedRepository watched,
      Definition definition,
      Look before,
      Branches branches,
      Heads heads,
      InstantSource clock) {
    this.watched = watched;
    this.definition = definition;
    this.before = before;
    this.branches = branches;
    this.heads = heads;
    this.clock = clock;
  }

  List<Difference> differences() {
    return differences;
  }

  Survey.Looked looked(Optional<String> trouble) {
    return new Survey.Looked(repository(), seen, met, trouble.or(() -> unfinished));
  }

  private Repository repository() {
    return watched.repository();
  }

  void take(Instant stop) {
    List<String> names = branches.names(watched).stream().sorted().toList();
    Map<Ref, Head> known = heads.of(repository());
    if (before.isFresh(Reconciler.NEWS, clock.instant())) {
      deleted(Set.copyOf(names), known);
    }
    Optional<String> after = before.after(definition.version());
    Optional<String> last = after;
    for (String name : names) {
      if (after.filter(done -> name.compareTo(done) <= 0).isPresent() || !isRouted(name)) {
        continue;
      }
      if (!clock.instant().isBefore(stop)) {
        unfinished = Optional.of("the time was up; it goes on the next time");
        last.ifPresent(branch ->
            heads.looked(
                repository(), before.stopped(definition.version(), branch, clock.instant())));
        return;
      }
      look(Ref.branch(name), Optional.ofNullable(known.get(Ref.branch(name))));
      last = Optional.of(name);
    }
    heads.looked(repository(), Look.finished(definition.version(), clock.instant()));
  }

  private boolean isRouted(String branch) {
    return definition.routes().concern(repository(), Ref.branch(branch));
  }

  private void deleted(Set<String> names, Map<Ref, Head> known) {
    known.forEach((ref, head) -> {
      if (head.commit().isPresent() && !names.contains(ref.name())) {
        differences.add(
            new Difference(watched, push(ref, head.commit(), Optional.empty()), Optional.of(head)));
      }
    });
  }

  private void look(Ref ref, Optional<Head> left) {
    Instant now = clock.instant();
    Optional<CommitId> head = branches.head(watched, ref.name());
    Optional<CommitId> known = left.flatMap(Head::commit);
    seen++;
    if (head.isEmpty() || (left.isPresent() && head.equals(known))) {
      return;
    }
    Push push = push(ref, known, head);
    // What is new to us alone is no news: a repository or a pattern that the definition has gained.
    boolean news =
        left.isPresent()
            ? before.isFresh(Reconciler.NEWS, now)
            : before.covers(definition.version(), Reconciler.NEWS, now);
    if (news) {
      differences.add(new Difference(watched, push, left));
    } else {
      heads.moved(push);
      met++;
    }
  }

  private Push push(Ref ref, Optional<CommitId> from, Optional<CommitId> to) {
    Instant now = clock.instant();
    return new Push(Reconciler.NAME + "-" + now, repository(), ref, from, to, now);
  }
}
