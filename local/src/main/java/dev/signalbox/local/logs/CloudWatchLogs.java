package dev.signalbox.local.logs;

import dev.signalbox.local.api.Clock;
import dev.signalbox.local.api.Logs;
import dev.signalbox.local.api.Place;
import dev.signalbox.local.api.Resources;
import dev.signalbox.local.api.Service;
import dev.signalbox.local.api.Store;
import java.util.List;

/** CloudWatch Logs: what functions, builds and callers have printed, by group and stream. */
public final class CloudWatchLogs implements Logs, AutoCloseable {
  private static final int LONGEST_LINE = 256 * 1024 - LogEvent.OVERHEAD;

  private final Clock clock;
  private final Journals journals;
  private final LogGroups groups;
  private final GroupOperations operations;

  public CloudWatchLogs(Store store, Clock clock) {
    this.clock = clock;
    this.journals = new Journals(store.directory("logs"));
    this.groups = new LogGroups(store, journals);
    this.operations = new GroupOperations(groups, clock);
  }

  @Override
  public void append(Place place, String group, String stream, String line) {
    append(place, group, stream, List.of(line));
  }

  /** An empty line is none: CloudWatch has no event without text. */
  @Override
  public void append(Place place, String group, String stream, List<String> lines) {
    long now = clock.millis();
    List<LogEvent> events =
        lines.stream()
            .filter(line -> !line.isEmpty())
            .map(line -> new LogEvent(now, now, 0, cut(line)))
            .toList();
    if (!events.isEmpty()) {
      groups.journal(groups.made(place, group, stream, now)).append(events);
    }
  }

  private static String cut(String line) {
    if (line.length() * 3 <= LONGEST_LINE) {
      return line;
    }
    int length = 0;
    for (int i = 0; i < line.length(); i = line.offsetByCodePoints(i, 1)) {
      int point = line.codePointAt(i);
      length += point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4;
      if (length > LONGEST_LINE) {
        return line.substring(0, i);
      }
    }
    return line;
  }

  public Service api() {
    Service service = new Service("logs");
    operations.addTo(service);
    new StreamOperations(groups, clock).addTo(service);
    new EventOperations(groups, clock).addTo(service);
    new FilterOperations(groups, clock).addTo(service);
    new TagOperations(groups).addTo(service);
    return service;
  }

  /** {@code AWS::Logs::LogGroup}. */
  public Resources resources() {
    return new LogResources(groups, operations);
  }

  @Override
  public void close() {
    journals.close();
  }
}
