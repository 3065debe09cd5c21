package dev.signalbox.local.events;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.local.api.Clock;
import dev.signalbox.local.api.Events;
import dev.signalbox.local.api.Place;
import dev.signalbox.local.api.Resources;
import dev.signalbox.local.api.Service;
import dev.signalbox.local.api.Store;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * EventBridge. Events are taken from the beginning; they are delivered from {@link #start} on,
 * which also resumes what an earlier run left undelivered.
 */
public final class EventBridge implements Events, AutoCloseable {
  private final Clock clock;
  private final Recent recent = new Recent();
  private final Buses buses;
  private final Rules rules;
  private final Courier courier;
  private final Schedules schedules;
  private final Inlet inlet;

  public EventBridge(Store store, Clock clock) {
    this(store, clock, Chaos.NONE);
  }

  public EventBridge(Store store, Clock clock, Chaos chaos) {
    this.clock = clock;
    this.buses = new Buses(store, clock);
    this.rules = new Rules(store);
    this.courier = new Courier(store, clock, recent);
    var traffic = new Traffic(buses, rules, courier, recent);
    this.schedules = new Schedules(rules, traffic, clock);
    this.inlet = chaos.before(traffic, clock);
  }

  /** Begins to deliver and to fire schedules. */
  public void start(Targets targets) {
    courier.start(new Destinations(targets, buses, inlet));
    schedules.start();
  }

  @Override
  public void emit(
      Place place, String source, String detailType, List<String> resources, ObjectNode detail) {
    long now = clock.millis();
    inlet.take(
        place,
        Bus.DEFAULT,
        new Arrival(
            UUID.randomUUID().toString(),
            place,
            source,
            detailType,
            now,
            resources,
            detail.toString(),
            now,
            false));
  }

  /** The latest thousand events, oldest first, with the rules they matched and what came of it. */
  public List<SeenEvent> recent() {
    return recent.list();
  }

  /** The listener is told of every event that comes to a bus, with the rules it matches. */
  public void onEvent(Consumer<SeenEvent> listener) {
    recent.tell(listener);
  }

  public Service api() {
    var service = new Service("events");
    new BusOperations(buses, rules, clock).addTo(service);
    new PermissionOperations(buses, clock).addTo(service);
    new RuleOperations(buses, rules, schedules, clock).addTo(service);
    new TargetOperations(buses, rules).addTo(service);
    new TagOperations(buses, rules).addTo(service);
    new EventOperations(buses, inlet, clock).addTo(service);
    return service;
  }

  /**
   * {@code AWS::Events::Rule}, {@code AWS::Events::EventBus}, {@code AWS::Events::EventBusPolicy}.
   */
  public Resources resources() {
    return new EventsResources(
        new BusOperations(buses, rules, clock),
        new PermissionOperations(buses, clock),
        new RuleOperations(buses, rules, schedules, clock),
        new TargetOperations(buses, rules));
  }

  /** What has not been delivered yet is kept for the next start. */
  @Override
  public void close() {
    schedules.close();
    courier.close();
  }
}
