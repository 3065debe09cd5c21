package dev.signalbox.definitions.yaml;

import java.util.Optional;
import java.util.OptionalDouble;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/** Reads how many and how much. */
final class Numbers {
  private Numbers() {}

  /** A whole number, or the usual one where there is none or a wrong one. */
  static int whole(Section section, String key, int least, int most, int usual, Problems problems) {
    return section
        .find(key)
        .map(node -> whole(node, key, least, most, usual, problems))
        .orElse(usual);
  }

  private static int whole(
      Node node, String key, int least, int most, int usual, Problems problems) {
    if (node instanceof ScalarNode scalar
        && scalar.getTag().equals(Tag.INT)
        && scalar.getValue().matches("[0-9]{1,9}")) {
      int value = Integer.parseInt(scalar.getValue());
      if (least <= value && value <= most) {
        return value;
      }
    }
    problems.error(node, "'%s' is a whole number from %d to %d".formatted(key, least, most));
    return usual;
  }

  /** A number of any size. */
  static Optional<Double> any(Section section, String key, Problems problems) {
    return section.find(key).flatMap(node -> any(node, key, problems));
  }

  private static Optional<Double> any(Node node, String key, Problems problems) {
    OptionalDouble value =
        node instanceof ScalarNode scalar
                && (scalar.getTag().equals(Tag.INT) || scalar.getTag().equals(Tag.FLOAT))
            ? parsed(scalar.getValue())
            : OptionalDouble.empty();
    if (value.isEmpty()) {
      problems.error(node, "'%s' is a number such as 0.5".formatted(key));
    }
    return value.stream().boxed().findFirst();
  }

  private static OptionalDouble parsed(String text) {
    try {
      double value = Double.parseDouble(text);
      return Double.isFinite(value) ? OptionalDouble.of(value) : OptionalDouble.empty();
    } catch (NumberFormatException e) {
      return OptionalDouble.empty();
    }
  }
}
