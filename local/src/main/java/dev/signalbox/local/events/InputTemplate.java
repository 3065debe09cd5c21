package dev.signalbox.local.events;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An input transformer's template: JSON, or lines of JSON strings, with {@code <variables>}. */
record InputTemplate(String text) {
  // An escaped character or a quote says where strings begin and end; the rest is a variable.
  private static final Pattern PART =
      Pattern.compile("\\\\.|\"|<([A-Za-z0-9_.-]+)>", Pattern.DOTALL);

  Set<String> variables() {
    var names = new TreeSet<String>();
    replaced((name, _) -> {
      names.add(name);
      return "";
    });
    return names;
  }

  /** What is wrong with the template's JSON, if anything. */
  Optional<String> problem() {
    var sample = replaced((_, quoted) -> quoted ? "" : "null");
    try (var values = ExactJson.values(sample)) {
      boolean any = false;
      while (values.hasNextValue()) {
        values.nextValue();
        any = true;
      }
      return any ? Optional.empty() : Optional.of("it is empty");
    } catch (JsonProcessingException e) {
      var at = e.getLocation();
      return Optional.of("line: " + at.getLineNr() + ", column: " + at.getColumnNr());
    } catch (IOException e) {
      return Optional.of(String.valueOf(e.getMessage()));
    }
  }

  /** Variables without a value become empty strings. */
  String filledWith(Map<String, JsonNode> values) {
    return minified(
        replaced((name, quoted) -> {
          var value = values.getOrDefault(name, TextNode.valueOf(""));
          return quoted ? inString(value) : value.toString();
        }));
  }

  // Text inside a string keeps the string valid JSON whatever the event says.
  private static String inString(JsonNode value) {
    var text = value.isTextual() ? value.asText() : value.toString();
    var quoted = TextNode.valueOf(text).toString();
    return quoted.substring(1, quoted.length() - 1);
  }

  private static String minified(String text) {
    try (var values = ExactJson.values(text)) {
      var first = values.nextValue();
      return values.hasNextValue() ? text : first.toString();
    } catch (IOException e) {
      return text;
    }
  }

  private String replaced(BiFunction<String, Boolean, String> value) {
    boolean[] quoted = {false};
    return PART.matcher(text)
        .replaceAll(part -> {
          var name = part.group(1);
          if (name == null) {
            quoted[0] ^= part.group().equals("\"");
            return Matcher.quoteReplacement(part.group());
          }
          return Matcher.quoteReplacement(value.apply(name, quoted[0]));
        });
  }
}
