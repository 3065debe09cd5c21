package dev.signalbox.local.cloudwatch;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.local.api.Alarms;
import dev.signalbox.local.api.Clock;
import dev.signalbox.local.api.Events;
import dev.signalbox.local.api.Functions;
import dev.signalbox.local.api.Metrics;
import dev.signalbox.local.api.Place;
import dev.signalbox.local.api.Resources;
import dev.signalbox.local.api.Service;
import dev.signalbox.local.api.Store;
import dev.signalbox.local.api.Topics;
import java.time.Duration;
import java.util.Optional;
import software.amazon.awssdk.services.cloudwatch.model.MetricAlarm;

/** CloudWatch with metrics and metric alarms. */
public final class CloudWatch implements AutoCloseable {
  private static final Duration BETWEEN_KEEPING = Duration.ofMinutes(10);

  private final MetricHouse house;
  private final AlarmBook alarms;
  private final Watch watch;
  private final AlarmOperations operations;
  private final Clock clock;
  private volatile Optional<Actions> actions = Optional.empty();

  public CloudWatch(Store store, Clock clock, Events events) {
    this.clock = clock;
    this.house = new MetricHouse(store, clock);
    this.alarms = new AlarmBook(store);
    StateChanges changes = new StateChanges(alarms, clock, events, this::act);
    this.watch = new Watch(house, alarms, clock, changes);
    this.operations = new AlarmOperations(alarms, watch, changes, clock);
  }

  private void act(Place place, MetricAlarm before, MetricAlarm after, ObjectNode detail) {
    actions.ifPresent(it -> it.carryOut(place, before, after, detail));
  }

  /**
   * Looks at the alarms that were there before.
   *
   * @param topics where alarms publish
   * @param functions what they call
   */
  public void start(Topics topics, Functions functions) {
    actions = Optional.of(new Actions(topics, functions));
    alarms.all().forEach(it -> watch.over(it.place(), it.alarm()));
    clock.after(BETWEEN_KEEPING, this::keepOn);
  }

  private void keepOn() {
    house.keep();
    clock.after(BETWEEN_KEEPING, this::keepOn);
  }

  public Service api() {
    Service service = new Service("monitoring");
    new MetricOperations(house, clock).addTo(service);
    new DataOperations(house).addTo(service);
    operations.addTo(service);
    new TagOperations(alarms).addTo(service);
    return service;
  }

  /** {@code AWS::CloudWatch::Alarm}. */
  public Resources resources() {
    return new AlarmResources(operations);
  }

  public Metrics metrics() {
    return house;
  }

  public Alarms alarms() {
    return alarms;
  }

  @Override
  public void close() {
    watch.close();
    house.keep();
  }
}
