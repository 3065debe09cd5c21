package dev.signalbox.core.route;

import dev.signalbox.core.release.CommitId;
import dev.signalbox.core.release.Push;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A variable's value with ${branch}, ${commit} and ${repository} in it.
 *
 * <p>CodePipeline takes values of 1 to 1,000 characters on one line. A value that would be longer
 * is cut, control characters become spaces, and an empty one is not sent.
 */
public record Template(String text) {
  public static final List<String> PLACEHOLDERS = List.of("branch", "commit", "repository");

  private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{([^}]*)}");
  private static final Pattern CONTROL = Pattern.compile("[\\p{Cc}\\u2028\\u2029]");
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

  /** The value for one push. What is filled in is data: a placeholder in it stays as it is. */
  public Optional<String> fill(Push push) {
    String value =
        PLACEHOLDER
            .matcher(text)
            .replaceAll(found -> Matcher.quoteReplacement(value(found.group(1), push)));
    value = CONTROL.matcher(value).replaceAll(" ");
    if (value.codePointCount(0, value.length()) > LONGEST) {
      value = value.substring(0, value.offsetByCodePoints(0, LONGEST));
    }
    return Optional.of(value).filter(v -> !v.isEmpty());
  }

  private static String value(String placeholder, Push push) {
    return switch (placeholder) {
      case "branch" -> push.ref().name();
      case "commit" -> push.after().map(CommitId::value).orElse("");
      case "repository" -> push.repository().name();
      default -> throw new IllegalStateException("Unchecked placeholder " + placeholder);
    };
  }
}
