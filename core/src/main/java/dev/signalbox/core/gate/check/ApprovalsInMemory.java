package dev.signalbox.core.gate.check;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Approvals that are kept as long as their process lives. */
public final class ApprovalsInMemory implements Approvals {
  private final Map<Request, Decision> decisions = new ConcurrentHashMap<>();

  @Override
  public Optional<Decision> of(Request request) {
    return Optional.ofNullable(decisions.get(request));
  }

  @Override
  public Decision decide(Request request, Decision decision) {
    return decisions.computeIfAbsent(request, _ -> decision);
  }
}
