package dev.signalbox.core.route;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Reads one difference for many routes; what it keeps does not grow with the difference. */
final class PathScan {
  private final PathIndex index;
  private final @Nullable PathTally[] tallies;
  private final List<String> firstFiles = new ArrayList<>();
  private int undecided;
  private int files;

  /** Scans for those routes of the index that are wanted. */
  PathScan(PathIndex index, List<Route> wanted) {
    Set<String> names = wanted.stream().map(Route::name).collect(Collectors.toSet());
    this.index = index;
    this.tallies = new PathTally[index.routes().size()];
    for (int i = 0; i < tallies.length; i++) {
      Route route = index.routes().get(i);
      if (names.contains(route.name())) {
        tallies[i] = new PathTally(route);
        undecided++;
      }
    }
  }

  boolean allDecided() {
    return undecided == 0;
  }

  void read(List<Change> page) {
    for (Change change : page) {
      if (allDecided()) {
        return;
      }
      read(change);
    }
  }

  private void read(Change change) {
    String path = change.path();
    files++;
    if (firstFiles.size() < Grounds.MOST_WITNESSES) {
      firstFiles.add(path);
    }
    PathIndex.Matched matched = index.match(path);
    BitSet concerned = matched.routes();
    for (int i = concerned.nextSetBit(0); i >= 0; i = concerned.nextSetBit(i + 1)) {
      PathTally tally = tallies[i];
      if (tally != null && !tally.decided()) {
        tally.count(change, matched);
        undecided -= tally.decided() ? 1 : 0;
      }
    }
  }

  /** The decisions, once every page is read or every route is decided. */
  List<Decision> decisions() {
    return IntStream.range(0, tallies.length)
        .mapToObj(i -> tallies[i])
        .filter(tally -> tally != null)
        .map(tally -> tally.decision(files, firstFiles))
        .toList();
  }
}
