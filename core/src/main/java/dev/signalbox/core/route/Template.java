package dev.signalbox.core.route;

import dev.signalbox.core.release.Cause;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A variable's value with ${branch}, ${commit} and others in it.
 *
 * <p>CodePipeline takes values of 1 to 1,000 characters on one line. A value that would be longer
 * is cut, never within a character, control characters and line breaks become spaces, and an empty
 * one is not sent: the pipeline's own default holds.
 */
public record Template(String text) {
  public static final List<String> PLACEHOLDERS =
      List.of(
          "branch",
          "tag",
          "commit",
          "before",
          "ref",
          "repository",
          "destination",
          "pull-request",
          "digest",
          "bucket",
          "key",
          "object-version",
          "from-pipeline",
          "from-execution");

  private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{([^}]*)}");
  private static final Pattern CONTROL = Pattern.compile("\\r\\n|[\\p{Cc}\\u2028\\u2029]");
  private static final int LONGEST = 1000;

  public Template {
    for (String name : placeholders(text)) {
      if (!PLACEHOLDERS.contains(name)) {
        throw new IllegalArgumentException("there is no ${" + name + "}");
      }
    }
  }

  /** The names between ${ and }, known or not. */
  public static List<String> placeholders(String text) {
    List<String> names = new ArrayList<>();
    Matcher found = PLACEHOLDER.matcher(text);
    while (found.find()) {
      names.add(found.group(1));
    }
    return names;
  }

  /** The placeholders that mean something for what is started by this. */
  public static List<String> placeholdersFor(On on) {
    return Placeholders.of(on);
  }

  /** The placeholders that mean something for what follows another pipeline. */
  public static List<String> placeholdersForPromotions() {
    return Placeholders.OF_PROMOTIONS;
  }

  /** The value for one cause. What is filled in is data: a placeholder in it stays as it is. */
  public Optional<String> fill(Cause cause) {
    return fill(Placeholders.values(cause));
  }

  Optional<String> fill(Map<String, String> values) {
    String filled =
        PLACEHOLDER
            .matcher(text)
            .replaceAll(found -> Matcher.quoteReplacement(values.getOrDefault(found.group(1), "")));
    return Optional.of(cut(CONTROL.matcher(filled).replaceAll(" "))).filter(v -> !v.isEmpty());
  }

  /** AWS counts in UTF-16 as Java does, or in characters: this is short enough for both. */
  private static String cut(String value) {
    if (value.length() <= LONGEST) {
      return value;
    }
    int end = Character.isHighSurrogate(value.charAt(LONGEST - 1)) ? LONGEST - 1 : LONGEST;
    return value.substring(0, end);
  }
}
