package dev.signalbox.aws.hosted;

import dev.signalbox.core.route.Change;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * Every file of a commit, and what tells its content from any other.
 *
 * @param files contents by paths
 */
record Listing(Map<String, String> files) {
  static final Listing NOTHING = new Listing(Map.of());

  /** What is to be done to this one to make it the other one. */
  List<Change> changesTo(Listing other) {
    List<Change> changes = new ArrayList<>();
    var paths = new TreeSet<>(files.keySet());
    paths.addAll(other.files.keySet());
    for (String path : paths) {
      String before = files.get(path);
      String after = other.files.get(path);
      if (before == null) {
        changes.add(new Change(Change.Kind.ADDED, path));
      } else if (after == null) {
        changes.add(new Change(Change.Kind.DELETED, path));
      } else if (!before.equals(after)) {
        changes.add(new Change(Change.Kind.MODIFIED, path));
      }
    }
    return changes;
  }
}
