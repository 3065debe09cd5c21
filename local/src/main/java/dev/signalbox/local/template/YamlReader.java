package dev.signalbox.local.template;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BigIntegerNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.signalbox.local.template.Yaml.Mark;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** Reads a template's YAML, short forms of functions included, within limits no template needs. */
final class YamlReader {
  private static final int LARGEST_FILE = 2_000_000;
  // AWS takes 1 MB; what a few aliases of aliases unfold to has no such limit by itself.
  private static final int MOST_PARTS = 200_000;
  private static final int DEEPEST = 100;
  private static final Mark START = new Mark(1, 1);
  private static final Pattern INTEGER = Pattern.compile("[-+]?(0|[1-9][0-9]{0,30})");
  private static final Pattern DECIMAL =
      Pattern.compile("[-+]?(0|[1-9][0-9]{0,30})?\\.[0-9]{1,30}([eE][-+]?[0-9]{1,3})?");
  private static final Set<String> FUNCTIONS =
      Set.of(
          "Base64",
          "Cidr",
          "FindInMap",
          "GetAtt",
          "GetAZs",
          "If",
          "ImportValue",
          "Join",
          "Select",
          "Split",
          "Sub",
          "Transform",
          "And",
          "Equals",
          "Not",
          "Or",
          "ToJsonString",
          "Length");

  private final Findings findings;
  private int parts;

  YamlReader(Findings findings) {
    this.findings = findings;
  }

  Yaml.Mapping read(Path file) {
    var settings =
        LoadSettings.builder()
            .setLabel(file.toString())
            .setCodePointLimit(LARGEST_FILE)
            .setMaxAliasesForCollections(50)
            .setAllowDuplicateKeys(false)
            .build();
    try {
      if (Files.size(file) > LARGEST_FILE) {
        throw findings.fatal(START, "is larger than " + LARGEST_FILE + " bytes");
      }
      var root = new Compose(settings).composeString(Files.readString(file));
      if (root.isPresent() && value(root.get(), 0) instanceof Yaml.Mapping mapping) {
        findings.throwProblems();
        return mapping;
      }
      throw findings.fatal(START, "is no template: a mapping with Resources is expected");
    } catch (MarkedYamlEngineException e) {
      throw findings.fatal(
          mark(e.getProblemMark()), Optional.ofNullable(e.getProblem()).orElse("is not YAML"));
    } catch (YamlEngineException e) {
      throw findings.fatal(START, String.valueOf(e.getMessage()));
    } catch (StackOverflowError e) { // the parser calls itself for every level of nesting
      throw findings.fatal(START, "is nested too deeply");
    } catch (MalformedInputException e) {
      throw findings.fatal(START, "is not UTF-8");
    } catch (IOException e) {
      throw findings.fatal(START, "cannot be read: " + e);
    }
  }

  private Yaml value(Node node, int depth) {
    if (++parts > MOST_PARTS) {
      throw findings.fatal(mark(node), "unfolds to more than " + MOST_PARTS + " parts");
    }
    if (depth > DEEPEST) {
      throw findings.fatal(mark(node), "is nested more than " + DEEPEST + " levels deep");
    }
    var plain =
        switch (node) {
          case ScalarNode scalar -> new Yaml.Scalar(scalar(scalar), mark(scalar));
          case SequenceNode sequence -> sequence(sequence, depth);
          case MappingNode mapping -> mapping(mapping, depth);
          default -> throw findings.fatal(mark(node), "is an alias that cannot be followed");
        };
    var tag = node.getTag().getValue();
    return tag.startsWith("!") ? shortForm(tag.substring(1), plain) : plain;
  }

  private Yaml sequence(SequenceNode node, int depth) {
    List<Yaml> items = new ArrayList<>();
    node.getValue().forEach(item -> items.add(value(item, depth + 1)));
    return new Yaml.Sequence(items, mark(node));
  }

  private Yaml mapping(MappingNode node, int depth) {
    Map<String, Yaml> entries = new LinkedHashMap<>();
    Map<String, Mark> keys = new LinkedHashMap<>();
    for (NodeTuple tuple : node.getValue()) {
      if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
        throw findings.fatal(mark(tuple.getKeyNode()), "A key has to be text");
      }
      if (key.getValue().equals("<<")) {
        throw findings.fatal(mark(key), "CloudFormation has no merge keys (<<)");
      }
      if (entries.put(key.getValue(), value(tuple.getValueNode(), depth + 1)) != null) {
        findings.problem(mark(key), "'" + key.getValue() + "' is given twice");
      }
      keys.put(key.getValue(), mark(key));
    }
    return new Yaml.Mapping(entries, keys, mark(node));
  }

  private Yaml shortForm(String name, Yaml argument) {
    var at = argument.at();
    if (name.equals("Ref") || name.equals("Condition")) {
      return Yaml.mapping(at, name, argument);
    }
    if (!FUNCTIONS.contains(name)) {
      findings.problem(at, "unknown function !" + name + Suggestion.of(name, FUNCTIONS));
      return argument;
    }
    if (name.equals("GetAtt") && argument instanceof Yaml.Scalar scalar) {
      return attribute(scalar);
    }
    return Yaml.mapping(at, "Fn::" + name, argument);
  }

  private static Yaml attribute(Yaml.Scalar scalar) {
    int dot = scalar.text().indexOf('.');
    return dot < 0
        ? Yaml.mapping(scalar.at(), "Fn::GetAtt", scalar)
        : Yaml.getAtt(
            scalar.text().substring(0, dot), scalar.text().substring(dot + 1), scalar.at());
  }

  /** Plain scalars may be numbers and truth values; an account number with a leading 0 is text. */
  private static JsonNode scalar(ScalarNode node) {
    var text = node.getValue();
    if (node.getScalarStyle() != ScalarStyle.PLAIN || node.getTag().getValue().startsWith("!")) {
      return TextNode.valueOf(text);
    }
    if (INTEGER.matcher(text).matches()) {
      return number(new BigInteger(text.replaceFirst("^\\+", "")));
    }
    if (DECIMAL.matcher(text).matches()) {
      return DecimalNode.valueOf(new BigDecimal(text));
    }
    return switch (text) {
      case "true", "True", "TRUE" -> BooleanNode.TRUE;
      case "false", "False", "FALSE" -> BooleanNode.FALSE;
      case "", "~", "null", "Null", "NULL" -> NullNode.instance;
      default -> TextNode.valueOf(text);
    };
  }

  private static JsonNode number(BigInteger number) {
    if (number.bitLength() < Integer.SIZE) {
      return IntNode.valueOf(number.intValue());
    }
    return number.bitLength() < Long.SIZE
        ? LongNode.valueOf(number.longValue())
        : BigIntegerNode.valueOf(number);
  }

  private static Mark mark(Node node) {
    return mark(node.getStartMark());
  }

  private static Mark mark(Optional<org.snakeyaml.engine.v2.exceptions.Mark> mark) {
    return mark.map(it -> new Mark(it.getLine() + 1, it.getColumn() + 1)).orElse(START);
  }
}
