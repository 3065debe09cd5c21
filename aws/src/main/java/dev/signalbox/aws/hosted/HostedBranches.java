package dev.signalbox.aws.hosted;

import dev.signalbox.core.reconcile.Branches;
import dev.signalbox.core.release.CommitId;
import dev.signalbox.core.release.Repository;
import dev.signalbox.core.route.WatchedRepository;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The branches of repositories at other providers. Their lists say where each branch points, so
 * that is asked once for all of them; who asks for a branch again is told anew.
 */
public final class HostedBranches implements Branches {
  private final HostedSources sources;
  private final Map<Repository, Map<String, CommitId>> listed = new HashMap<>();

  public HostedBranches(HostedSources sources) {
    this.sources = sources;
  }

  @Override
  public List<String> names(WatchedRepository repository) {
    Map<String, CommitId> heads = sources.heads(repository);
    listed.put(repository.repository(), new HashMap<>(heads));
    return List.copyOf(heads.keySet());
  }

  @Override
  public Optional<CommitId> head(WatchedRepository repository, String branch) {
    Optional<CommitId> known =
        Optional.ofNullable(
            listed.getOrDefault(repository.repository(), new HashMap<>()).remove(branch));
    return known.isPresent() ? known : sources.of(repository).head(branch);
  }
}
