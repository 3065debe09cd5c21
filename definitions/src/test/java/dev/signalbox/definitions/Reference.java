package dev.signalbox.definitions;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** Writes the schema out for people. */
final class Reference {
  private final JsonNode schema;
  private final StringBuilder page = new StringBuilder();

  private Reference(JsonNode schema) {
    this.schema = schema;
  }

  static String of(JsonNode schema) {
    return new Reference(schema).page();
  }

  private String page() {
    page.append(
        """
        # signalbox.yaml

        %s
        This page is written from [signalbox.schema.json](signalbox.schema.json), which editors use to complete and check the file.
        Unknown keys are errors. A pattern must cover the whole name or path; case matters:

        | in a pattern | stands for |
        | --- | --- |
        | `*` | anything within a segment (between two slashes) |
        | `**` | anything, slashes too; `**/` at the start of a segment also stands for nothing |
        | `?` | one character, not a slash |
        | `[a-z_]` `[!a-z]` | one character of these; of all others, not a slash |
        | `{web,libs/ui}` | one of these |
        | `\\` | the next character as it is |

        With `dialect: codepipeline` a pattern means what CodePipeline's own triggers (for connections) document: `**/` stands for at least one folder.
        With `dialect: github` it means what GitHub Actions document: `?` is the character before it or nothing, `+` the character before it
        at least once, braces are plain, `[!a]` is no negation, and in a list a pattern after `!` takes back what those before it chose: the last
        one that matches decides. However long a pattern and a name are, the time is proportional to both.

        """
            .formatted(schema.path("description").asText()));
    section("The file", schema);
    for (String name :
        List.of(
            "account",
            "repository",
            "route",
            "on",
            "branches",
            "tags",
            "pull-requests",
            "image",
            "object",
            "names",
            "paths",
            "start",
            "ephemeral",
            "promotion",
            "after",
            "promoted",
            "gate",
            "guarded",
            "at-least",
            "skip",
            "check",
            "http",
            "identity",
            "target-health",
            "tasks-stable",
            "alarms",
            "metric",
            "compare",
            "query",
            "of-expression",
            "log-errors",
            "image-scan",
            "lambda",
            "manual")) {
      JsonNode definition = schema.path("$defs").path(name);
      section(definition.path("title").asText(), definition);
    }
    return page.toString().stripTrailing() + "\n";
  }

  private void section(String title, JsonNode object) {
    List<String> required = texts(object.path("required"));
    page.append("## ").append(title).append("\n\n| key | is | |\n| --- | --- | --- |\n");
    object
        .path("properties")
        .properties()
        .forEach(property ->
            page.append(
                "| `%s`%s | %s | %s |\n"
                    .formatted(
                        property.getKey(),
                        required.contains(property.getKey()) ? " (required)" : "",
                        type(property.getValue()),
                        description(property.getValue()))));
    page.append('\n');
  }

  private static String description(JsonNode property) {
    String description = property.path("description").asText();
    return property.has("default")
        ? description + " Default: `" + property.path("default").asText() + "`."
        : description;
  }

  private String type(JsonNode property) {
    if (property.has("const")) {
      return "`" + property.path("const").asText() + "`";
    }
    if (property.has("oneOf")) {
      List<String> types = new ArrayList<>();
      property.path("oneOf").forEach(one -> types.add(type(one)));
      return String.join(" or ", types);
    }
    if (property.has("$ref")) {
      return reference(property.path("$ref").asText().replace("#/$defs/", ""));
    }
    return switch (property.path("type").asText()) {
      case "object" -> "mapping to " + type(property.path("additionalProperties"));
      case "array" -> "list of " + type(property.path("items"));
      case "boolean" -> "true or false";
      case "number" -> "number";
      case "integer" ->
          "%d to %d".formatted(property.path("minimum").asInt(), property.path("maximum").asInt());
      case "string" -> text(property);
      default -> throw new IllegalStateException("No words for " + property);
    };
  }

  private static String text(JsonNode property) {
    if (property.has("enum")) {
      return texts(property.path("enum")).stream()
          .map("`%s`"::formatted)
          .collect(Collectors.joining(", "));
    }
    return property.has("pattern") ? "text `" + escaped(property) + "`" : "text";
  }

  private String reference(String name) {
    JsonNode definition = schema.path("$defs").path(name);
    return definition.has("title")
        ? "[%s](#%s)"
            .formatted(
                name, definition.path("title").asText().toLowerCase(Locale.ROOT).replace(' ', '-'))
        : name.endsWith("lobs") ? "list of patterns" : type(definition);
  }

  /** A bar would end the table's cell. */
  private static String escaped(JsonNode property) {
    return property.path("pattern").asText().replace("|", "\\|");
  }

  private static List<String> texts(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false).map(JsonNode::asText).toList();
  }
}
