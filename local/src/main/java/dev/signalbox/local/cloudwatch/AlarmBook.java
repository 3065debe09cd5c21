package dev.signalbox.local.cloudwatch;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.local.api.Alarms;
import dev.signalbox.local.api.AwsError;
import dev.signalbox.local.api.Place;
import dev.signalbox.local.api.Shapes;
import dev.signalbox.local.api.Store;
import dev.signalbox.local.api.Table;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import software.amazon.awssdk.services.cloudwatch.model.MetricAlarm;

/** Every alarm of every place. */
final class AlarmBook implements Alarms {
  private record Kept(Place place, ObjectNode alarm, Map<String, String> tags) {
    MetricAlarm read() {
      return Shapes.fill(MetricAlarm.builder(), alarm).build();
    }
  }

  /** An alarm and whose it is. */
  record Placed(Place place, MetricAlarm alarm) {}

  private final Table<Kept> table;

  AlarmBook(Store store) {
    table = store.table("cloudwatch/alarms", Kept.class);
  }

  Optional<MetricAlarm> find(Place place, String name) {
    return table.get(place.key(name)).map(Kept::read);
  }

  MetricAlarm get(Place place, String name) {
    return find(place, name).orElseThrow(AlarmBook::notFound);
  }

  static AwsError notFound() {
    return new AwsError("ResourceNotFound", 404, "Unknown alarm");
  }

  /** In the order of their names. */
  List<MetricAlarm> in(Place place) {
    return table.startingWith(place.key("")).stream().map(Kept::read).toList();
  }

  List<Placed> all() {
    return table.all().stream().map(it -> new Placed(it.place(), it.read())).toList();
  }

  /**
   * Keeps the tags of one that is there.
   *
   * @param make of the one that is there; may be asked more than once
   */
  MetricAlarm put(
      Place place,
      String name,
      Function<Optional<MetricAlarm>, MetricAlarm> make,
      Map<String, String> tags) {
    MetricAlarm fresh = make.apply(Optional.empty());
    while (true) {
      if (table.putIfAbsent(place.key(name), new Kept(place, Shapes.json(fresh), tags))) {
        return fresh;
      }
      Optional<MetricAlarm> changed = change(place, name, it -> make.apply(Optional.of(it)));
      if (changed.isPresent()) {
        return changed.get();
      }
    }
  }

  /** Empty where it has gone meanwhile. */
  Optional<MetricAlarm> change(Place place, String name, UnaryOperator<MetricAlarm> change) {
    return table
        .update(
            place.key(name),
            it -> new Kept(it.place(), Shapes.json(change.apply(it.read())), it.tags()))
        .map(Kept::read);
  }

  void remove(Place place, String name) {
    table.remove(place.key(name));
  }

  Map<String, String> tags(Place place, String name) {
    return table.get(place.key(name)).map(Kept::tags).orElseThrow(AlarmBook::notFound);
  }

  void tag(Place place, String name, UnaryOperator<Map<String, String>> change) {
    boolean there =
        table
            .update(
                place.key(name), it -> new Kept(it.place(), it.alarm(), change.apply(it.tags())))
            .isPresent();
    if (!there) {
      throw notFound();
    }
  }

  @Override
  public Map<String, State> states(Place place, Collection<String> names) {
    Map<String, State> states = new LinkedHashMap<>();
    names.forEach(name ->
        find(place, name)
            .ifPresent(it -> states.put(name, State.valueOf(it.stateValueAsString()))));
    return states;
  }
}
