package dev.signalbox.core.route;

import dev.signalbox.core.release.Cause;
import dev.signalbox.core.release.CommitId;
import dev.signalbox.core.release.ImagePush;
import dev.signalbox.core.release.PullRequest;
import dev.signalbox.core.release.Push;
import dev.signalbox.core.release.Ref;
import dev.signalbox.core.release.StoredObject;
import dev.signalbox.core.route.Baseline.Rung;
import java.util.Optional;

/** Finds what a push is to be compared with, from the best rung downwards. */
final class Baselines {
  private final Source source;
  private final String defaultBranch;

  Baselines(Source source, String defaultBranch) {
    this.source = source;
    this.defaultBranch = defaultBranch;
  }

  Baseline of(Cause cause, CommitId to) {
    return switch (cause) {
      case Push push when push.ref().kind() == Ref.Kind.TAG ->
          oldCommit(push, to).orElseGet(() -> everything(to));
      case Push push ->
          oldCommit(push, to).or(() -> mergeBase(push, to)).orElseGet(() -> everything(to));
      case PullRequest pullRequest -> threeDots(pullRequest, to);
      case ImagePush _, StoredObject _ -> everything(to);
    };
  }

  /** For a route that takes whatever has changed: what the event itself says, nothing is asked. */
  static Baseline untouched(Cause cause, CommitId to) {
    return Optional.of(cause)
        .filter(Push.class::isInstance)
        .flatMap(push -> ((Push) push).before())
        .map(before -> new Baseline(Rung.OLD_COMMIT, Optional.of(before), to, false))
        .orElseGet(() -> everything(to));
  }

  private static Baseline everything(CommitId to) {
    return new Baseline(Rung.EVERYTHING, Optional.empty(), to, false);
  }

  /** What the source branch adds to its destination, wherever that has gone since. */
  private Baseline threeDots(PullRequest pullRequest, CommitId to) {
    return source
        .mergeBase(to, pullRequest.destination().commit())
        .map(base -> new Baseline(Rung.MERGE_BASE, Optional.of(base), to, false))
        .orElseGet(() -> everything(to));
  }

  private Optional<Baseline> oldCommit(Push push, CommitId to) {
    try {
      return push.before()
          .map(before -> {
            boolean forced = !source.mergeBase(before, to).equals(push.before());
            return new Baseline(Rung.OLD_COMMIT, push.before(), to, forced);
          });
    } catch (Source.MissingCommit gone) {
      // A force push can leave its old commit without a ref, and repositories forget such commits.
      return Optional.empty();
    }
  }

  private Optional<Baseline> mergeBase(Push push, CommitId to) {
    if (defaultBranch.equals(push.ref().name())) {
      return Optional.empty();
    }
    boolean forced = push.before().isPresent();
    return source
        .head(defaultBranch)
        .flatMap(head -> source.mergeBase(to, head))
        .map(base -> new Baseline(Rung.MERGE_BASE, Optional.of(base), to, forced));
  }
}
