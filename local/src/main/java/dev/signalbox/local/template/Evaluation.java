package dev.signalbox.local.template;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.signalbox.local.template.Yaml.Mark;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Works out what the parts of a template come to: functions applied, {@code AWS::NoValue} left out.
 */
final class Evaluation {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  /** What names stand for while evaluating. */
  interface Names {
    /** A parameter, a pseudo parameter or a resource; empty for a name that nobody has. */
    Optional<JsonNode> ref(String name, Mark at);

    Optional<JsonNode> attribute(String logicalId, String attribute, Mark at);
  }

  private final Names names;
  private final Yaml.Mapping mappings;
  private final Conditions conditions;
  private final Findings findings;

  Evaluation(Names names, Yaml.Mapping mappings, Conditions conditions, Findings findings) {
    this.names = names;
    this.mappings = mappings;
    this.conditions = conditions;
    this.findings = findings;
  }

  /** Empty for {@code AWS::NoValue}. */
  Optional<JsonNode> of(Yaml yaml) {
    return switch (yaml) {
      case Yaml.Scalar scalar -> Optional.of(scalar.value());
      case Yaml.Sequence sequence -> {
        var array = JSON.arrayNode();
        sequence.items().forEach(item -> of(item).ifPresent(array::add));
        yield Optional.of(array);
      }
      case Yaml.Mapping mapping ->
          mapping
              .function()
              .map(function -> apply(function.name(), function.argument(), mapping.at()))
              .orElseGet(() -> Optional.of(object(mapping)));
    };
  }

  /** The members of a mapping that is no function. */
  ObjectNode object(Yaml.Mapping mapping) {
    var object = JSON.objectNode();
    mapping.entries().forEach((key, value) -> of(value).ifPresent(it -> object.set(key, it)));
    return object;
  }

  String text(Yaml yaml) {
    var value = of(yaml).orElse(TextNode.valueOf(""));
    if (!value.isValueNode()) {
      throw findings.fatal(yaml.at(), "text is expected here, not " + value);
    }
    return value.asText();
  }

  private Optional<JsonNode> apply(String function, Yaml argument, Mark at) {
    return switch (function) {
      case "Ref" -> ref(text(argument), at);
      case "Fn::GetAtt" -> Optional.of(attribute(argument, at));
      case "Fn::Sub" -> Optional.of(TextNode.valueOf(substituted(argument, at)));
      case "Fn::Join" -> Optional.of(TextNode.valueOf(joined(argument, at)));
      case "Fn::Split" -> Optional.of(split(argument, at));
      case "Fn::Select" -> Optional.of(selected(argument, at));
      case "Fn::If" -> chosen(argument, at);
      case "Fn::FindInMap" -> Optional.of(found(argument, at));
      case "Fn::Base64" ->
          Optional.of(
              TextNode.valueOf(
                  Base64.getEncoder()
                      .encodeToString(text(argument).getBytes(StandardCharsets.UTF_8))));
      case "Fn::ToJsonString" ->
          Optional.of(TextNode.valueOf(of(argument).orElse(NullNode.instance).toString()));
      case "Fn::Length" ->
          Optional.of(JSON.numberNode(of(argument).orElse(JSON.arrayNode()).size()));
      case "Fn::ImportValue" ->
          throw findings.fatal(
              at,
              "Fn::ImportValue needs another stack's exports, which are not kept here: use a"
                  + " parameter");
      default -> throw findings.fatal(at, function + " is not supported here");
    };
  }

  private Optional<JsonNode> ref(String name, Mark at) {
    if (name.equals("AWS::NoValue")) {
      return Optional.empty();
    }
    return Optional.of(
        names.ref(name, at).orElseThrow(() -> findings.fatal(at, "nothing is called " + name)));
  }

  private JsonNode attribute(Yaml argument, Mark at) {
    var path = arguments(argument, at, 2, 2);
    var logicalId = text(path.getFirst());
    var attribute = text(path.getLast());
    return names
        .attribute(logicalId, attribute, at)
        .orElseThrow(() -> findings.fatal(at, logicalId + " has no attribute " + attribute));
  }

  private String substituted(Yaml argument, Mark at) {
    if (!(argument instanceof Yaml.Sequence)) {
      return substituted(text(argument), Yaml.empty(at), at);
    }
    var parts = arguments(argument, at, 2, 2);
    if (!(parts.getLast() instanceof Yaml.Mapping own)) {
      throw findings.fatal(at, "Fn::Sub's second part is a mapping of names to values");
    }
    return substituted(text(parts.getFirst()), own, at);
  }

  private String substituted(String text, Yaml.Mapping own, Mark at) {
    return Substitution.VARIABLE
        .matcher(text)
        .replaceAll(part -> Matcher.quoteReplacement(variable(part.group(1), own, at)));
  }

  private String variable(String variable, Yaml.Mapping own, Mark at) {
    var name = variable.strip();
    if (name.startsWith("!")) {
      return "${" + name.substring(1) + "}";
    }
    var given = own.get(name);
    if (given.isPresent()) {
      return text(given.get());
    }
    int dot = name.indexOf('.');
    var value =
        dot < 0
            ? ref(name, at).orElse(TextNode.valueOf(""))
            : attribute(
                Yaml.sequence(
                    at,
                    Yaml.text(name.substring(0, dot), at),
                    Yaml.text(name.substring(dot + 1), at)),
                at);
    if (!value.isValueNode()) {
      throw findings.fatal(at, "${" + name + "} is a list, which cannot become a part of a text");
    }
    return value.asText();
  }

  private String joined(Yaml argument, Mark at) {
    var parts = arguments(argument, at, 2, 2);
    var texts = new ArrayList<String>();
    for (var element : list(parts.getLast(), "Fn::Join")) {
      texts.add(element.asText());
    }
    return String.join(text(parts.getFirst()), texts);
  }

  private JsonNode split(Yaml argument, Mark at) {
    var parts = arguments(argument, at, 2, 2);
    var array = JSON.arrayNode();
    for (var piece : text(parts.getLast()).split(Pattern.quote(text(parts.getFirst())), -1)) {
      array.add(piece);
    }
    return array;
  }

  private JsonNode selected(Yaml argument, Mark at) {
    var parts = arguments(argument, at, 2, 2);
    var from = list(parts.getLast(), "Fn::Select");
    var index = text(parts.getFirst());
    if (!index.matches("\\d{1,9}") || Integer.parseInt(index) >= from.size()) {
      throw findings.fatal(
          at, "Fn::Select: there is no element " + index + " in a list of " + from.size());
    }
    return from.get(Integer.parseInt(index));
  }

  private ArrayNode list(Yaml yaml, String function) {
    if (of(yaml).orElse(NullNode.instance) instanceof ArrayNode array) {
      return array;
    }
    throw findings.fatal(yaml.at(), function + " needs a list here");
  }

  private Optional<JsonNode> chosen(Yaml argument, Mark at) {
    return of(conditions.branch(arguments(argument, at, 3, 3), at));
  }

  private JsonNode found(Yaml argument, Mark at) {
    var path = arguments(argument, at, 3, 4);
    var keys = path.stream().limit(3).map(this::text).toList();
    Optional<Yaml> found = Optional.of(mappings);
    for (var key : keys) {
      found =
          found
              .filter(Yaml.Mapping.class::isInstance)
              .flatMap(mapping -> ((Yaml.Mapping) mapping).get(key));
    }
    return found
        .or(() -> defaultValue(path))
        .flatMap(this::of)
        .orElseThrow(() -> findings.fatal(at, "Mappings have no " + String.join(" / ", keys)));
  }

  private static Optional<Yaml> defaultValue(List<Yaml> path) {
    return path.getLast() instanceof Yaml.Mapping options && path.size() == 4
        ? options.get("DefaultValue")
        : Optional.empty();
  }

  private List<Yaml> arguments(Yaml argument, Mark at, int least, int most) {
    if (argument instanceof Yaml.Sequence sequence
        && sequence.items().size() >= least
        && sequence.items().size() <= most) {
      return sequence.items();
    }
    throw findings.fatal(at, "a list of " + least + " parts is expected here");
  }
}
