package dev.signalbox.core.route;

import dev.signalbox.core.glob.Glob;
import dev.signalbox.core.release.Push;
import dev.signalbox.core.release.Ref;
import dev.signalbox.core.route.Grounds.Clause;
import java.util.List;
import java.util.Optional;

/** Asks everything of a route that can be answered without looking at files. */
final class BranchCheck {
  private BranchCheck() {}

  /** Why the route is not for this push, if so. */
  static Optional<Decision> refusal(Route route, Push push) {
    if (!route.repository().equals(push.repository())) {
      return refused(
          route, Clause.REPOSITORY, Optional.empty(), push, "it is for another repository");
    }
    if (push.ref().kind() != Ref.Kind.BRANCH) {
      return refused(
          route, Clause.BRANCHES, Optional.empty(), push, "it is for branches, this is a tag");
    }
    return byName(route, push)
        .or(() ->
            push.deletes()
                ? refused(
                    route,
                    Clause.BRANCHES,
                    Optional.empty(),
                    push,
                    "the branch was deleted, there is no commit to start")
                : Optional.empty());
  }

  private static Optional<Decision> byName(Route route, Push push) {
    String branch = push.ref().name();
    BranchFilter filter = route.branches();
    Optional<Glob> excluding = matching(filter.exclude(), branch);
    if (excluding.isPresent()) {
      return refused(route, Clause.BRANCHES_EXCLUDE, excluding, push, "the branch is excluded");
    }
    if (filter.include().isEmpty() || matching(filter.include(), branch).isPresent()) {
      return Optional.empty();
    }
    Optional<Glob> closest = Closest.of(filter.include(), List.of(branch));
    return refused(route, Clause.BRANCHES, closest, push, "the branch does not match");
  }

  /** The decision for a route that asks for nothing more. */
  static Decision taken(Route route, Push push) {
    Optional<Glob> glob = matching(route.branches().include(), push.ref().name());
    return Decision.taking(
        route,
        glob.isPresent() ? "the branch matches" : "it is for every branch",
        grounds(Clause.BRANCHES, glob, push));
  }

  private static Optional<Glob> matching(List<Glob> globs, String branch) {
    return globs.stream().filter(glob -> glob.matches(branch)).findFirst();
  }

  private static Optional<Decision> refused(
      Route route, Clause clause, Optional<Glob> glob, Push push, String reason) {
    return Optional.of(
        Decision.of(route, new Outcome.Skipped(reason), grounds(clause, glob, push)));
  }

  private static Grounds grounds(Clause clause, Optional<Glob> glob, Push push) {
    String witness = clause == Clause.REPOSITORY ? push.repository().toString() : push.ref().name();
    return new Grounds(clause, glob.map(Glob::pattern), List.of(witness));
  }
}
