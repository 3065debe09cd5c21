package dev.signalbox.core.route;

import dev.signalbox.core.glob.Glob;
import dev.signalbox.core.release.Reach;
import dev.signalbox.core.release.Repository;
import java.util.List;
import java.util.Optional;

/**
 * A repository whose pushes are routed.
 *
 * @param defaultBranch what its new branches are compared with
 * @param guarded branches that never have a pipeline of their own, besides the default branch
 * @param reach how its account is reached
 * @param hosting where it is not AWS's
 */
public record WatchedRepository(
    Repository repository,
    String defaultBranch,
    List<Glob> guarded,
    Reach reach,
    Optional<Hosting> hosting) {
  public WatchedRepository {
    guarded = List.copyOf(guarded);
  }

  /** One of AWS's. */
  public WatchedRepository(
      Repository repository, String defaultBranch, List<Glob> guarded, Reach reach) {
    this(repository, defaultBranch, guarded, reach, Optional.empty());
  }

  /** One of AWS's, with no branches guarded but the default one. */
  public WatchedRepository(Repository repository, String defaultBranch, Reach reach) {
    this(repository, defaultBranch, List.of(), reach);
  }
}
