package dev.signalbox.local;

import dev.signalbox.local.api.Logs;
import dev.signalbox.local.api.Place;
import dev.signalbox.local.events.SeenEvent;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Everyone who watches; stands in front of CloudWatch Logs to see what is written there. */
final class Watchers implements Logs {
  private final Logs logs;
  private final List<Watcher> all = new CopyOnWriteArrayList<>();

  Watchers(Logs logs) {
    this.logs = logs;
  }

  void add(Watcher watcher) {
    all.add(watcher);
  }

  @Override
  public void append(Place place, String group, String stream, String line) {
    logs.append(place, group, stream, line);
    all.forEach(it -> it.logged(group, stream, line));
  }

  @Override
  public void append(Place place, String group, String stream, List<String> lines) {
    logs.append(place, group, stream, lines);
    lines.forEach(line -> all.forEach(it -> it.logged(group, stream, line)));
  }

  void happened(SeenEvent event) {
    all.forEach(it -> it.happened(event.event(), event.rules().size()));
  }
}
