package dev.signalbox.core.reconcile;

import dev.signalbox.core.release.CommitId;
import dev.signalbox.core.route.WatchedRepository;
import java.util.List;
import java.util.Optional;

/** The branches that repositories have right now. */
public interface Branches {
  /** The names of all branches. */
  List<String> names(WatchedRepository repository);

  /** Where a branch points, if there is such a branch. */
  Optional<CommitId> head(WatchedRepository repository, String branch);
}
