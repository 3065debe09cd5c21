package dev.signalbox.core.route;

import dev.signalbox.core.glob.Glob;
import dev.signalbox.core.route.Grounds.Clause;
import java.util.List;
import java.util.Optional;

/**
 * Asks whether one name passes one filter.
 *
 * @param what the thing that has the name, as reasons call it
 */
record NameCheck(String what, Clause include, Clause exclude, NameFilter filter, String name) {
  /** Why it does not pass, if so. */
  Optional<Finding> refusal() {
    Optional<Glob> excluding = first(filter.exclude());
    if (excluding.isPresent()) {
      return Optional.of(refusal("the " + what + " is excluded", exclude, excluding));
    }
    if (filter.include(name)) {
      return Optional.empty();
    }
    return Optional.of(
        refusal(
            "the " + what + " does not match",
            include,
            Closest.of(filter.include(), List.of(name))));
  }

  /** Why it passes. */
  Finding passage() {
    Optional<Glob> matching = first(filter.include());
    return refusal(
        matching.isPresent() ? "the " + what + " matches" : "it is for every " + what,
        include,
        matching);
  }

  private Finding refusal(String reason, Clause clause, Optional<Glob> glob) {
    return new Finding(reason, new Grounds(clause, glob.map(Glob::pattern), List.of(name)));
  }

  private Optional<Glob> first(List<Glob> globs) {
    return Glob.choosing(globs, name);
  }
}
