package dev.signalbox.local.template;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;

/**
 * The names by which a template refers to what SAM makes of its resources: {@code Shop.Alias} for
 * the alias of the function {@code Shop}.
 */
record SamNames(Map<String, String> logicalIds) {

  /** The same with the resources' own names. */
  Yaml.Mapping in(Yaml.Mapping mapping) {
    return (Yaml.Mapping) in((Yaml) mapping);
  }

  private Yaml in(Yaml yaml) {
    return switch (yaml) {
      case Yaml.Scalar scalar -> scalar;
      case Yaml.Sequence sequence ->
          new Yaml.Sequence(sequence.items().stream().map(this::in).toList(), sequence.at());
      case Yaml.Mapping mapping -> {
        var entries = new LinkedHashMap<String, Yaml>();
        mapping.entries().forEach((key, value) -> entries.put(key, in(value)));
        if (mapping.function().isPresent()) {
          entries.replaceAll(this::named);
        }
        yield new Yaml.Mapping(entries, mapping.keys(), mapping.at());
      }
    };
  }

  private Yaml named(String function, Yaml argument) {
    return switch (function) {
      case "Ref" ->
          argument instanceof Yaml.Scalar name
              ? Yaml.text(logicalIds.getOrDefault(name.text(), name.text()), name.at())
              : argument;
      case "Fn::GetAtt" -> attribute(argument);
      case "Fn::Sub" -> substituted(argument);
      default -> argument;
    };
  }

  /** {@code [Shop, Version.Version]} and {@code [Shop.Version, Version]} are both meant. */
  private Yaml attribute(Yaml argument) {
    if (argument instanceof Yaml.Sequence path
        && path.items().size() == 2
        && path.items().getFirst() instanceof Yaml.Scalar first
        && path.items().getLast() instanceof Yaml.Scalar last) {
      var whole = first.text() + "." + last.text();
      return logicalIds.entrySet().stream()
          .filter(it -> whole.startsWith(it.getKey() + "."))
          .findFirst()
          .<Yaml>map(it ->
              new Yaml.Sequence(
                  List.of(
                      Yaml.text(it.getValue(), first.at()),
                      Yaml.text(whole.substring(it.getKey().length() + 1), last.at())),
                  path.at()))
          .orElse(argument);
    }
    return argument;
  }

  private Yaml substituted(Yaml argument) {
    return switch (argument) {
      case Yaml.Scalar text -> Yaml.text(renamed(text.text()), text.at());
      case Yaml.Sequence parts
          when !parts.items().isEmpty() && parts.items().getFirst() instanceof Yaml.Scalar text -> {
        var items = new ArrayList<>(parts.items());
        items.set(0, Yaml.text(renamed(text.text()), text.at()));
        yield new Yaml.Sequence(items, parts.at());
      }
      default -> argument;
    };
  }

  private String renamed(String text) {
    return Substitution.VARIABLE
        .matcher(text)
        .replaceAll(part -> Matcher.quoteReplacement("${" + variable(part.group(1)) + "}"));
  }

  private String variable(String written) {
    var name = written.strip();
    return logicalIds.entrySet().stream()
        .filter(it -> name.equals(it.getKey()) || name.startsWith(it.getKey() + "."))
        .findFirst()
        .map(it -> it.getValue() + name.substring(it.getKey().length()))
        .orElse(written);
  }
}
