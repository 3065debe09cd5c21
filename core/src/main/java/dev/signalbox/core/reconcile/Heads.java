package dev.signalbox.core.reconcile;

import dev.signalbox.core.release.Push;
import dev.signalbox.core.release.Ref;
import dev.signalbox.core.release.Repository;
import java.util.Map;
import java.util.Optional;

/**
 * What is remembered of branches, so that a push can be missed.
 *
 * <p>Pushes may be told late, twice and out of order; memory never goes back in time. Times count
 * in whole seconds, as CodeCommit's events have them.
 */
public interface Heads {
  /** A push was routed, or a branch was seen: from now on it is where the push left it. */
  void moved(Push push);

  /** Where the branches were left that anything is known of, deleted ones too. */
  Map<Ref, Head> of(Repository repository);

  /** How far a repository has been looked through, if it ever was. */
  Optional<Look> look(Repository repository);

  void looked(Repository repository, Look look);
}
