package dev.signalbox.definitions.yaml;

import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.CollectionEndEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ParserException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;

/** One YAML document as nodes, within limits that no honest definition meets. */
final class Document {
  private static final int DEEPEST = 20;
  private static final int LONGEST = 1_000_000;

  /** The parser's time grows with the square of a word's length. */
  private static final int LONGEST_LINE = 20_000;

  private static final int MOST_ALIASES = 200;

  private Document() {}

  static Optional<Node> read(String file, String text, Problems problems) {
    if (text.length() > LONGEST || text.lines().anyMatch(line -> line.length() > LONGEST_LINE)) {
      problems.error(
          Optional.empty(),
          "a definition has at most %d characters, and %d in a line"
              .formatted(LONGEST, LONGEST_LINE));
      return Optional.empty();
    }
    LoadSettings settings =
        LoadSettings.builder()
            .setLabel(file)
            .setMaxAliasesForCollections(MOST_ALIASES)
            .setAllowRecursiveKeys(false)
            .build();
    try {
      refuseDepth(settings, text);
      Optional<Node> root = new Compose(settings).composeString(text);
      if (root.isEmpty()) {
        problems.error(Optional.empty(), "the file is empty");
      }
      return root;
    } catch (MarkedYamlEngineException e) {
      problems.error(e.getProblemMark().or(e::getContextMark), "not valid YAML: " + told(e));
    } catch (YamlEngineException e) {
      problems.error(
          Optional.empty(), "not valid YAML: " + oneLine(String.valueOf(e.getMessage())));
    }
    return Optional.empty();
  }

  /** Composing recurses, parsing does not: what is too deep is found before it can overflow. */
  private static void refuseDepth(LoadSettings settings, String text) {
    int depth = 0;
    for (Event event : new Parse(settings).parseString(text)) {
      if (event instanceof CollectionStartEvent && ++depth > DEEPEST) {
        throw new ParserException("nested more than " + DEEPEST + " deep", event.getStartMark());
      }
      if (event instanceof CollectionEndEvent) {
        depth--;
      }
    }
  }

  /** Some problems are half a sentence, and their context is the other half. */
  private static String told(MarkedYamlEngineException e) {
    String problem = oneLine(e.getProblem());
    return problem.startsWith("but ") && e.getContext() != null
        ? oneLine(e.getContext()) + ", " + problem
        : problem;
  }

  private static String oneLine(String message) {
    return message.strip().replaceAll("\\s*\\R\\s*", " ");
  }
}
