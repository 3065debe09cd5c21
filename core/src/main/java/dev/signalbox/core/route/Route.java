package dev.signalbox.core.route;

import dev.signalbox.core.release.Cause;
import dev.signalbox.core.release.Push;
import dev.signalbox.core.release.Repository;
import dev.signalbox.core.release.TriggerId;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/**
 * A rule: what is like this starts that. But for the default ones, routes know nothing of each
 * other.
 */
public record Route(String name, On on, PathFilter paths, Start start, Set<Option> options) {
  /** What a route can be besides. */
  public enum Option {
    /** It takes what no other route takes. */
    DEFAULT("default"),
    /** Skip markers do not stop it. */
    IGNORE_SKIP("ignore-skip"),
    /** What a skip marker has skipped counts as done, not as owed. */
    SKIP_FORGETS("skip-forgets"),
    /** What any commit of a push changes counts, even if a later one takes it back. */
    ANY_COMMIT("any-commit"),
    /** One revision starts its pipeline once, whichever refs it comes by. */
    ONCE_PER_REVISION("once-per-revision");

    private final String word;

    Option(String word) {
      this.word = word;
    }

    /** As the definition spells it. */
    public String word() {
      return word;
    }
  }

  public Route {
    EnumSet<Option> ordered = EnumSet.noneOf(Option.class);
    ordered.addAll(options);
    options = Collections.unmodifiableSet(ordered);
  }

  /** A plain route for branches. */
  public Route(
      String name, Repository repository, NameFilter branches, PathFilter paths, Start start) {
    this(name, new On.Branches(repository, branches), paths, start, Set.of());
  }

  /** The identity of the start that this route makes of a cause. */
  public TriggerId trigger(Cause cause) {
    return is(Option.ONCE_PER_REVISION)
        ? TriggerId.ofRevision(start.target().pipeline(), cause)
        : TriggerId.of(start.target().pipeline(), cause);
  }

  /** The route for one push: with the branch's own pipeline, where each branch has one. */
  Route of(Cause cause) {
    return start.ephemeral().isPresent() && cause instanceof Push push
        ? new Route(name, on, paths, start.of(push), options)
        : this;
  }

  public boolean is(Option option) {
    return options.contains(option);
  }
}
