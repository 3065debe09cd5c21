package dev.signalbox.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.local.Watcher;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Shows what functions and builds print, and the events that pass, as they do. */
final class LiveReport implements Watcher {
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss");

  /** What Lambda adds around each event. */
  private static final Pattern FRAME =
      Pattern.compile(
          "(START|END|REPORT) RequestId: .*|\\{\"time\":\"[^\"]*\",\"type\":\"platform\\..*");

  /** What tells one event from another, in the order it is read. */
  private static final List<String> TELLING =
      List.of(
          "repositoryName",
          "event",
          "referenceName",
          "pipeline",
          "stage",
          "action",
          "project-name",
          "state",
          "build-status");

  private final Console console;

  LiveReport(Console console) {
    this.console = console;
  }

  @Override
  public void logged(String group, String stream, String line) {
    if (!line.isBlank() && !FRAME.matcher(line).matches()) {
      show(Console.Style.CYAN, group.substring(group.lastIndexOf('/') + 1), line);
    }
  }

  @Override
  public void happened(ObjectNode event, int rules) {
    String told =
        TELLING.stream()
            .map(event.path("detail")::path)
            .filter(it -> it.isValueNode())
            .map(it -> it.asText())
            .collect(Collectors.joining(" "));
    show(
        Console.Style.GREEN,
        "event",
        "%s: %s (%s)"
            .formatted(
                event.path("detail-type").asText(),
                told,
                rules == 0 ? "no rule" : rules == 1 ? "1 rule" : rules + " rules"));
  }

  private void show(Console.Style style, String who, String text) {
    console.line(
        "%s %s  %s"
            .formatted(
                console.styled(
                    Console.Style.DIM, TIME.format(LocalTime.now(ZoneId.systemDefault()))),
                console.styled(style, Console.safe(who)),
                Console.safe(text.replace('\t', ' '))));
  }
}
