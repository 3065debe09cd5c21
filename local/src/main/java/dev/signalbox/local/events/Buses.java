package dev.signalbox.local.events;

import dev.signalbox.local.api.Arn;
import dev.signalbox.local.api.AwsError;
import dev.signalbox.local.api.Caller;
import dev.signalbox.local.api.Clock;
import dev.signalbox.local.api.Place;
import dev.signalbox.local.api.ResourcePolicy;
import dev.signalbox.local.api.ResourcePolicy.Principal;
import dev.signalbox.local.api.Store;
import dev.signalbox.local.api.Table;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Every event bus; each place has its default one from the start. */
final class Buses {
  private final Table<Bus> table;
  private final Clock clock;

  Buses(Store store, Clock clock) {
    this.table = store.table("events.buses", Bus.class);
    this.clock = clock;
  }

  /** A bus by name, or by an ARN that may be of another account. */
  record Reference(Place place, String name) {
    static Reference of(Place here, @Nullable String nameOrArn) {
      if (nameOrArn == null) {
        return new Reference(here, Bus.DEFAULT);
      }
      return Arn.parse(nameOrArn)
          .filter(arn -> arn.resource().startsWith("event-bus/"))
          .map(arn -> new Reference(arn.place(), arn.resource().substring("event-bus/".length())))
          .orElseGet(() -> new Reference(here, nameOrArn));
    }
  }

  Optional<Bus> find(Place place, String name) {
    if (name.equals(Bus.DEFAULT)) {
      table.putIfAbsent(place.key(name), Bus.named(place, name, clock.millis()));
    }
    return table.get(place.key(name));
  }

  Bus get(Place place, String name) {
    return find(place, name).orElseThrow(() -> missing(name));
  }

  /**
   * The bus that the caller means, if it may do so: one's own always, another account's when its
   * policy allows the action.
   */
  Bus forCaller(Caller caller, @Nullable String nameOrArn, String action) {
    var reference = Reference.of(caller.place(), nameOrArn);
    var bus = get(reference.place(), reference.name());
    if (!bus.place().account().equals(caller.account()) && !allows(bus, caller, action, Map.of())) {
      throw AwsError.of(
          "AccessDeniedException",
          "User: %s is not authorized to perform: %s on resource: %s because no resource-based policy allows the %s action"
              .formatted(caller.arn(), action, bus.arn(), action));
    }
    return bus;
  }

  static boolean allows(Bus bus, Caller caller, String action, Map<String, String> context) {
    return bus.allows(
        new ResourcePolicy.Request(
            new Principal.Identity(caller.account(), caller.arn()), action, bus.arn(), context));
  }

  List<Bus> of(Place place) {
    find(place, Bus.DEFAULT);
    return table.startingWith(place.key(""));
  }

  void add(Bus bus) {
    if (bus.name().equals(Bus.DEFAULT) || !table.putIfAbsent(bus.place().key(bus.name()), bus)) {
      throw AwsError.of(
          "ResourceAlreadyExistsException", "Event bus " + bus.name() + " already exists.");
    }
  }

  Bus update(Place place, String name, UnaryOperator<Bus> change) {
    find(place, name);
    return table.update(place.key(name), change).orElseThrow(() -> missing(name));
  }

  void remove(Place place, String name) {
    table.remove(place.key(name));
  }

  static AwsError missing(String name) {
    return AwsError.of("ResourceNotFoundException", "Event bus " + name + " does not exist.");
  }
}
