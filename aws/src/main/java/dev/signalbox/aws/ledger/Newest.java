package dev.signalbox.aws.ledger;

import java.time.Instant;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Several drawers of records, each with its newest first, as one. */
final class Newest implements Iterator<Map<String, AttributeValue>> {
  static final Comparator<Map<String, AttributeValue>> FIRST =
      Comparator.comparing(Newest::at).reversed();

  /** A drawer and what lies on top of it. */
  private record Open(
      Map<String, AttributeValue> top, Iterator<Map<String, AttributeValue>> rest) {}

  private final PriorityQueue<Open> drawers =
      new PriorityQueue<>(Comparator.comparing(Open::top, FIRST));
  private final Reading reading;

  private Newest(Reading reading) {
    this.reading = reading;
  }

  /** How a step is made that may have to ask for a page. */
  interface Reading {
    boolean step(BooleanSupplier step);
  }

  static Stream<Map<String, AttributeValue>> of(
      List<? extends Iterable<Map<String, AttributeValue>>> drawers, Reading reading) {
    var newest = new Newest(reading);
    drawers.forEach(newest::open);
    return StreamSupport.stream(
        Spliterators.spliteratorUnknownSize(newest, Spliterator.ORDERED), false);
  }

  private void open(Iterable<Map<String, AttributeValue>> drawer) {
    reading.step(() -> putBack(drawer.iterator()));
  }

  private boolean putBack(Iterator<Map<String, AttributeValue>> drawer) {
    return drawer.hasNext() && drawers.add(new Open(drawer.next(), drawer));
  }

  static Instant at(Map<String, AttributeValue> item) {
    AttributeValue at = item.get(Filing.AT);
    return at == null ? Instant.EPOCH : Table.instant(at);
  }

  @Override
  public boolean hasNext() {
    return !drawers.isEmpty();
  }

  @Override
  public Map<String, AttributeValue> next() {
    Open newest = drawers.remove();
    reading.step(() -> putBack(newest.rest()));
    return newest.top();
  }
}
