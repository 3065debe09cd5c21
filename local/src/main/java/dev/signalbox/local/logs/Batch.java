package dev.signalbox.local.logs;

import dev.signalbox.local.api.AwsError;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.cloudwatchlogs.model.InputLogEvent;
import software.amazon.awssdk.services.cloudwatchlogs.model.RejectedLogEventsInfo;

/** What one PutLogEvents brings, and which of it is taken. */
record Batch(List<InputLogEvent> events, long now, long oldestKept) {
  private static final int MOST_BYTES = 1_048_576;
  private static final long OLDEST = Duration.ofDays(14).toMillis();
  private static final long NEWEST = Duration.ofHours(2).toMillis();
  private static final long LONGEST_SPAN = Duration.ofHours(24).toMillis();

  /**
   * @throws AwsError for a batch of which nothing can be taken
   */
  Batch {
    events = List.copyOf(events);
    long bytes = events.stream().mapToLong(it -> LogEvent.bytes(it.message())).sum();
    if (bytes > MOST_BYTES) {
      throw invalid("Upload too large: " + bytes + " bytes exceeds limit of " + MOST_BYTES);
    }
    for (int i = 1; i < events.size(); i++) {
      if (events.get(i).timestamp() < events.get(i - 1).timestamp()) {
        throw invalid(
            "Log events in a single PutLogEvents request must be in chronological order.");
      }
    }
  }

  private static AwsError invalid(String message) {
    return AwsError.of("InvalidParameterException", message);
  }

  List<LogEvent> taken() {
    List<LogEvent> taken = new ArrayList<>();
    for (InputLogEvent event : events) {
      if (!tooOld(event) && !expired(event) && !tooNew(event)) {
        taken.add(new LogEvent(event.timestamp(), now, 0, event.message()));
      }
    }
    if (!taken.isEmpty()
        && taken.getLast().timestamp() - taken.getFirst().timestamp() > LONGEST_SPAN) {
      throw invalid(
          "The batch of log events in a single PutLogEvents request cannot span more than 24"
              + " hours.");
    }
    return taken;
  }

  boolean rejectsSome() {
    return events.stream().anyMatch(it -> tooOld(it) || expired(it) || tooNew(it));
  }

  RejectedLogEventsInfo rejected() {
    int tooOld = (int) events.stream().filter(this::tooOld).count();
    int expired = (int) events.stream().filter(this::expired).count();
    int tooNew = (int) events.stream().filter(this::tooNew).count();
    return RejectedLogEventsInfo.builder()
        .tooOldLogEventEndIndex(tooOld == 0 ? null : tooOld)
        .expiredLogEventEndIndex(expired == 0 ? null : expired)
        .tooNewLogEventStartIndex(tooNew == 0 ? null : events.size() - tooNew)
        .build();
  }

  private boolean tooOld(InputLogEvent event) {
    return event.timestamp() < now - OLDEST;
  }

  private boolean expired(InputLogEvent event) {
    return event.timestamp() < oldestKept;
  }

  private boolean tooNew(InputLogEvent event) {
    return event.timestamp() > now + NEWEST;
  }
}
