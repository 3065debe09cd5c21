package dev.signalbox.core.gate.check;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/** A place in a JSON document, such as /checks/0/status (RFC 6901). */
public record JsonPointer(String text) implements Comparable<JsonPointer> {
  private static final Pattern SHAPE = Pattern.compile("(/([^/~]|~[01])*)*");

  public JsonPointer {
    if (!SHAPE.matcher(text).matches()) {
      throw new IllegalArgumentException(
          "A place in JSON is written like /checks/0/status, not '%s'".formatted(text));
    }
  }

  /** The names and numbers to follow, one after the other; none for the whole document. */
  public List<String> steps() {
    if (text.isEmpty()) {
      return List.of();
    }
    // In this order: ~01 stands for ~1, not for a slash.
    return Arrays.stream(text.substring(1).split("/", -1))
        .map(step -> step.replace("~1", "/").replace("~0", "~"))
        .toList();
  }

  @Override
  public int compareTo(JsonPointer other) {
    return text.compareTo(other.text);
  }

  @Override
  public String toString() {
    return text;
  }
}
