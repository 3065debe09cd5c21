package dev.signalbox.core.route;

import dev.signalbox.core.release.Reach;
import dev.signalbox.core.release.Repository;

/**
 * A repository whose pushes are routed.
 *
 * @param defaultBranch what its new branches are compared with
 * @param reach how its account is reached
 */
public record WatchedRepository(Repository repository, String defaultBranch, Reach reach) {}
