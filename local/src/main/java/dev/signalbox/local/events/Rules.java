package dev.signalbox.local.events;

import com.fasterxml.jackson.databind.JsonNode;
import dev.signalbox.local.api.AwsError;
import dev.signalbox.local.api.Place;
import dev.signalbox.local.api.Store;
import dev.signalbox.local.api.Table;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import software.amazon.event.ruler.Machine;

/** Every rule, and which of a bus's rules match an event. */
final class Rules {
  private final Table<BusRule> table;
  private final Map<String, Machine> machines = new ConcurrentHashMap<>();

  Rules(Store store) {
    this.table = store.table("events.rules", BusRule.class);
  }

  Optional<BusRule> find(Place place, String bus, String name) {
    return table.get(BusRule.key(place, bus, name));
  }

  BusRule get(Place place, String bus, String name) {
    return find(place, bus, name).orElseThrow(() -> missing(name, bus));
  }

  List<BusRule> of(Place place, String bus) {
    return table.startingWith(BusRule.key(place, bus, ""));
  }

  List<BusRule> all() {
    return table.all();
  }

  void put(BusRule rule) {
    table.put(rule.key(), rule);
    forgetMachine(rule.place(), rule.bus());
  }

  BusRule update(Place place, String bus, String name, UnaryOperator<BusRule> change) {
    var updated =
        table.update(BusRule.key(place, bus, name), change).orElseThrow(() -> missing(name, bus));
    forgetMachine(place, bus);
    return updated;
  }

  void remove(BusRule rule) {
    table.remove(rule.key());
    forgetMachine(rule.place(), rule.bus());
  }

  /** The enabled rules of the bus whose pattern the event matches, in the order of their names. */
  List<BusRule> matching(Place place, String bus, JsonNode event) {
    return machines
        .computeIfAbsent(place.key(bus), _ -> machine(place, bus))
        .rulesForJSONEvent(event)
        .stream()
        .sorted()
        .flatMap(name -> find(place, bus, name).stream())
        .toList();
  }

  private Machine machine(Place place, String bus) {
    var machine = Machine.builder().build();
    for (var rule : of(place, bus)) {
      if (rule.enabled() && rule.pattern() != null) {
        addTo(machine, rule.name(), rule.pattern());
      }
    }
    return machine;
  }

  private static void addTo(Machine machine, String name, String pattern) {
    try {
      machine.addRule(name, pattern);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  // After the table has changed: a machine being built meanwhile is thrown away too.
  private void forgetMachine(Place place, String bus) {
    machines.remove(place.key(bus));
  }

  private static AwsError missing(String name, String bus) {
    return AwsError.of(
        "ResourceNotFoundException", "Rule " + name + " does not exist on EventBus " + bus + ".");
  }
}
