package dev.signalbox.definitions.yaml;

import dev.signalbox.core.route.Template;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.nodes.Node;

/** Reads the variables that are handed to a pipeline. */
final class Variables {
  private static final int MOST = 50;

  private final Problems problems;
  private final List<String> placeholders;
  private final String subject;

  /**
   * Where these placeholders mean something.
   *
   * @param placeholders absent where it is broken what they would be for
   * @param subject what they are for, in a person's words
   */
  Variables(Problems problems, Optional<List<String>> placeholders, String subject) {
    this.problems = problems;
    this.placeholders = placeholders.orElse(Template.PLACEHOLDERS);
    this.subject = subject;
  }

  Map<String, Template> read(Node node) {
    Map<String, Template> variables = new LinkedHashMap<>();
    Section.of("'variables'", node, problems)
        .ifPresent(section -> {
          section.entries().forEach((name, value) -> variable(name, value, variables));
          if (section.entries().size() > MOST) {
            problems.error(
                node,
                "a pipeline takes at most %d variables, here are %d"
                    .formatted(MOST, section.entries().size()));
          }
        });
    return variables;
  }

  private void variable(Text name, Node value, Map<String, Template> variables) {
    Optional<String> checked = Names.shaped(name, Names.VARIABLE, "a variable's name", problems);
    Optional<Text> text =
        Section.text(value, "variable '" + name.value() + "'", problems).filter(this::isTemplate);
    if (checked.isPresent() && text.isPresent()) {
      variables.put(checked.get(), new Template(text.get().value()));
    }
  }

  private boolean isTemplate(Text text) {
    if (text.value().isEmpty()) {
      problems.error(text.node(), "a variable's value cannot be empty");
      return false;
    }
    List<String> unknown =
        Template.placeholders(text.value()).stream()
            .filter(name -> !placeholders.contains(name))
            .toList();
    unknown.forEach(name ->
        problems.error(
            text.node(),
            text.columnsTo(
                text.value().codePointCount(0, text.value().indexOf("${" + name + "}")) + 1),
            "there is no ${%s}%s%s"
                .formatted(
                    name,
                    Template.PLACEHOLDERS.contains(name) ? " for " + subject : "",
                    Suggestion.among(placeholders, name))));
    return unknown.isEmpty();
  }
}
