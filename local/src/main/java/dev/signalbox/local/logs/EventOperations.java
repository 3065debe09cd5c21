package dev.signalbox.local.logs;

import dev.signalbox.local.api.Caller;
import dev.signalbox.local.api.Clock;
import dev.signalbox.local.api.Service;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.cloudwatchlogs.model.GetLogEventsRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.GetLogEventsResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.OutputLogEvent;
import software.amazon.awssdk.services.cloudwatchlogs.model.PutLogEventsRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.PutLogEventsResponse;

/** The operations that write to a stream and read from it. */
final class EventOperations {
  private static final int MOST_EVENTS = 10_000;
  private static final int MOST_BYTES = 1_048_576;

  /** Direction and position; the digits are as many as in AWS's. */
  private static final Pattern TOKEN = Pattern.compile("([fb])/(\\d{19})(\\d{37})/s");

  private final LogGroups groups;
  private final Clock clock;

  EventOperations(LogGroups groups, Clock clock) {
    this.groups = groups;
    this.clock = clock;
  }

  void addTo(Service service) {
    service
        .on("PutLogEvents", PutLogEventsRequest::builder, this::put)
        .on("GetLogEvents", GetLogEventsRequest::builder, this::get);
  }

  private PutLogEventsResponse put(Caller caller, PutLogEventsRequest request) {
    LogGroup group = groups.get(caller.place(), request.logGroupName());
    LogStream stream = groups.stream(group, request.logStreamName());
    long now = clock.millis();
    Batch batch = new Batch(request.logEvents(), now, group.oldestKept(now));
    Journal journal = groups.journal(stream);
    journal.append(batch.taken());
    return PutLogEventsResponse.builder()
        .nextSequenceToken("%056d".formatted(journal.extent().count()))
        .rejectedLogEventsInfo(batch.rejectsSome() ? batch.rejected() : null)
        .build();
  }

  private GetLogEventsResponse get(Caller caller, GetLogEventsRequest request) {
    LogGroup group =
        groups.get(caller.place(), request.logGroupName(), request.logGroupIdentifier());
    Journal journal = groups.journal(groups.stream(group, request.logStreamName()));
    Window window =
        Window.of(request.startTime(), request.endTime(), group.oldestKept(clock.millis()));
    int limit = Optional.ofNullable(request.limit()).orElse(MOST_EVENTS);
    Optional<Matcher> token = Optional.ofNullable(request.nextToken()).map(EventOperations::token);
    boolean forward =
        token
            .map(it -> it.group(1).equals("f"))
            .orElse(Boolean.TRUE.equals(request.startFromHead()));
    int first = window.first(journal);
    int end = window.end(journal);
    if (token.isPresent()) {
      int at = journal.before(position(token.get()));
      first = forward ? Math.max(first, at) : first;
      end = forward ? end : Math.min(end, at);
    }
    List<LogEvent> events =
        forward ? from(journal, first, end, limit) : until(journal, first, end, limit);
    return answer(events, token.map(EventOperations::position).orElse(window.from()));
  }

  private static List<LogEvent> from(Journal journal, int first, int end, int limit) {
    List<LogEvent> events = new ArrayList<>();
    long bytes = 0;
    for (int n = first; n < end && events.size() < limit; n++) {
      LogEvent event = journal.event(n);
      bytes += event.bytes();
      if (bytes > MOST_BYTES && !events.isEmpty()) {
        break;
      }
      events.add(event);
    }
    return events;
  }

  private static List<LogEvent> until(Journal journal, int first, int end, int limit) {
    List<LogEvent> events = new ArrayList<>();
    long bytes = 0;
    for (int n = end - 1; n >= first && events.size() < limit; n--) {
      LogEvent event = journal.event(n);
      bytes += event.bytes();
      if (bytes > MOST_BYTES && !events.isEmpty()) {
        break;
      }
      events.add(event);
    }
    return events.reversed();
  }

  /** Where there is nothing, the same tokens come back: they lead on when there is more. */
  private static GetLogEventsResponse answer(List<LogEvent> events, Position here) {
    Position before = events.isEmpty() ? here : events.getFirst().position();
    Position after = events.isEmpty() ? here : events.getLast().position().next();
    return GetLogEventsResponse.builder()
        .events(
            events.stream()
                .map(event ->
                    OutputLogEvent.builder()
                        .timestamp(event.timestamp())
                        .ingestionTime(event.ingested())
                        .message(event.message())
                        .build())
                .toList())
        .nextBackwardToken(token("b", before))
        .nextForwardToken(token("f", after))
        .build();
  }

  private static String token(String direction, Position position) {
    return "%s/%019d%037d/s".formatted(direction, position.timestamp(), position.sequence());
  }

  private static Matcher token(String token) {
    Matcher matcher = TOKEN.matcher(token);
    if (!matcher.matches()) {
      throw SearchToken.invalid();
    }
    return matcher;
  }

  private static Position position(Matcher token) {
    try {
      return new Position(Long.parseLong(token.group(2)), Long.parseLong(token.group(3)));
    } catch (NumberFormatException e) {
      throw SearchToken.invalid();
    }
  }
}
