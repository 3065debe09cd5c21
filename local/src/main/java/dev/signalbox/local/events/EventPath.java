package dev.signalbox.local.events;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A path into an event: {@code $.detail.items[0].name}, with {@code *} for every element. */
record EventPath(String text) {
  private static final Pattern STEP =
      Pattern.compile("\\.([^.\\[\\]]+)|\\[(\\d+)]|\\[(\\*)]|\\['([^']*)']|\\[\"([^\"]*)\"]");

  /** Empty when the event has nothing there, and when this is no path at all. */
  Optional<JsonNode> in(JsonNode event) {
    if (!text.startsWith("$")) {
      return Optional.empty();
    }
    var steps = STEP.matcher(text).region(1, text.length());
    JsonNode found = event;
    boolean many = false;
    while (steps.lookingAt()) {
      var step = step(steps);
      var last = found;
      many |= step.equals("*");
      found = many ? each(last, step) : one(last, step);
      if (found.isMissingNode()) {
        return Optional.empty();
      }
      steps.region(steps.end(), text.length());
    }
    return steps.regionStart() == text.length() ? Optional.of(found) : Optional.empty();
  }

  private static String step(Matcher match) {
    for (int group = 1; group <= match.groupCount(); group++) {
      if (match.group(group) != null) {
        return match.group(group);
      }
    }
    throw new IllegalStateException("A step matches one of its forms");
  }

  private static JsonNode one(JsonNode from, String step) {
    return from.isArray() && step.chars().allMatch(Character::isDigit)
        ? from.path(Integer.parseInt(step))
        : from.path(step);
  }

  private static JsonNode each(JsonNode from, String step) {
    var found = JsonNodeFactory.instance.arrayNode();
    if (step.equals("*")) {
      from.forEach(found::add);
      return found;
    }
    from.forEach(element -> {
      var value = one(element, step);
      if (!value.isMissingNode()) {
        found.add(value);
      }
    });
    return found;
  }
}
