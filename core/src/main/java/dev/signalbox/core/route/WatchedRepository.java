package dev.signalbox.core.route;

import dev.signalbox.core.glob.Glob;
import dev.signalbox.core.release.Reach;
import dev.signalbox.core.release.Repository;
import java.util.List;

/**
 * A repository whose pushes are routed.
 *
 * @param defaultBranch what its new branches are compared with
 * @param guarded branches that never have a pipeline of their own, besides the default branch
 * @param reach how its account is reached
 */
public record WatchedRepository(
    Repository repository, String defaultBranch, List<Glob> guarded, Reach reach) {
  public WatchedRepository {
    guarded = List.copyOf(guarded);
  }

  /** With no branches guarded but the default one. */
  public WatchedRepository(Repository repository, String defaultBranch, Reach reach) {
    this(repository, defaultBranch, List.of(), reach);
  }
}
