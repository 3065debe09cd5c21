package dev.signalbox.local.build;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/** One mapping of a buildspec, which knows where each of its parts stands. */
record YamlSection(String name, Map<String, Node> entries) {

  static YamlSection of(String name, Node node) {
    if (empty(node)) {
      return new YamlSection(name, Map.of());
    }
    if (!(node instanceof MappingNode mapping)) {
      throw wrong("Expected " + name + " to be a map", node);
    }
    Map<String, Node> entries = new LinkedHashMap<>();
    for (NodeTuple tuple : mapping.getValue()) {
      if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
        throw wrong("Expected the keys of " + name + " to be of string type", tuple.getKeyNode());
      }
      if (entries.put(key.getValue(), tuple.getValueNode()) != null) {
        throw wrong("The key " + key.getValue() + " of " + name + " is given twice", key);
      }
    }
    return new YamlSection(name, entries);
  }

  boolean has(String key) {
    return entries.containsKey(key) && !empty(entries.get(key));
  }

  YamlSection section(String key) {
    Node node = entries.get(key);
    return node == null ? new YamlSection(key, Map.of()) : of(key, node);
  }

  Optional<String> text(String key) {
    return has(key) ? Optional.of(text(key, node(key))) : Optional.empty();
  }

  /** {@code yes}, {@code no} and YAML's own truth values; false where there is none. */
  boolean flag(String key) {
    return switch (text(key).orElse("no")) {
      case "yes", "Yes", "true", "True", "on" -> true;
      case "no", "No", "false", "False", "off" -> false;
      default -> throw wrong("Expected " + key + " to be yes or no", node(key));
    };
  }

  List<String> list(String key) {
    Node node = entries.get(key);
    if (node == null || empty(node)) {
      return List.of();
    }
    if (!(node instanceof SequenceNode sequence)) {
      throw wrong("Expected " + key + " to be a list", node);
    }
    List<String> items = new ArrayList<>();
    for (Node item : sequence.getValue()) {
      String title = title(key) + "[" + items.size() + "]";
      items.add(empty(item) ? "" : text(title, item));
    }
    return items;
  }

  Map<String, String> texts(String key) {
    YamlSection section = section(key);
    Map<String, String> texts = new LinkedHashMap<>();
    section
        .entries()
        .forEach((name, node) -> texts.put(name, empty(node) ? "" : section.text(name, node)));
    return texts;
  }

  Set<String> keys() {
    return entries.keySet();
  }

  PhaseFailure wrongAt(String key, String problem) {
    return wrong(problem, node(key));
  }

  private Node node(String key) {
    return Objects.requireNonNull(entries.get(key), key);
  }

  private String text(String title, Node node) {
    if (node instanceof ScalarNode scalar) {
      return scalar.getValue();
    }
    String found = node instanceof MappingNode ? "subkeys" : "a list";
    throw wrong("Expected " + title + " to be of string type: found " + found + " instead", node);
  }

  private static String title(String key) {
    return key.isEmpty() ? key : Character.toUpperCase(key.charAt(0)) + key.substring(1);
  }

  private static boolean empty(Node node) {
    return node instanceof ScalarNode scalar && scalar.getTag().equals(Tag.NULL);
  }

  static PhaseFailure wrong(String problem, Node node) {
    return wrong(problem, node.getStartMark());
  }

  static PhaseFailure wrong(String problem, Optional<Mark> mark) {
    String place =
        mark.map(it -> " at line " + (it.getLine() + 1) + ", column " + (it.getColumn() + 1))
            .orElse("");
    return new PhaseFailure("YAML_FILE_ERROR", problem + place);
  }
}
