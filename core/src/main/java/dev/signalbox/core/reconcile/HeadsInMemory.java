package dev.signalbox.core.reconcile;

import dev.signalbox.core.release.Push;
import dev.signalbox.core.release.Ref;
import dev.signalbox.core.release.Repository;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Heads that are remembered as long as their process lives. */
public final class HeadsInMemory implements Heads {
  private final Map<Repository, Map<Ref, Head>> heads = new HashMap<>();
  private final Map<Repository, Look> looks = new HashMap<>();

  @Override
  public synchronized void moved(Push push) {
    var now = new Head(push.after(), push.at().truncatedTo(ChronoUnit.SECONDS));
    heads
        .computeIfAbsent(push.repository(), _ -> new HashMap<>())
        .merge(
            push.ref(), now, (known, _) -> known.givesWayTo(push.before(), now.at()) ? now : known);
  }

  @Override
  public synchronized Map<Ref, Head> of(Repository repository) {
    return Map.copyOf(heads.getOrDefault(repository, Map.of()));
  }

  @Override
  public synchronized Optional<Look> look(Repository repository) {
    return Optional.ofNullable(looks.get(repository));
  }

  @Override
  public synchronized void looked(Repository repository, Look look) {
    looks.put(repository, look);
  }
}
