package dev.signalbox.local.logs;

import dev.signalbox.local.api.AwsError;
import dev.signalbox.local.api.Caller;
import dev.signalbox.local.api.Clock;
import dev.signalbox.local.api.Service;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.function.Predicate;
import java.util.stream.Stream;
import software.amazon.awssdk.services.cloudwatchlogs.model.FilterLogEventsRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.FilterLogEventsResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.FilteredLogEvent;

/** Searching the streams of a group. */
final class FilterOperations {
  private static final int MOST_EVENTS = 10_000;
  private static final int MOST_BYTES = 1_048_576;

  /** How far one page looks: a token leads on from there. */
  private static final int MOST_LOOKED_AT = 200_000;

  private final LogGroups groups;
  private final Clock clock;

  FilterOperations(LogGroups groups, Clock clock) {
    this.groups = groups;
    this.clock = clock;
  }

  void addTo(Service service) {
    service.on("FilterLogEvents", FilterLogEventsRequest::builder, this::filter);
  }

  private FilterLogEventsResponse filter(Caller caller, FilterLogEventsRequest request) {
    LogGroup group =
        groups.get(caller.place(), request.logGroupName(), request.logGroupIdentifier());
    Predicate<String> pattern = FilterPattern.of(request.filterPattern());
    Optional<SearchToken> from = Optional.ofNullable(request.nextToken()).map(SearchToken::read);
    Window window =
        Window.of(request.startTime(), request.endTime(), group.oldestKept(clock.millis()));
    PriorityQueue<Cursor> cursors = new PriorityQueue<>(Cursor.ORDER);
    streams(group, request)
        .map(stream -> Cursor.of(stream, groups.journal(stream), window, from))
        .filter(cursor -> !cursor.atEnd())
        .forEach(cursors::add);
    return page(cursors, pattern, Optional.ofNullable(request.limit()).orElse(MOST_EVENTS));
  }

  private Stream<LogStream> streams(LogGroup group, FilterLogEventsRequest request) {
    List<String> names = request.logStreamNames();
    if (names.isEmpty()) {
      return groups
          .streams(group, Optional.ofNullable(request.logStreamNamePrefix()).orElse(""))
          .stream();
    }
    if (request.logStreamNamePrefix() != null) {
      throw AwsError.of(
          "InvalidParameterException",
          "logStreamNames and logStreamNamePrefix are mutually exclusive parameters.");
    }
    return names.stream().distinct().map(name -> groups.stream(group, name));
  }

  private static FilterLogEventsResponse page(
      PriorityQueue<Cursor> cursors, Predicate<String> pattern, int limit) {
    List<FilteredLogEvent> events = new ArrayList<>();
    Optional<SearchToken> last = Optional.empty();
    long bytes = 0;
    for (int looked = 0;
        !cursors.isEmpty()
            && events.size() < limit
            && bytes < MOST_BYTES
            && looked < MOST_LOOKED_AT;
        looked++) {
      Cursor cursor = cursors.remove();
      LogEvent event = cursor.event();
      if (pattern.test(event.message())) {
        bytes += event.bytes();
        events.add(written(cursor.stream(), event));
      }
      last = Optional.of(new SearchToken(event.position(), cursor.stream().name()));
      Cursor next = cursor.next();
      if (!next.atEnd()) {
        cursors.add(next);
      }
    }
    return FilterLogEventsResponse.builder()
        .events(events)
        .searchedLogStreams(List.of())
        .nextToken(cursors.isEmpty() ? null : last.map(SearchToken::written).orElse(null))
        .build();
  }

  private static FilteredLogEvent written(LogStream stream, LogEvent event) {
    return FilteredLogEvent.builder()
        .logStreamName(stream.name())
        .timestamp(event.timestamp())
        .ingestionTime(event.ingested())
        .message(event.message())
        .eventId(
            "%019d%010d%027d"
                .formatted(
                    event.timestamp(),
                    Integer.toUnsignedLong(stream.id().hashCode()),
                    event.sequence()))
        .build();
  }

  /** The event of a stream that is next in line. */
  private record Cursor(LogStream stream, Journal journal, int n, int end, LogEvent event) {
    static final Comparator<Cursor> ORDER =
        Comparator.comparingLong((Cursor it) -> it.event.timestamp())
            .thenComparing(it -> it.stream.name());

    static Cursor of(LogStream stream, Journal journal, Window window, Optional<SearchToken> from) {
      int first = window.first(journal);
      if (from.isPresent()) {
        first = Math.max(first, journal.before(from.get().in(stream.name())));
      }
      return at(stream, journal, first, window.end(journal));
    }

    private static Cursor at(LogStream stream, Journal journal, int n, int end) {
      LogEvent event = n < end ? journal.event(n) : new LogEvent(0, 0, 0, "");
      return new Cursor(stream, journal, n, end, event);
    }

    Cursor next() {
      return at(stream, journal, n + 1, end);
    }

    boolean atEnd() {
      return n >= end;
    }
  }
}
