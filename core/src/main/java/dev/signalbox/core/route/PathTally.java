package dev.signalbox.core.route;

import dev.signalbox.core.glob.Glob;
import dev.signalbox.core.route.Grounds.Clause;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What one route has seen of a difference so far. */
final class PathTally {
  private record Sighting(Optional<Glob> glob, String path) {}

  private final Route route;
  private final PathFilter filter;
  private Optional<Sighting> counted = Optional.empty();
  private Optional<Sighting> vetoed = Optional.empty();
  private Optional<Sighting> onlySuch = Optional.empty();
  private Optional<Sighting> excluded = Optional.empty();
  private final List<String> excludedFiles = new ArrayList<>();
  private int excludedCount;
  private boolean otherThanOnly;
  private final List<String> otherwiseChanged = new ArrayList<>();

  PathTally(Route route) {
    this.route = route;
    this.filter = route.paths();
    this.otherThanOnly = filter.unlessOnly().isEmpty();
  }

  /** Whether no further file can change the decision. */
  boolean decided() {
    return vetoed.isPresent() || (counted.isPresent() && otherThanOnly && filter.veto().isEmpty());
  }

  void count(Change change, PathIndex.Matched matched) {
    if (filter.kinds().contains(change.kind())) {
      count(change.path(), matched);
    } else if (matched.first(filter.include()).isPresent() || filter.include().isEmpty()) {
      keep(change.path(), otherwiseChanged);
    }
  }

  private void count(String path, PathIndex.Matched matched) {
    vetoed = matched.first(filter.veto()).map(glob -> new Sighting(Optional.of(glob), path));
    if (vetoed.isPresent()) {
      return;
    }
    matched
        .first(filter.unlessOnly())
        .ifPresentOrElse(
            glob ->
                onlySuch = onlySuch.or(() -> Optional.of(new Sighting(Optional.of(glob), path))),
            () -> otherThanOnly = true);
    Optional<Glob> include = matched.first(filter.include());
    if (include.isPresent() || filter.include().isEmpty()) {
      matched
          .first(filter.exclude())
          .ifPresentOrElse(
              glob -> exclude(path, glob),
              () -> counted = counted.or(() -> Optional.of(new Sighting(include, path))));
    }
  }

  private void exclude(String path, Glob glob) {
    excludedCount++;
    excluded = excluded.or(() -> Optional.of(new Sighting(Optional.of(glob), path)));
    keep(path, excludedFiles);
  }

  private static void keep(String path, List<String> witnesses) {
    if (witnesses.size() < Grounds.MOST_WITNESSES) {
      witnesses.add(path);
    }
  }

  Decision decision(int files, List<String> firstFiles) {
    if (vetoed.isPresent()) {
      return skipped(Clause.PATHS_VETO, vetoed.get(), "a changed file vetoes it");
    }
    if (counted.isPresent() && otherThanOnly) {
      return taken(counted.get());
    }
    if (files == 0) {
      return skipped(Clause.PATHS, Optional.empty(), List.of(), "nothing has changed");
    }
    if (!otherThanOnly && onlySuch.isPresent()) {
      return skipped(
          Clause.PATHS_UNLESS_ONLY,
          onlySuch.flatMap(Sighting::glob),
          firstFiles,
          "there is nothing but such files among the %s".formatted(changed(files)));
    }
    if (excludedCount > 0) {
      return skipped(
          Clause.PATHS_EXCLUDE,
          excluded.flatMap(Sighting::glob),
          excludedFiles,
          excludedCount == 1
              ? "the one matching file is excluded"
              : "all " + excludedCount + " matching files are excluded");
    }
    if (!otherwiseChanged.isEmpty()) {
      return skipped(
          Clause.PATHS_CHANGES,
          Optional.empty(),
          otherwiseChanged,
          "no matching file was " + words(filter.kinds()));
    }
    return skipped(
        Clause.PATHS_INCLUDE,
        Closest.of(filter.include(), firstFiles),
        firstFiles,
        files == 1
            ? "the one changed file does not match"
            : "none of the %d changed files matches".formatted(files));
  }

  private static String words(Set<Change.Kind> kinds) {
    return kinds.stream().map(Change.Kind::word).collect(Collectors.joining(" or "));
  }

  private static String changed(int files) {
    return files == 1 ? "1 changed file" : files + " changed files";
  }

  private Decision taken(Sighting sighting) {
    return Decision.taking(
        route,
        "a changed file matches",
        new Grounds(
            Clause.PATHS_INCLUDE, sighting.glob().map(Glob::pattern), List.of(sighting.path())));
  }

  private Decision skipped(Clause clause, Sighting sighting, String reason) {
    return skipped(clause, sighting.glob(), List.of(sighting.path()), reason);
  }

  private Decision skipped(
      Clause clause, Optional<Glob> glob, List<String> witnesses, String reason) {
    return Decision.of(
        route,
        new Outcome.Skipped(reason),
        new Grounds(clause, glob.map(Glob::pattern), witnesses));
  }
}
