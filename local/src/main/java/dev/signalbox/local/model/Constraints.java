package dev.signalbox.local.model;

import com.fasterxml.jackson.databind.JsonNode;
import dev.signalbox.local.model.Shape.Bytes;
import dev.signalbox.local.model.Shape.Entries;
import dev.signalbox.local.model.Shape.Items;
import dev.signalbox.local.model.Shape.Quantity;
import dev.signalbox.local.model.Shape.Structure;
import dev.signalbox.local.model.Shape.Text;
import dev.signalbox.local.model.Shape.Unconstrained;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/** What a model asks of a single value, and how AWS words it. */
final class Constraints {
  static final String NOT_NULL = "Member must not be null";

  private Constraints() {}

  /** Those that the value breaks; what is inside of it is not looked at. */
  static List<String> broken(Shape shape, JsonNode value) {
    return switch (shape) {
      case Text text -> value.isValueNode() ? brokenBy(text, value.asText()) : List.of();
      case Quantity quantity -> value.isNumber() ? brokenBy(quantity, value) : List.of();
      case Bytes bytes -> value.isTextual() ? brokenBy(bytes, value.textValue()) : List.of();
      case Items items -> value.isArray() ? size(items.count(), value.size(), "length") : List.of();
      case Entries entries ->
          value.isObject() ? size(entries.count(), value.size(), "length") : List.of();
      case Structure _, Unconstrained _ -> List.of();
    };
  }

  /** All of them, in the order in which AWS lists them for the members of a collection. */
  static List<String> all(Shape shape) {
    return switch (shape) {
      case Text text -> {
        List<String> all = new ArrayList<>(all(text.length(), "length"));
        text.pattern().ifPresent(pattern -> all.add(pattern(pattern)));
        if (!text.values().isEmpty()) {
          all.add(oneOf(text.values()));
        }
        yield all;
      }
      case Quantity quantity -> all(quantity.value(), "value");
      case Bytes bytes -> all(bytes.length(), "length");
      case Items items -> all(items.count(), "length");
      case Entries entries -> all(entries.count(), "length");
      case Structure _, Unconstrained _ -> List.of();
    };
  }

  private static List<String> brokenBy(Text text, String value) {
    List<String> broken = new ArrayList<>();
    int length = value.codePointCount(0, value.length());
    List<String> size = size(text.length(), length, "length");
    // A value that is far too long is refused for that alone: the pattern need not read it.
    boolean readable = size.isEmpty() || length <= 4096;
    if (readable && text.pattern().isPresent() && !text.pattern().get().matches(value)) {
      broken.add(pattern(text.pattern().get()));
    }
    broken.addAll(size);
    if (!text.values().isEmpty() && !text.values().contains(value)) {
      broken.add(oneOf(text.values()));
    }
    return broken;
  }

  private static List<String> brokenBy(Quantity quantity, JsonNode value) {
    // Not from the number's text: 1e999999999 would become a number of as many digits.
    boolean finite = value.isIntegralNumber() || Double.isFinite(value.doubleValue());
    return finite ? size(quantity.value(), number(value), "value") : List.of();
  }

  private static BigDecimal number(JsonNode value) {
    return value.isIntegralNumber()
        ? new BigDecimal(value.bigIntegerValue())
        : BigDecimal.valueOf(value.doubleValue());
  }

  /** The length of base64 text is not that of the bytes it stands for. */
  private static List<String> brokenBy(Bytes bytes, String base64) {
    int padding = base64.endsWith("==") ? 2 : base64.endsWith("=") ? 1 : 0;
    return size(bytes.length(), base64.length() / 4 * 3 - padding, "length");
  }

  private static List<String> size(Bounds bounds, int size, String what) {
    return size(bounds, BigDecimal.valueOf(size), what);
  }

  private static List<String> size(Bounds bounds, BigDecimal size, String what) {
    if (bounds.tooLarge(size)) {
      return List.of(atMost(what, bounds.greatest().orElseThrow()));
    }
    if (bounds.tooSmall(size)) {
      return List.of(atLeast(what, bounds.least().orElseThrow()));
    }
    return List.of();
  }

  private static List<String> all(Bounds bounds, String what) {
    List<String> all = new ArrayList<>();
    bounds.greatest().ifPresent(greatest -> all.add(atMost(what, greatest)));
    bounds.least().ifPresent(least -> all.add(atLeast(what, least)));
    return all;
  }

  private static String atMost(String what, BigDecimal greatest) {
    return "Member must have " + what + " less than or equal to " + greatest.toPlainString();
  }

  private static String atLeast(String what, BigDecimal least) {
    return "Member must have " + what + " greater than or equal to " + least.toPlainString();
  }

  private static String pattern(BoundedPattern pattern) {
    return "Member must satisfy regular expression pattern: " + pattern;
  }

  private static String oneOf(List<String> values) {
    return "Member must satisfy enum value set: [" + String.join(", ", values) + "]";
  }
}
