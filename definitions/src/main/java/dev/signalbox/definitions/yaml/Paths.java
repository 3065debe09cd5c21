package dev.signalbox.definitions.yaml;

import dev.signalbox.definitions.Places;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** Notes where the keys of a file stand that has no errors, and so no depths. */
final class Paths {
  private static final String NAME = "name";

  private final Map<List<String>, Places.Place> places = new HashMap<>();

  private Paths() {}

  static Places of(String file, Node root) {
    var paths = new Paths();
    paths.walk(List.of(), root);
    return new Places(file, paths.places);
  }

  private void walk(List<String> path, Node node) {
    switch (node) {
      case MappingNode mapping -> mapping.getValue().forEach(tuple -> enter(path, tuple));
      case SequenceNode sequence -> sequence.getValue().forEach(item -> item(path, item));
      default -> {}
    }
  }

  private void enter(List<String> path, NodeTuple tuple) {
    if (tuple.getKeyNode() instanceof ScalarNode key) {
      List<String> inner = with(path, key.getValue());
      note(inner, tuple.getValueNode() instanceof ScalarNode scalar ? scalar : key);
      walk(inner, tuple.getValueNode());
      item(path, tuple.getValueNode());
    }
  }

  /** What has a name goes by it; nothing else in a list is asked for. */
  private void item(List<String> path, Node item) {
    if (item instanceof MappingNode mapping) {
      name(mapping)
          .ifPresent(name -> {
            List<String> inner = with(path, name.getValue());
            note(inner, name);
            walk(inner, mapping);
          });
    }
  }

  private static Optional<ScalarNode> name(MappingNode mapping) {
    return mapping.getValue().stream()
        .filter(t -> t.getKeyNode() instanceof ScalarNode key && key.getValue().equals(NAME))
        .map(NodeTuple::getValueNode)
        .filter(ScalarNode.class::isInstance)
        .map(ScalarNode.class::cast)
        .findFirst();
  }

  private void note(List<String> path, Node node) {
    Optional<Mark> mark = node.getStartMark();
    mark.ifPresent(m -> places.put(path, new Places.Place(m.getLine() + 1, m.getColumn() + 1)));
  }

  private static List<String> with(List<String> path, String key) {
    List<String> longer = new ArrayList<>(path);
    longer.add(key);
    return List.copyOf(longer);
  }
}
