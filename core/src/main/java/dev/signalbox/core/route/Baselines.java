package dev.signalbox.core.route;

import dev.signalbox.core.release.Cause;
import dev.signalbox.core.release.CommitId;
import dev.signalbox.core.release.ImagePush;
import dev.signalbox.core.release.PullRequest;
import dev.signalbox.core.release.Push;
import dev.signalbox.core.release.Ref;
import dev.signalbox.core.release.StoredObject;
import dev.signalbox.core.route.Baseline.Rung;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Finds what a cause is to be compared with, from the best rung downwards. */
final class Baselines {
  private final Source source;
  private final String defaultBranch;
  private final Cause cause;
  private final CommitId to;
  private final Map<CommitId, Optional<CommitId>> bases = new HashMap<>();

  Baselines(Source source, String defaultBranch, Cause cause, CommitId to) {
    this.source = source;
    this.defaultBranch = defaultBranch;
    this.cause = cause;
    this.to = to;
  }

  /** For a pipeline that has come so far with the ref. */
  Baseline of(Standing standing) {
    return switch (cause) {
      case Push push -> ladder(push, standing);
      case PullRequest pullRequest -> threeDots(pullRequest);
      case ImagePush _, StoredObject _ -> everything(false);
    };
  }

  private Baseline ladder(Push push, Standing standing) {
    boolean forced = isForced(push);
    Stream<Supplier<Optional<Baseline>>> rungs =
        Stream.of(
            () -> done(standing, forced),
            () -> owed(standing, forced),
            () -> known(Rung.OLD_COMMIT, push.before(), forced),
            () -> mergeBase(push, forced));
    return rungs
        .flatMap(rung -> rung.get().stream())
        .findFirst()
        .orElseGet(() -> everything(forced));
  }

  /** Changes that a run is dealing with right now are its business until it fails. */
  private Optional<Baseline> done(Standing standing, boolean forced) {
    return standing
        .newest()
        .flatMap(run ->
            known(
                    standing.open().contains(run) ? Rung.LAST_ROUTED : Rung.LAST_GREEN,
                    Optional.of(run.commit()),
                    forced)
                .or(() ->
                    standing
                        .green()
                        .flatMap(
                            green -> known(Rung.LAST_GREEN, Optional.of(green.commit()), forced))));
  }

  private Optional<Baseline> owed(Standing standing, boolean forced) {
    return standing
        .owed()
        .flatMap(owed ->
            owed.from().isEmpty()
                ? Optional.of(everything(forced))
                : known(Rung.OWED, owed.from(), forced));
  }

  /** A rung that stands: force pushes leave commits behind, and repositories forget such. */
  private Optional<Baseline> known(Rung rung, Optional<CommitId> from, boolean forced) {
    try {
      from.ifPresent(this::base);
      return from.map(commit -> new Baseline(rung, from, to, forced));
    } catch (Source.MissingCommit gone) {
      return Optional.empty();
    }
  }

  private Optional<Baseline> mergeBase(Push push, boolean forced) {
    if (push.ref().kind() == Ref.Kind.TAG || defaultBranch.equals(push.ref().name())) {
      return Optional.empty();
    }
    return source
        .head(defaultBranch)
        .flatMap(this::base)
        .map(base -> new Baseline(Rung.MERGE_BASE, Optional.of(base), to, forced));
  }

  /** What the source branch adds to its destination, wherever that has gone since. */
  private Baseline threeDots(PullRequest pullRequest) {
    return base(pullRequest.destination().commit())
        .map(base -> new Baseline(Rung.MERGE_BASE, Optional.of(base), to, false))
        .orElseGet(() -> everything(false));
  }

  private Baseline everything(boolean forced) {
    return new Baseline(Rung.EVERYTHING, Optional.empty(), to, forced);
  }

  /** Whether the ref was moved to where its old commit is not an ancestor, or is gone. */
  private boolean isForced(Push push) {
    try {
      return push.before().isPresent() && !push.before().equals(base(push.before().orElseThrow()));
    } catch (Source.MissingCommit gone) {
      return true;
    }
  }

  /**
   * The decision not to go back behind a run that has this commit in it already.
   *
   * <p>A ref that is moved back on purpose says so itself: its old commit is the newer one.
   */
  Optional<Standing.Run> overtakenBy(Standing standing) {
    if (!(cause instanceof Push push)) {
      return Optional.empty();
    }
    return standing
        .last()
        .filter(run -> !run.commit().equals(to))
        .filter(run -> isAncestorOf(run.commit()))
        .filter(_ -> push.before().filter(this::isAncestorOf).isEmpty());
  }

  private boolean isAncestorOf(CommitId commit) {
    try {
      return base(commit).equals(Optional.of(to));
    } catch (Source.MissingCommit | Source.UnknownHistory e) {
      return false;
    }
  }

  private Optional<CommitId> base(CommitId commit) {
    Optional<CommitId> known = bases.get(commit);
    if (known == null) {
      known = source.mergeBase(commit, to);
      bases.put(commit, known);
    }
    return known;
  }
}
