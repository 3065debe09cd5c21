package dev.signalbox.core.gate.check;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What a dimension's value may leave open: ${target-group}. */
public enum Placeholder {
  /** Of the version that is measured, as CloudWatch's dimensions have it. */
  TARGET_GROUP,
  /** The one in front of the deployment, as CloudWatch's dimensions have it. */
  LOAD_BALANCER,
  /** A task set's id, or a function's version. */
  VERSION;

  private static final Pattern SHAPE = Pattern.compile("\\$\\{([^}]*)}?");

  /** As people write it, without braces. */
  public String text() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  public static Optional<Placeholder> of(String text) {
    return Arrays.stream(values()).filter(p -> p.text().equals(text)).findFirst();
  }

  /** Which ones stand in a text. */
  public static List<Placeholder> in(String text) {
    return SHAPE
        .matcher(text)
        .results()
        .map(MatchResult::group)
        .flatMap(match ->
            match.endsWith("}")
                ? of(match.substring(2, match.length() - 1)).stream()
                : Stream.<Placeholder>empty())
        .distinct()
        .toList();
  }

  /**
   * Refuses what would never be filled in.
   *
   * @throws IllegalArgumentException naming those that there are
   */
  static void check(String text) {
    long all = SHAPE.matcher(text).results().count();
    long known =
        SHAPE
            .matcher(text)
            .results()
            .map(MatchResult::group)
            .filter(m -> m.endsWith("}") && of(m.substring(2, m.length() - 1)).isPresent())
            .count();
    if (known < all) {
      throw new IllegalArgumentException(
          "'%s' leaves open what is not known; known are %s"
              .formatted(text, Arrays.stream(values()).map(p -> "${" + p.text() + "}").toList()));
    }
  }
}
