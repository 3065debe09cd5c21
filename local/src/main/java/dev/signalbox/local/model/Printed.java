package dev.signalbox.local.model;

import com.fasterxml.jackson.databind.JsonNode;
import dev.signalbox.local.model.Shape.Entries;
import dev.signalbox.local.model.Shape.Items;
import dev.signalbox.local.model.Shape.Structure;
import java.util.Map;

/** A value as AWS's messages show it: the way Java prints it, or not at all when it is secret. */
final class Printed {
  private Printed() {}

  static String value(Model model, Shape shape, JsonNode value) {
    if (secret(model, shape)) {
      return "";
    }
    StringBuilder text = new StringBuilder("'");
    append(text, model, shape, value);
    return text.append('\'').toString();
  }

  private static boolean secret(Model model, Shape shape) {
    return shape.sensitive()
        || switch (shape) {
          case Items items -> model.shape(items.member()).sensitive();
          case Entries entries ->
              model.shape(entries.key()).sensitive() || model.shape(entries.value()).sensitive();
          default -> false;
        };
  }

  private static void append(StringBuilder text, Model model, Shape shape, JsonNode value) {
    switch (shape) {
      case Shape _ when value.isMissingNode() -> text.append("null");
      case Items items when value.isArray() -> {
        text.append('[');
        String separator = "";
        for (JsonNode item : value) {
          append(text.append(separator), model, model.shape(items.member()), item);
          separator = ", ";
        }
        text.append(']');
      }
      case Entries entries when value.isObject() -> {
        text.append('{');
        String separator = "";
        for (Map.Entry<String, JsonNode> entry : value.properties()) {
          text.append(separator).append(entry.getKey()).append('=');
          append(text, model, model.shape(entries.value()), entry.getValue());
          separator = ", ";
        }
        text.append('}');
      }
      case Structure structure when value.isObject() -> append(text, model, structure, value);
      default -> text.append(shape.sensitive() ? "***" : value.asText());
    }
  }

  private static void append(StringBuilder text, Model model, Structure structure, JsonNode value) {
    text.append(structure.name()).append('(');
    String separator = "";
    for (Shape.Member member : structure.members().values()) {
      text.append(separator).append(Position.of(member.name())).append('=');
      append(text, model, model.shape(member.shape()), value.path(member.name()));
      separator = ", ";
    }
    text.append(')');
  }
}
