package dev.signalbox.local.pipeline.definition;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The {@code #{namespace.key}} references in a text. */
public final class References {
  private static final Pattern REFERENCE =
      Pattern.compile("#\\{([A-Za-z0-9@_-]*)\\.([A-Za-z0-9@_-]*)}");

  private References() {}

  /** One reference, as {@code namespace.key}. */
  public record Reference(String namespace, String key) {
    @Override
    public String toString() {
      return namespace + "." + key;
    }
  }

  public static List<Reference> in(String text) {
    return REFERENCE.matcher(text).results().map(References::reference).toList();
  }

  /** The text with every reference's value in its place; empty when one has none. */
  public static Optional<String> resolve(
      String text, Function<Reference, Optional<String>> values) {
    Matcher matcher = REFERENCE.matcher(text);
    StringBuilder resolved = new StringBuilder();
    while (matcher.find()) {
      Optional<String> value = values.apply(reference(matcher));
      if (value.isEmpty()) {
        return Optional.empty();
      }
      // Values are put in raw, as on AWS: what they hold is not looked at again.
      matcher.appendReplacement(resolved, Matcher.quoteReplacement(value.get()));
    }
    return Optional.of(matcher.appendTail(resolved).toString());
  }

  private static Reference reference(MatchResult match) {
    return new Reference(match.group(1), match.group(2));
  }
}
