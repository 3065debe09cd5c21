package dev.signalbox.local.template;

import dev.signalbox.local.template.Yaml.Mark;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The names that a part of a template refers to, by whatever function. */
final class References {
  /** A name (before any dot) and where it is referred to. */
  record Reference(String name, Mark at) {}

  private final Conditions conditions;
  private final List<Reference> found = new ArrayList<>();

  private References(Conditions conditions) {
    this.conditions = conditions;
  }

  /** Of an {@code Fn::If} only what is chosen. */
  static List<Reference> in(Yaml yaml, Conditions conditions) {
    var references = new References(conditions);
    references.collect(yaml);
    return references.found;
  }

  private void collect(Yaml yaml) {
    switch (yaml) {
      case Yaml.Scalar _ -> {}
      case Yaml.Sequence sequence -> sequence.items().forEach(this::collect);
      case Yaml.Mapping mapping ->
          mapping
              .function()
              .ifPresentOrElse(
                  function -> collect(function, mapping.at()),
                  () -> mapping.entries().values().forEach(this::collect));
    }
  }

  private void collect(Yaml.Function function, Mark at) {
    switch (function.name()) {
      case "Ref" -> add(function.argument(), at);
      case "Fn::GetAtt" -> {
        var argument = function.argument();
        add(
            argument instanceof Yaml.Sequence sequence && !sequence.items().isEmpty()
                ? sequence.items().getFirst()
                : argument,
            at);
      }
      case "Fn::Sub" -> collectVariables(function.argument(), at);
      case "Fn::If" -> {
        if (function.argument() instanceof Yaml.Sequence parts && parts.items().size() == 3) {
          collect(conditions.branch(parts.items(), at));
        }
      }
      default -> collect(function.argument());
    }
  }

  private void collectVariables(Yaml argument, Mark at) {
    Set<String> own = Set.of();
    var text = argument;
    if (argument instanceof Yaml.Sequence parts
        && parts.items().size() == 2
        && parts.items().getLast() instanceof Yaml.Mapping mapping) {
      mapping.entries().values().forEach(this::collect);
      own = mapping.entries().keySet();
      text = parts.items().getFirst();
    }
    if (text instanceof Yaml.Scalar scalar) {
      for (var name : Substitution.variables(scalar.text())) {
        if (!own.contains(name)) {
          found.add(new Reference(beforeDot(name), at));
        }
      }
    }
  }

  private void add(Yaml name, Mark at) {
    if (name instanceof Yaml.Scalar scalar) {
      found.add(new Reference(beforeDot(scalar.text()), at));
    }
  }

  private static String beforeDot(String name) {
    int dot = name.indexOf('.');
    return dot < 0 ? name : name.substring(0, dot);
  }
}
