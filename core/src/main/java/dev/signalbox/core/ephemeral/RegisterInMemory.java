package dev.signalbox.core.ephemeral;

import dev.signalbox.core.Unavailable;
import dev.signalbox.core.release.PipelineId;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A register that lives as long as its process. */
public final class RegisterInMemory implements Register {
  private record Holder(String token, Instant until) {}

  private final Map<PipelineId, Holder> holders = new HashMap<>();
  private final Map<PipelineId, Registered> known = new HashMap<>();
  private int tokens;

  @Override
  public synchronized Lease take(BranchPipeline pipeline, Instant now, Instant until) {
    Holder holder = holders.get(pipeline.id());
    if (holder != null && holder.until().isAfter(now)) {
      return new Lease.Held(holder.until());
    }
    String token = "token " + tokens++;
    holders.put(pipeline.id(), new Holder(token, until));
    return new Lease.Taken(pipeline, token, Optional.ofNullable(known.get(pipeline.id())));
  }

  private void check(Lease.Taken lease) {
    Holder holder = holders.get(lease.pipeline().id());
    if (holder == null || !holder.token().equals(lease.token())) {
      throw new Unavailable(
          "someone else is at work on pipeline %s now".formatted(lease.pipeline().id()));
    }
  }

  @Override
  public synchronized void write(Lease.Taken lease, Registered facts) {
    check(lease);
    known.put(lease.pipeline().id(), facts);
  }

  @Override
  public synchronized void erase(Lease.Taken lease) {
    check(lease);
    known.remove(lease.pipeline().id());
  }

  @Override
  public synchronized void giveBack(Lease.Taken lease) {
    holders.computeIfPresent(
        lease.pipeline().id(), (_, holder) -> holder.token().equals(lease.token()) ? null : holder);
  }

  @Override
  public synchronized List<Registered> of(PipelineId template) {
    return known.values().stream()
        .filter(one -> one.pipeline().plan().template().equals(template))
        .toList();
  }

  @Override
  public synchronized List<Registered> all() {
    return List.copyOf(known.values());
  }
}
