package dev.signalbox.core.route;

import dev.signalbox.core.glob.Glob;
import dev.signalbox.core.release.Push;
import dev.signalbox.core.route.Grounds.Clause;
import java.util.List;
import java.util.Optional;

/** Asks what a branch must be like to have a pipeline of its own. */
final class EphemeralCheck {
  /** CodePipeline would fill in what follows, and knows no way to write it as it is. */
  private static final String FILLED_IN = "#{";

  private EphemeralCheck() {}

  /** Why the branch gets no pipeline of its own by this push, if so. */
  static Optional<Finding> refusal(WatchedRepository watched, Push push) {
    String branch = push.ref().name();
    return guarded(watched, branch).or(() -> fate(push)).or(() -> spelling(branch));
  }

  private static Optional<Finding> guarded(WatchedRepository watched, String branch) {
    if (branch.equals(watched.defaultBranch())) {
      return Optional.of(
          Finding.of(
              "the default branch has no pipeline of its own, made or deleted",
              Clause.PROTECTED,
              branch));
    }
    return Glob.choosing(watched.guarded(), branch)
        .map(glob ->
            new Finding(
                "a protected branch has no pipeline of its own, made or deleted",
                new Grounds(Clause.PROTECTED, Optional.of(glob.pattern()), List.of(branch))));
  }

  private static Optional<Finding> fate(Push push) {
    return push.deletes()
        ? Optional.of(
            Finding.of(
                "the branch was deleted, its own pipeline goes with it",
                Clause.EPHEMERAL,
                push.ref().name()))
        : Optional.empty();
  }

  private static Optional<Finding> spelling(String branch) {
    return branch.contains(FILLED_IN)
        ? Optional.of(
            Finding.of(
                "the branch's name has '#{' in it, which CodePipeline would fill in: rename it",
                Clause.EPHEMERAL,
                branch))
        : Optional.empty();
  }
}
