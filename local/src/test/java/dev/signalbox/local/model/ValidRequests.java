package dev.signalbox.local.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.HashSet;
import java.util.Set;

/** The smallest values a model accepts. */
final class ValidRequests {
  static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private final Model model;
  private final Set<String> underWay = new HashSet<>();

  ValidRequests(Model model) {
    this.model = model;
  }

  JsonNode value(Shape shape) {
    return switch (shape) {
      case Shape.Structure structure -> structure(structure);
      case Shape.Items items -> items(items, least(items.count()));
      case Shape.Entries entries -> entries(entries, least(entries.count()));
      case Shape.Text text -> JSON.textNode(text(text));
      case Shape.Quantity quantity ->
          JSON.numberNode(quantity.value().least().orElse(BigDecimal.ONE));
      case Shape.Bytes bytes -> JSON.textNode("QUFB".repeat((least(bytes.length()) + 2) / 3));
      case Shape.Unconstrained other -> unconstrained(other);
    };
  }

  ObjectNode structure(Shape.Structure structure) {
    ObjectNode object = JSON.objectNode();
    if (!underWay.add(structure.name())) {
      return object;
    }
    for (Shape.Member member : structure.members().values()) {
      if (member.required()) {
        object.set(member.name(), value(model.shape(member.shape())));
      }
    }
    underWay.remove(structure.name());
    return object;
  }

  ArrayNode items(Shape.Items items, int count) {
    ArrayNode array = JSON.arrayNode();
    JsonNode member = count == 0 ? JSON.nullNode() : value(model.shape(items.member()));
    for (int i = 0; i < count; i++) {
      array.add(member);
    }
    return array;
  }

  ObjectNode entries(Shape.Entries entries, int count) {
    ObjectNode object = JSON.objectNode();
    Shape key = model.shape(entries.key());
    for (int i = 0; i < count; i++) {
      String name = key instanceof Shape.Text text ? key(text, i) : "k" + i;
      object.set(name, value(model.shape(entries.value())));
    }
    return object;
  }

  private static String key(Shape.Text text, int number) {
    return number == 0 ? text(text) : text(text) + number;
  }

  static String text(Shape.Text text) {
    if (!text.values().isEmpty()) {
      return text.values().getFirst();
    }
    int least = least(text.length());
    int greatest = text.length().greatest().map(BigDecimal::intValue).orElse(100_000);
    return text.pattern()
        .map(pattern ->
            PatternExample.of(pattern.toString(), least, greatest)
                .orElseThrow(() -> new AssertionError("no example of " + text)))
        .orElseGet(() -> "x".repeat(Math.max(1, least)));
  }

  private static JsonNode unconstrained(Shape.Unconstrained shape) {
    return switch (shape.type()) {
      case "boolean" -> JSON.booleanNode(true);
      case "timestamp" -> JSON.numberNode(1_700_000_000);
      default -> JSON.textNode("x");
    };
  }

  static int least(Bounds bounds) {
    return bounds.least().map(BigDecimal::intValue).orElse(0);
  }
}
