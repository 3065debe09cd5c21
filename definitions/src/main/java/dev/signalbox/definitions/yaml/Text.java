package dev.signalbox.definitions.yaml;

import java.util.Optional;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/** A text of the file and where it stands. */
record Text(String value, ScalarNode node) {
  /** How far into the node the given column (from 1) of the text is, as far as that can be told. */
  int columnsTo(int column) {
    return switch (node.getScalarStyle()) {
      case PLAIN -> isAsLongInTheFile(0) ? column - 1 : 0;
      case SINGLE_QUOTED, DOUBLE_QUOTED -> isAsLongInTheFile(2) ? column : 0;
      case LITERAL, FOLDED, JSON_SCALAR_STYLE -> 0;
    };
  }

  /** Not where it is escaped, or goes over several lines. */
  private boolean isAsLongInTheFile(int quotes) {
    int length = value.codePointCount(0, value.length()) + quotes;
    return node.getStartMark()
        .flatMap(start -> node.getEndMark().map(end -> end.getIndex() - start.getIndex()))
        .equals(Optional.of(length));
  }
}
