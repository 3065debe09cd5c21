package dev.signalbox.definitions.yaml;

import dev.signalbox.core.gate.check.Custom;
import dev.signalbox.core.gate.check.ImageScan;
import dev.signalbox.core.gate.check.LogErrors;
import dev.signalbox.core.gate.check.Manual;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.nodes.Node;

/** Reads checks of logs and images, and those that somebody else answers. */
final class OtherProbes {
  private static final Duration LONGEST = Duration.ofHours(1);
  private static final int MOST = 100_000;
  private static final Pattern GROUP = Pattern.compile("[A-Za-z0-9._/#-]{1,512}");
  private static final Pattern STREAM = Pattern.compile("[^:*]{1,512}");
  private static final Pattern PATTERN = Pattern.compile("(?s).{0,1023}\\S.{0,1023}");
  private static final Pattern QUESTION = Pattern.compile("\\S[^\\p{Cntrl}]{0,499}");

  private final Problems problems;

  OtherProbes(Problems problems) {
    this.problems = problems;
  }

  Optional<LogErrors> logErrors(Node node) {
    return Section.of(
            "'log-errors'",
            node,
            problems,
            List.of("group", "streams", "pattern", "at-most", "lines", "watch", "lag"))
        .flatMap(section -> {
          Optional<String> group =
              section
                  .requireText("group")
                  .flatMap(text -> Names.shaped(text, GROUP, "a log group", problems));
          Optional<String> pattern =
              section
                  .requireText("pattern")
                  .flatMap(text -> Names.shaped(text, PATTERN, "a pattern", problems));
          Optional<String> streams =
              section
                  .text("streams")
                  .flatMap(text -> Names.shaped(text, STREAM, "a log stream", problems));
          int most = Numbers.whole(section, "at-most", 0, MOST, 0, problems);
          int least = Numbers.whole(section, "lines", 1, MOST, 1, problems);
          Duration watch =
              Times.time(section, "watch", LONGEST, problems).orElse(Duration.ofMinutes(1));
          Duration lag =
              Times.time(section, "lag", LONGEST, problems).orElse(Duration.ofSeconds(30));
          return group.flatMap(
              g -> pattern.map(p -> new LogErrors(g, streams, p, most, least, watch, lag)));
        });
  }

  Optional<ImageScan> imageScan(Node node) {
    List<String> severities =
        ImageScan.SEVERITIES.stream().map(s -> s.toLowerCase(Locale.ROOT)).toList();
    return Section.of("'image-scan'", node, problems, List.of("at-most", "unscanned"))
        .flatMap(section -> {
          Map<String, Integer> most = new LinkedHashMap<>();
          section
              .require("at-most")
              .flatMap(limits -> Section.of("'at-most'", limits, problems, severities))
              .ifPresent(limits ->
                  limits
                      .entries()
                      .keySet()
                      .forEach(name ->
                          most.put(
                              name.value().toUpperCase(Locale.ROOT),
                              Numbers.whole(limits, name.value(), 0, MOST, 0, problems))));
          boolean lenient =
              Words.one(section, "unscanned", Unscanned.FAIL, Unscanned::text, problems)
                  == Unscanned.INCONCLUSIVE;
          return Words.made(section.node(), problems, () -> new ImageScan(most, lenient));
        });
  }

  /** What an image counts as of which nothing is known. */
  private enum Unscanned {
    FAIL,
    INCONCLUSIVE;

    String text() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  Optional<Custom> custom(Node node) {
    return Section.of("'lambda'", node, problems, List.of("function", "with"))
        .flatMap(section -> {
          Map<String, String> with = new LinkedHashMap<>();
          Words.pairs(section, "with", problems)
              .forEach((name, value) -> with.put(name.value(), value.value()));
          return section
              .requireText("function")
              .flatMap(text -> Names.value(text, name -> new Custom(name, with), problems));
        });
  }

  Optional<Manual> manual(Node node) {
    return Section.of("'manual'", node, problems, List.of("question"))
        .flatMap(section -> section.requireText("question"))
        .flatMap(text -> Names.shaped(text, QUESTION, "a question in one line", problems))
        .map(Manual::new);
  }
}
