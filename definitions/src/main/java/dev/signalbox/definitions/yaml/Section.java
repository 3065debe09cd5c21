package dev.signalbox.definitions.yaml;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/** A mapping of the file; asking it for what it has not got, or has as something else, is told. */
final class Section {
  private final String name;
  private final MappingNode node;
  private final Problems problems;
  private final Map<Text, Node> entries = new LinkedHashMap<>();

  private Section(String name, MappingNode node, Problems problems) {
    this.name = name;
    this.node = node;
    this.problems = problems;
    for (NodeTuple tuple : node.getValue()) {
      text(tuple.getKeyNode(), "a key", problems)
          .ifPresent(key -> enter(key, tuple.getValueNode()));
    }
  }

  /** A mapping whose keys are the user's own names. */
  static Optional<Section> of(String name, Node node, Problems problems) {
    if (node instanceof MappingNode mapping && mapping.getTag().equals(Tag.MAP)) {
      return Optional.of(new Section(name, mapping, problems));
    }
    problems.error(node, "%s must be a mapping, not %s".formatted(name, kind(node)));
    return Optional.empty();
  }

  /** A mapping whose keys are these. */
  static Optional<Section> of(String name, Node node, Problems problems, List<String> keys) {
    Optional<Section> section = of(name, node, problems);
    section.ifPresent(s -> s.refuseOthersThan(keys));
    return section;
  }

  private void enter(Text key, Node value) {
    entries.keySet().stream()
        .filter(known -> known.value().equals(key.value()))
        .findFirst()
        .ifPresentOrElse(
            known ->
                problems.error(key.node(), "'%s' stands twice in %s".formatted(key.value(), name)),
            () -> entries.put(key, value));
  }

  private void refuseOthersThan(List<String> keys) {
    for (Text key : entries.keySet()) {
      if (!keys.contains(key.value())) {
        problems.error(
            key.node(),
            "unknown key '%s' in %s%s"
                .formatted(key.value(), name, Suggestion.among(keys, key.value())));
      }
    }
  }

  Node node() {
    return node;
  }

  Map<Text, Node> entries() {
    return entries;
  }

  Optional<Node> find(String key) {
    return entries.entrySet().stream()
        .filter(entry -> entry.getKey().value().equals(key))
        .map(Map.Entry::getValue)
        .findFirst();
  }

  Optional<Node> require(String key) {
    Optional<Node> value = find(key);
    if (value.isEmpty()) {
      problems.error(node, "%s has no '%s'".formatted(name, key));
    }
    return value;
  }

  Optional<Text> text(String key) {
    return find(key).flatMap(value -> text(value, "'" + key + "'", problems));
  }

  Optional<Text> requireText(String key) {
    return require(key).flatMap(value -> text(value, "'" + key + "'", problems));
  }

  static Optional<Text> text(Node node, String name, Problems problems) {
    if (node instanceof ScalarNode scalar && scalar.getTag().equals(Tag.STR)) {
      return Optional.of(new Text(scalar.getValue(), scalar));
    }
    problems.error(
        node,
        "%s must be a text, not %s%s"
            .formatted(name, kind(node), node instanceof ScalarNode ? ": put it in quotes" : ""));
    return Optional.empty();
  }

  static List<Node> list(Node node, String name, Problems problems) {
    if (node instanceof SequenceNode sequence && sequence.getTag().equals(Tag.SEQ)) {
      return sequence.getValue();
    }
    problems.error(node, "%s must be a list, not %s".formatted(name, kind(node)));
    return List.of();
  }

  /** Texts of a list that must not be empty. */
  static List<Text> texts(Node node, String name, Problems problems) {
    List<Text> texts = new ArrayList<>();
    List<Node> items = list(node, name, problems);
    if (items.isEmpty() && node instanceof SequenceNode) {
      problems.error(node, "%s is empty; leave it out instead".formatted(name));
    }
    items.forEach(item -> text(item, "each of " + name, problems).ifPresent(texts::add));
    return texts;
  }

  /** Texts of a list that must be some of these words. */
  static List<String> words(Node node, String name, List<String> known, Problems problems) {
    List<String> words = new ArrayList<>();
    for (Text text : texts(node, name, problems)) {
      if (known.contains(text.value())) {
        words.add(text.value());
      } else {
        problems.error(
            text.node(),
            "'%s' is none of %s%s"
                .formatted(text.value(), name, Suggestion.among(known, text.value())));
      }
    }
    return words;
  }

  /** Whether a switch is there and on. */
  boolean flag(String key) {
    Optional<Node> value = find(key);
    if (value.isEmpty()) {
      return false;
    }
    if (value.get() instanceof ScalarNode scalar && scalar.getTag().equals(Tag.BOOL)) {
      return scalar.getValue().equalsIgnoreCase("true");
    }
    problems.error(
        value.get(), "'%s' must be true or false, not %s".formatted(key, kind(value.get())));
    return false;
  }

  static String kind(Node node) {
    if (!Tag.STR.equals(node.getTag()) && !node.getTag().getValue().startsWith(Tag.PREFIX)) {
      return "a value tagged " + node.getTag().getValue();
    }
    return switch (node) {
      case MappingNode mapping when mapping.getTag().equals(Tag.MAP) -> "a mapping";
      case SequenceNode list when list.getTag().equals(Tag.SEQ) -> "a list";
      case ScalarNode scalar when scalar.getTag().equals(Tag.NULL) -> "nothing";
      case ScalarNode scalar when scalar.getTag().equals(Tag.STR) -> "a text";
      case ScalarNode scalar when scalar.getTag().equals(Tag.BOOL) -> "true or false";
      case ScalarNode scalar when scalar.getTag().equals(Tag.INT) -> "a number";
      case ScalarNode scalar when scalar.getTag().equals(Tag.FLOAT) -> "a number";
      default -> "a value tagged " + node.getTag().getValue();
    };
  }
}
