package dev.signalbox.local.events;

import dev.signalbox.local.api.Place;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** The latest events and what became of each, for people to look at. */
final class Recent {
  private static final int KEPT = 1000;

  private record Entry(
      Place place,
      String bus,
      Arrival arrival,
      List<String> rules,
      Map<String, SeenEvent.Outcome> outcomes) {

    SeenEvent seen() {
      return new SeenEvent(place, bus, arrival.envelope(), rules, List.copyOf(outcomes.values()));
    }
  }

  private final Deque<Entry> entries = new ArrayDeque<>();
  private final Map<String, Entry> byDelivery = new HashMap<>();
  private final List<Consumer<SeenEvent>> listeners = new CopyOnWriteArrayList<>();

  void tell(Consumer<SeenEvent> listener) {
    listeners.add(listener);
  }

  void add(
      Place place, String bus, Arrival arrival, List<BusRule> rules, List<Delivery> deliveries) {
    var entry =
        new Entry(
            place, bus, arrival, rules.stream().map(BusRule::arn).toList(), new LinkedHashMap<>());
    for (var delivery : deliveries) {
      entry.outcomes().put(delivery.id(), outcome(delivery, SeenEvent.State.WAITING, 0, ""));
    }
    var seen = entry.seen();
    keep(entry);
    listeners.forEach(it -> it.accept(seen));
  }

  private synchronized void keep(Entry entry) {
    entry.outcomes().keySet().forEach(delivery -> byDelivery.put(delivery, entry));
    entries.addLast(entry);
    if (entries.size() > KEPT) {
      entries.removeFirst().outcomes().keySet().forEach(byDelivery::remove);
    }
  }

  /** Forgotten, like an event that is no longer kept, when a delivery is of an earlier run. */
  synchronized void note(Delivery delivery, SeenEvent.State state, String problem) {
    var entry = byDelivery.get(delivery.id());
    if (entry != null) {
      entry
          .outcomes()
          .put(delivery.id(), outcome(delivery, state, delivery.retries() + 1, problem));
    }
  }

  /** Oldest first. */
  synchronized List<SeenEvent> list() {
    return entries.stream().map(Entry::seen).toList();
  }

  private static SeenEvent.Outcome outcome(
      Delivery delivery, SeenEvent.State state, int attempts, String problem) {
    var target = delivery.sdkTarget();
    return new SeenEvent.Outcome(
        delivery.ruleArn(), target.id(), target.arn(), state, attempts, problem);
  }
}
