package dev.signalbox.core.gate;

import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Verdicts that live as long as their process. */
public final class VerdictsInMemory implements Verdicts {
  private record Entry(
      Hook hook,
      Instant since,
      boolean held,
      Instant due,
      List<Finding> found,
      Optional<Recorded> given,
      boolean told) {
    Entry heldUntil(Instant until) {
      return new Entry(hook, since, true, until, found, given, told);
    }

    Entry waiting(List<Finding> now, Instant next) {
      return new Entry(hook, since, false, next, now, given, told);
    }

    Entry with(Recorded recorded) {
      return new Entry(hook, since, held, due, found, Optional.of(recorded), told);
    }

    Entry known() {
      return new Entry(hook, since, held, due, found, given, true);
    }
  }

  private final Map<HookId, Entry> entries = new HashMap<>();
  private final Set<Hook> heard = new HashSet<>();

  @Override
  public synchronized Standing claim(Hook hook, Instant now, Instant until) {
    heard.add(hook);
    Entry entry = entries.computeIfAbsent(hook.id(), _ -> fresh(hook, now, now));
    if (entry.given().isPresent()) {
      return new Standing.Given(entry.given().get());
    }
    if (entry.held() && entry.due().isAfter(now)) {
      return new Standing.Held(entry.due());
    }
    entries.put(hook.id(), entry.heldUntil(until));
    return new Standing.Yours(entry.since(), entry.found());
  }

  private static Entry fresh(Hook hook, Instant since, Instant due) {
    return new Entry(hook, since, false, due, List.of(), Optional.empty(), false);
  }

  @Override
  public synchronized void pause(Hook hook, List<Finding> found, Instant due) {
    entries.computeIfPresent(
        hook.id(), (_, entry) -> entry.given().isPresent() ? entry : entry.waiting(found, due));
  }

  @Override
  public synchronized Recorded give(Recorded recorded) {
    Hook hook = recorded.hook();
    Entry entry = entries.getOrDefault(hook.id(), fresh(hook, recorded.at(), recorded.at()));
    Entry after = entry.given().isPresent() ? entry : entry.with(recorded);
    entries.put(hook.id(), after);
    return after.given().orElseThrow();
  }

  @Override
  public synchronized void told(Hook hook, Instant at) {
    entries.computeIfPresent(hook.id(), (_, entry) -> entry.known());
  }

  @Override
  public synchronized Optional<Recorded> of(HookId hook) {
    return Optional.ofNullable(entries.get(hook)).flatMap(Entry::given);
  }

  @Override
  public synchronized int heardOf(String deployment) {
    return (int) heard.stream().filter(hook -> hook.deployment().equals(deployment)).count();
  }

  @Override
  public synchronized List<Open> overdue(Instant now) {
    return entries.values().stream()
        .filter(entry -> !entry.told() && entry.due().isBefore(now))
        .map(entry -> new Open(entry.hook(), entry.due()))
        .toList();
  }
}
