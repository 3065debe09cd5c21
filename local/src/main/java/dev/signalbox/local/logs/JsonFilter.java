package dev.signalbox.local.logs;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads {@code { $.route = "shop" && ($.count > 2 || $.error NOT EXISTS) }}. */
final class JsonFilter {
  private static final JsonMapper JSON = new JsonMapper();
  private static final Pattern SELECTOR =
      Pattern.compile(
          "\\$(?:\\.[\\w$@-]++|\\.\\*|\\[\\d{1,6}]|\\[\\*]|\\['[^']*+']|\\[\"[^\"]*+\"])*+");
  private static final Pattern EXISTENCE =
      Pattern.compile("(?i)(NOT\\s+EXISTS|IS\\s+NULL|IS\\s+TRUE|IS\\s+FALSE)");
  private static final Pattern OPERATOR = Pattern.compile("!=|<=|>=|=|<|>");
  private static final Pattern VALUE =
      Pattern.compile("\"((?:[^\"\\\\]|\\\\.)*+)\"|%([^%]++)%|([^\\s\"%(){}&|=<>!]++)");
  private static final int DEEPEST = 20;

  private final Matcher text;
  private int at;
  private int depth;

  private JsonFilter(String pattern) {
    text = Pattern.compile("").matcher(pattern);
  }

  static Predicate<String> of(String pattern) {
    JsonFilter filter = new JsonFilter(pattern);
    filter.expect("{");
    Predicate<JsonNode> condition = filter.either();
    filter.expect("}");
    if (filter.at != pattern.length()) {
      throw FilterPattern.invalid("Invalid filter pattern");
    }
    return message -> matches(message, condition);
  }

  private static boolean matches(String message, Predicate<JsonNode> condition) {
    if (!message.stripLeading().startsWith("{")) {
      return false;
    }
    try {
      return condition.test(JSON.readTree(message));
    } catch (JsonProcessingException e) {
      return false;
    }
  }

  private Predicate<JsonNode> either() {
    Predicate<JsonNode> condition = both();
    while (accepts("||")) {
      condition = condition.or(both());
    }
    return condition;
  }

  private Predicate<JsonNode> both() {
    Predicate<JsonNode> condition = one();
    while (accepts("&&")) {
      condition = condition.and(one());
    }
    return condition;
  }

  private Predicate<JsonNode> one() {
    if (accepts("(")) {
      if (++depth > DEEPEST) {
        throw FilterPattern.invalid("Invalid filter pattern: too many parentheses");
      }
      Predicate<JsonNode> condition = either();
      depth--;
      expect(")");
      return condition;
    }
    JsonSelector selector = JsonSelector.of(next(SELECTOR).group());
    skipSpace();
    text.usePattern(EXISTENCE).region(at, text.regionEnd());
    if (text.lookingAt()) {
      at = text.end();
      return selector.is(text.group().replaceAll("\\s+", " ").toUpperCase(java.util.Locale.ROOT));
    }
    String operator = next(OPERATOR).group();
    Matcher value = next(VALUE);
    if (value.group(1) != null) {
      return selector.text(operator, FilterPattern.unquoted(value.group(1)));
    }
    if (value.group(2) != null) {
      return selector.regex(operator, FilterPattern.regex(value.group(2)));
    }
    return selector.bare(operator, value.group(3));
  }

  private Matcher next(Pattern pattern) {
    skipSpace();
    text.usePattern(pattern).region(at, text.regionEnd());
    if (!text.lookingAt()) {
      throw FilterPattern.invalid("Invalid filter pattern at character " + (at + 1));
    }
    at = text.end();
    return text;
  }

  private boolean accepts(String symbol) {
    skipSpace();
    text.usePattern(Pattern.compile(Pattern.quote(symbol))).region(at, text.regionEnd());
    if (text.lookingAt()) {
      at = text.end();
      return true;
    }
    return false;
  }

  private void expect(String symbol) {
    if (!accepts(symbol)) {
      throw FilterPattern.invalid("Invalid filter pattern: '" + symbol + "' is missing");
    }
  }

  private void skipSpace() {
    text.usePattern(Pattern.compile("\\s*+")).region(at, text.regionEnd());
    if (text.lookingAt()) {
      at = text.end();
    }
  }
}
