package dev.signalbox.local.logs;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** {@code $.a.b[0]['c']}: the values of a message that a condition is about. */
record JsonSelector(List<String> steps) {
  private static final Pattern STEP =
      Pattern.compile("\\.([\\w$@-]+|\\*)|\\[(\\d+|\\*)]|\\['([^']*)']|\\[\"([^\"]*)\"]");
  private static final Pattern NUMBER = Pattern.compile("-?\\d+(\\.\\d+)?([eE][+-]?\\d{1,3})?");

  static JsonSelector of(String selector) {
    List<String> steps = new ArrayList<>();
    Matcher step = STEP.matcher(selector);
    while (step.find()) {
      Stream.of(1, 2, 3, 4).map(step::group).filter(it -> it != null).forEach(steps::add);
    }
    return new JsonSelector(steps);
  }

  private Stream<JsonNode> values(JsonNode message) {
    Stream<JsonNode> values = Stream.of(message);
    for (String step : steps) {
      values = values.flatMap(value -> step(value, step));
    }
    return values;
  }

  private static Stream<JsonNode> step(JsonNode value, String step) {
    if (step.equals("*")) {
      return StreamSupport.stream(value.spliterator(), false);
    }
    return Stream.ofNullable(
        value.isArray() && step.matches("\\d{1,6}")
            ? value.get(Integer.parseInt(step))
            : value.get(step));
  }

  Predicate<JsonNode> is(String state) {
    return switch (state) {
      case "NOT EXISTS" -> message -> values(message).findAny().isEmpty();
      case "IS NULL" -> any(JsonNode::isNull);
      case "IS TRUE" -> any(value -> value.isBoolean() && value.booleanValue());
      default -> any(value -> value.isBoolean() && !value.booleanValue());
    };
  }

  Predicate<JsonNode> text(String operator, String wanted) {
    List<String> parts = List.of(wanted.split("\\*", -1));
    return equality(operator, value -> value.isTextual() && like(value.textValue(), parts));
  }

  /** Whether the parts follow one another with any text between them. */
  private static boolean like(String text, List<String> parts) {
    if (parts.size() == 1) {
      return text.equals(parts.getFirst());
    }
    if (!text.startsWith(parts.getFirst())) {
      return false;
    }
    int at = parts.getFirst().length();
    for (String part : parts.subList(1, parts.size() - 1)) {
      int found = text.indexOf(part, at);
      if (found < 0) {
        return false;
      }
      at = found + part.length();
    }
    return text.length() - parts.getLast().length() >= at && text.endsWith(parts.getLast());
  }

  Predicate<JsonNode> regex(String operator, Predicate<String> regex) {
    return equality(operator, value -> value.isTextual() && regex.test(value.textValue()));
  }

  /** A number, or text without quotes. */
  Predicate<JsonNode> bare(String operator, String wanted) {
    if (!NUMBER.matcher(wanted).matches()) {
      return text(operator, wanted);
    }
    BigDecimal number = new BigDecimal(wanted);
    return any(
        value -> value.isNumber() && holds(operator, value.decimalValue().compareTo(number)));
  }

  private static boolean holds(String operator, int comparison) {
    return switch (operator) {
      case "=" -> comparison == 0;
      case "!=" -> comparison != 0;
      case "<" -> comparison < 0;
      case "<=" -> comparison <= 0;
      case ">" -> comparison > 0;
      default -> comparison >= 0;
    };
  }

  private Predicate<JsonNode> equality(String operator, Predicate<JsonNode> equal) {
    return switch (operator) {
      case "=" -> any(equal);
      case "!=" -> any(equal.negate());
      default -> throw FilterPattern.invalid("Invalid filter pattern: text cannot be compared");
    };
  }

  private Predicate<JsonNode> any(Predicate<JsonNode> condition) {
    return message -> values(message).anyMatch(condition);
  }
}
