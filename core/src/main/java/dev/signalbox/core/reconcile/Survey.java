package dev.signalbox.core.reconcile;

import dev.signalbox.core.release.Push;
import dev.signalbox.core.release.Repository;
import java.util.List;
import java.util.Optional;

/**
 * What a look at all repositories has found.
 *
 * @param lost pushes of which no event has come, each from where its branch was left to where it is
 */
public record Survey(List<Push> lost, List<Looked> repositories) {
  public Survey {
    lost = List.copyOf(lost);
    repositories = List.copyOf(repositories);
  }

  /**
   * One repository's part.
   *
   * @param branches how many branches were looked at
   * @param met how many were seen for the first time: they are remembered and start nothing
   * @param unfinished why not all of it was looked at, if so
   */
  public record Looked(Repository repository, int branches, int met, Optional<String> unfinished) {}
}
