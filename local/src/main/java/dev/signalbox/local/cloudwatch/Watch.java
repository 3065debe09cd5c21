package dev.signalbox.local.cloudwatch;

import dev.signalbox.local.api.Alarms.State;
import dev.signalbox.local.api.AwsError;
import dev.signalbox.local.api.Clock;
import dev.signalbox.local.api.Place;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.cloudwatch.model.MetricAlarm;
import software.amazon.awssdk.services.cloudwatch.model.MetricDataQuery;

/** Looks at what each alarm watches, minute by minute. */
final class Watch implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Watch.class);

  /** Numbers that come late are looked for so many periods further back. */
  private static final int LATE = 2;

  private final MetricHouse house;
  private final AlarmBook alarms;
  private final Clock clock;
  private final StateChanges changes;
  private volatile boolean closed;

  Watch(MetricHouse house, AlarmBook alarms, Clock clock, StateChanges changes) {
    this.house = house;
    this.alarms = alarms;
    this.clock = clock;
    this.changes = changes;
  }

  /** Begins with an alarm, or with its new configuration. */
  void over(Place place, MetricAlarm alarm) {
    clock.after(
        Duration.ZERO,
        () -> look(place, alarm.alarmName(), alarm.alarmConfigurationUpdatedTimestamp()));
  }

  private void look(Place place, String name, Instant configured) {
    Optional<MetricAlarm> alarm =
        alarms
            .find(place, name)
            .filter(it -> it.alarmConfigurationUpdatedTimestamp().equals(configured));
    if (closed || alarm.isEmpty()) {
      return;
    }
    try {
      evaluate(place, alarm.get());
    } catch (AwsError e) {
      LOG.warn("Alarm {} cannot be evaluated: {}", name, e.getMessage());
    } catch (RuntimeException e) {
      // A mistake of ours is no reason never to look again.
      LOG.error("Alarm {} cannot be evaluated", name, e);
    }
    clock.after(untilNext(alarm.get()), () -> look(place, name, configured));
  }

  /** Until the next minute, or period where that is shorter, is complete. */
  private Duration untilNext(MetricAlarm alarm) {
    long step = 1000L * Math.min(60, period(alarm));
    return Duration.ofMillis(step - Math.floorMod(clock.millis(), step));
  }

  private static int period(MetricAlarm alarm) {
    return Queries.period(AlarmQueries.of(alarm));
  }

  /** Looks at complete periods only. */
  private void evaluate(Place place, MetricAlarm alarm) {
    int period = period(alarm);
    long now = clock.instant().getEpochSecond();
    long end = now - Math.floorMod(now, Math.min(60, period));
    int periods = alarm.evaluationPeriods();
    List<MetricDataQuery> queries = AlarmQueries.of(alarm);
    long start = end - (long) period * (periods + LATE);
    NavigableMap<Long, Double> figures =
        new Queries(house, place, queries, start, end).figures(AlarmQueries.watched(queries));
    List<Double> newest = figures.descendingMap().values().stream().limit(periods).toList();
    judgement(alarm)
        .of(newest)
        .filter(it -> !it.name().equals(alarm.stateValueAsString()))
        .ifPresent(state -> change(place, alarm, state, newest));
  }

  private void change(Place place, MetricAlarm alarm, State state, List<Double> newest) {
    changes.change(
        place, alarm.alarmName(), state, new Reason(alarm, clock.instant(), newest, state));
  }

  static Judgement judgement(MetricAlarm alarm) {
    return new Judgement(
        alarm.evaluationPeriods(),
        Optional.ofNullable(alarm.datapointsToAlarm()).orElse(alarm.evaluationPeriods()),
        alarm.threshold(),
        alarm.comparisonOperator(),
        Optional.ofNullable(alarm.treatMissingData()).orElse("missing"));
  }

  @Override
  public void close() {
    closed = true;
  }
}
