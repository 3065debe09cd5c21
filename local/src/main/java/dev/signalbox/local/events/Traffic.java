package dev.signalbox.local.events;

import dev.signalbox.local.api.Place;
import java.util.List;

/** Matches each event against its bus's rules and sends it to their targets. */
final class Traffic implements Inlet {
  private final Buses buses;
  private final Rules rules;
  private final Courier courier;
  private final Recent recent;

  Traffic(Buses buses, Rules rules, Courier courier, Recent recent) {
    this.buses = buses;
    this.rules = rules;
    this.courier = courier;
    this.recent = recent;
  }

  @Override
  public void take(Place place, String bus, Arrival arrival) {
    if (buses.find(place, bus).isPresent()) {
      send(place, bus, arrival, rules.matching(place, bus, arrival.envelope()));
    }
  }

  /** What a schedule makes goes to its own rule's targets only. */
  void fire(BusRule rule, Arrival arrival) {
    send(rule.place(), rule.bus(), arrival, List.of(rule));
  }

  private void send(Place place, String bus, Arrival arrival, List<BusRule> matched) {
    var deliveries =
        matched.stream()
            .flatMap(rule ->
                rule.sdkTargets().stream().map(target -> Delivery.of(arrival, rule, target)))
            .toList();
    recent.add(place, bus, arrival, matched, deliveries);
    deliveries.forEach(courier::accept);
  }
}
