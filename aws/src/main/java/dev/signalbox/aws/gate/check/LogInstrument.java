package dev.signalbox.aws.gate.check;

import dev.signalbox.aws.client.Calls;
import dev.signalbox.core.gate.Subject;
import dev.signalbox.core.gate.check.LogErrors;
import dev.signalbox.core.gate.check.LogLines;
import dev.signalbox.core.gate.check.Observation;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.cloudwatchlogs.model.FilterLogEventsResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.FilteredLogEvent;
import software.amazon.awssdk.services.cloudwatchlogs.model.ResourceNotFoundException;

/** Counts the lines of a log, those of green alone where its tasks write it. */
record LogInstrument(Services services, Watching watching) {
  private static final Duration EVERY = Duration.ofSeconds(10);

  Observation observe(LogErrors probe, Subject subject, Instant deadline)
      throws InterruptedException {
    try {
      return watching.watch(probe, EVERY, deadline, () -> lines(probe, subject), List::getLast);
    } catch (MissingGroup e) {
      return missing(probe.group());
    }
  }

  private static Observation missing(String group) {
    return new Observation.Missing("There is no log group '%s'".formatted(group));
  }

  /** What is in the way of looking for this pattern. */
  Optional<Observation> tried(String group, String pattern) {
    Instant now = watching.clock().instant();
    try {
      page(group, Optional.empty(), Optional.of(pattern), now.minus(EVERY), now, null);
      return Optional.empty();
    } catch (MissingGroup e) {
      return Optional.of(missing(group));
    }
  }

  private static final class MissingGroup extends RuntimeException {
    private static final long serialVersionUID = 1;

    MissingGroup(Throwable cause) {
      super(cause);
    }
  }

  private LogLines lines(LogErrors probe, Subject subject) {
    Instant from = subject.since();
    Instant complete = watching.clock().instant().minus(probe.lag());
    Instant end = from.plus(probe.watch());
    Instant to = complete.isBefore(end) ? complete : end;
    if (!from.isBefore(to)) {
      return new LogLines(from, from, 0, 0);
    }
    Predicate<FilteredLogEvent> greens = greens(subject);
    return new LogLines(
        from,
        to,
        count(probe, Optional.of(probe.pattern()), from, to, probe.most() + 1, greens),
        count(probe, Optional.empty(), from, to, probe.least(), greens));
  }

  /** Whatever a task writes is in streams that end with the task's id. */
  private Predicate<FilteredLogEvent> greens(Subject subject) {
    if (!(subject.workload() instanceof Subject.Service service) || subject.green().isEmpty()) {
      return _ -> true;
    }
    Set<String> tasks =
        new Tasks(services)
            .all(service, subject.green().get()).stream()
                .map(task -> task.taskArn().substring(task.taskArn().lastIndexOf('/') + 1))
                .collect(Collectors.toSet());
    return event -> {
      String stream = String.valueOf(event.logStreamName());
      return tasks.contains(stream.substring(stream.lastIndexOf('/') + 1));
    };
  }

  private int count(
      LogErrors probe,
      Optional<String> pattern,
      Instant from,
      Instant to,
      int enough,
      Predicate<FilteredLogEvent> counts) {
    int count = 0;
    String token = null;
    while (true) {
      FilterLogEventsResponse page = page(probe.group(), probe.streams(), pattern, from, to, token);
      count += (int) page.events().stream().filter(counts).count();
      token = page.nextToken();
      if (count >= enough || token == null) {
        return count;
      }
    }
  }

  private FilterLogEventsResponse page(
      String group,
      Optional<String> streams,
      Optional<String> pattern,
      Instant from,
      Instant to,
      @Nullable String token) {
    return Calls.call(
        "read log group " + group,
        "The gate's role needs logs:FilterLogEvents",
        () -> {
          try {
            return services
                .logs()
                .filterLogEvents(r ->
                    r.logGroupName(group)
                        .logStreamNamePrefix(streams.orElse(null))
                        .filterPattern(pattern.orElse(null))
                        .startTime(from.toEpochMilli())
                        .endTime(to.toEpochMilli())
                        .nextToken(token));
          } catch (ResourceNotFoundException e) {
            throw new MissingGroup(e);
          }
        });
  }
}
