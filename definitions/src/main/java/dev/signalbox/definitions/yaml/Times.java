package dev.signalbox.definitions.yaml;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.nodes.Node;

/** Reads how long something takes: 30s, 15m, 2h. */
final class Times {
  private static final Pattern SHAPE = Pattern.compile("([1-9][0-9]{0,4})([smh])");

  private static final Pattern MILLIS = Pattern.compile("[1-9][0-9]{0,4}ms");

  private Times() {}

  static Optional<Duration> time(Section section, String key, Duration longest, Problems problems) {
    return section.text(key).flatMap(text -> time(text, key, longest, problems));
  }

  /** The same, where it may be less than a second: 250ms. */
  static Optional<Duration> brief(
      Section section, String key, Duration longest, Problems problems) {
    return section
        .text(key)
        .flatMap(text ->
            MILLIS.matcher(text.value()).matches()
                ? Optional.of(
                    Duration.ofMillis(
                        Long.parseLong(text.value().substring(0, text.value().length() - 2))))
                : time(text, key, longest, problems));
  }

  private static Optional<Duration> time(
      Text text, String key, Duration longest, Problems problems) {
    Matcher shape = SHAPE.matcher(text.value());
    if (shape.matches()) {
      Duration time = unit(shape.group(2)).multipliedBy(Long.parseLong(shape.group(1)));
      if (time.compareTo(longest) <= 0) {
        return Optional.of(time);
      }
    }
    Node node = text.node();
    problems.error(
        node,
        "'%s' is 1s to %s, in seconds, minutes or hours as in 90s, 5m and 1h, not '%s'"
            .formatted(key, text(longest), text.value()));
    return Optional.empty();
  }

  private static Duration unit(String letter) {
    return switch (letter) {
      case "s" -> Duration.ofSeconds(1);
      case "m" -> Duration.ofMinutes(1);
      default -> Duration.ofHours(1);
    };
  }

  private static String text(Duration time) {
    return time.toSecondsPart() > 0
        ? time.toSeconds() + "s"
        : time.toMinutesPart() > 0 ? time.toMinutes() + "m" : time.toHours() + "h";
  }
}
