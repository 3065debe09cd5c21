package dev.signalbox.local.template;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.signalbox.local.template.Yaml.Mark;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** The values of a template's parameters: given ones or defaults, each checked. */
final class Parameters {
  private static final String LIST = "CommaDelimitedList";

  private final Findings findings;
  private final Map<String, JsonNode> values = new LinkedHashMap<>();

  private Parameters(Findings findings) {
    this.findings = findings;
  }

  static Map<String, JsonNode> of(
      Yaml.Mapping template, Map<String, String> given, Findings findings) {
    var parameters = new Parameters(findings);
    var section = template.mapping("Parameters");
    for (var name : given.keySet()) {
      if (!section.entries().containsKey(name)) {
        findings.problem(
            section.at(),
            "the template has no parameter '"
                + name
                + "'"
                + Suggestion.of(name, section.entries().keySet()));
      }
    }
    section
        .entries()
        .forEach((name, declaration) ->
            parameters.add(
                name,
                declaration instanceof Yaml.Mapping mapping
                    ? mapping
                    : Yaml.empty(section.at(name)),
                section.at(name),
                Optional.ofNullable(given.get(name))));
    return parameters.values;
  }

  private void add(String name, Yaml.Mapping declaration, Mark at, Optional<String> given) {
    var type = declaration.text("Type").orElse("");
    if (type.isEmpty()) {
      findings.problem(at, "parameter '" + name + "' has no Type");
    } else if (type.startsWith("AWS::SSM::Parameter::Value")) {
      findings.problem(at, "parameter '" + name + "': type " + type + " is not supported here");
    }
    var value = given.or(() -> declaration.text("Default"));
    if (value.isEmpty()) {
      findings.problem(at, "parameter '" + name + "' has no default and was given no value");
      return;
    }
    boolean list = type.equals(LIST) || type.startsWith("List<");
    var elements = list ? split(value.get()) : List.of(value.get());
    for (var element : elements) {
      check(name, declaration, at, type, element);
    }
    values.put(name, list ? array(elements) : TextNode.valueOf(value.get()));
  }

  private static List<String> split(String text) {
    var elements = new ArrayList<String>();
    for (var element : text.split(",", -1)) {
      elements.add(element.strip());
    }
    return elements;
  }

  private static JsonNode array(List<String> elements) {
    var array = JsonNodeFactory.instance.arrayNode();
    elements.forEach(array::add);
    return array;
  }

  private void check(String name, Yaml.Mapping declaration, Mark at, String type, String value) {
    // The value itself is never shown: it may be a secret.
    var what = "the value of parameter '" + name + "' ";
    var hint = declaration.text("ConstraintDescription").map(it -> " (" + it + ")").orElse("");
    declaration
        .text("AllowedPattern")
        .filter(pattern -> !matches(pattern, value, at))
        .ifPresent(pattern -> findings.problem(at, what + "does not match " + pattern + hint));
    if (declaration.get("AllowedValues").orElse(null) instanceof Yaml.Sequence allowed
        && allowed.items().stream()
            .noneMatch(it -> it instanceof Yaml.Scalar scalar && scalar.text().equals(value))) {
      findings.problem(at, what + "is none of the allowed values" + hint);
    }
    number(declaration, "MinLength")
        .filter(least -> value.length() < least.intValue())
        .ifPresent(least -> findings.problem(at, what + "is shorter than " + least + hint));
    number(declaration, "MaxLength")
        .filter(most -> value.length() > most.intValue())
        .ifPresent(most -> findings.problem(at, what + "is longer than " + most + hint));
    if (type.equals("Number") || type.equals("List<Number>")) {
      checkNumber(declaration, at, value, what, hint);
    }
  }

  private void checkNumber(
      Yaml.Mapping declaration, Mark at, String value, String what, String hint) {
    var number = decimal(value);
    if (number.isEmpty()) {
      findings.problem(at, what + "is not a number" + hint);
      return;
    }
    number(declaration, "MinValue")
        .filter(least -> number.get().compareTo(least) < 0)
        .ifPresent(least -> findings.problem(at, what + "is less than " + least + hint));
    number(declaration, "MaxValue")
        .filter(most -> number.get().compareTo(most) > 0)
        .ifPresent(most -> findings.problem(at, what + "is more than " + most + hint));
  }

  private boolean matches(String pattern, String value, Mark at) {
    try {
      return Pattern.compile(pattern).matcher(value).matches();
    } catch (PatternSyntaxException e) {
      findings.problem(at, "AllowedPattern is not a pattern: " + e.getDescription());
      return true;
    }
  }

  private static Optional<BigDecimal> number(Yaml.Mapping declaration, String key) {
    return declaration.text(key).flatMap(Parameters::decimal);
  }

  private static Optional<BigDecimal> decimal(String text) {
    try {
      return Optional.of(new BigDecimal(text));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }
}
