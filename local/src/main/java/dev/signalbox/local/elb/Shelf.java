package dev.signalbox.local.elb;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.local.api.Place;
import dev.signalbox.local.api.Shapes;
import dev.signalbox.local.api.Table;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.utils.builder.Buildable;

/**
 * The resources of one kind, by ARN.
 *
 * @param <T> the SDK's class for them
 */
final class Shelf<T extends SdkPojo> {
  /** A resource as it is stored. */
  record Kept(ObjectNode shape, Map<String, String> attributes, Map<String, String> tags) {
    Kept attributed(Map<String, String> changes) {
      Map<String, String> all = new TreeMap<>(attributes);
      all.putAll(changes);
      return new Kept(shape, all, tags);
    }

    Kept tagged(Map<String, String> newTags) {
      return new Kept(shape, attributes, newTags);
    }
  }

  private final Table<Kept> table;
  private final Class<T> type;
  private final Supplier<? extends SdkPojo> builder;

  Shelf(Table<Kept> table, Class<T> type, Supplier<? extends SdkPojo> builder) {
    this.table = table;
    this.type = type;
    this.builder = builder;
  }

  Optional<T> get(String arn) {
    return table.get(arn).map(this::read);
  }

  /** Those whose ARN begins so, in the order of their ARNs. */
  List<T> startingWith(String arn) {
    return table.startingWith(arn).stream().map(this::read).toList();
  }

  List<T> in(Place place) {
    return startingWith(place.arn("elasticloadbalancing", ""));
  }

  /** Keeps its attributes and tags where there is one already. */
  void put(String arn, T resource) {
    ObjectNode shape = Shapes.json(resource);
    Kept made = new Kept(shape, Map.of(), Map.of());
    if (!table.putIfAbsent(arn, made)) {
      table.update(arn, it -> new Kept(shape, it.attributes(), it.tags()));
    }
  }

  boolean remove(String arn) {
    return table.remove(arn);
  }

  Optional<Map<String, String>> attributes(String arn) {
    return table.get(arn).map(Kept::attributes);
  }

  void attribute(String arn, Map<String, String> changes) {
    table.update(arn, it -> it.attributed(changes));
  }

  Optional<Map<String, String>> tags(String arn) {
    return table.get(arn).map(Kept::tags);
  }

  void tag(String arn, UnaryOperator<Map<String, String>> change) {
    table.update(arn, it -> it.tagged(change.apply(it.tags())));
  }

  private T read(Kept kept) {
    return type.cast(((Buildable) Shapes.fill(builder.get(), kept.shape())).build());
  }
}
