package dev.signalbox.local.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.signalbox.local.model.Shape.Bytes;
import dev.signalbox.local.model.Shape.Entries;
import dev.signalbox.local.model.Shape.Items;
import dev.signalbox.local.model.Shape.Quantity;
import dev.signalbox.local.model.Shape.Structure;
import dev.signalbox.local.model.Shape.Text;
import dev.signalbox.local.model.Shape.Unconstrained;
import dev.signalbox.local.model.Violation.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** Walks a request along its model and notes what breaks a constraint. */
final class Inspection {
  /** AWS names no more in one message; without a limit a small request could ask for a huge one. */
  private static final int MOST = 10;

  private final Model model;
  private final boolean collectionsSayNotNull;
  private final List<Violation> violations = new ArrayList<>();

  /**
   * @param collectionsSayNotNull whether the service lists the null check among the constraints of
   *     a collection's members, as some do
   */
  Inspection(Model model, boolean collectionsSayNotNull) {
    this.model = model;
    this.collectionsSayNotNull = collectionsSayNotNull;
  }

  List<Violation> of(Structure input, JsonNode request) {
    input.members().values().forEach(m -> member(m, request.path(m.name()), Position.of(m.name())));
    return violations;
  }

  private void member(Shape.Member member, JsonNode value, Position at) {
    if (!absent(value)) {
      value(model.shape(member.shape()), value, at);
    } else if (member.required()) {
      missing(at);
    }
  }

  private void value(Shape shape, JsonNode value, Position at) {
    if (violations.size() >= MOST) {
      return;
    }
    for (String constraint : Constraints.broken(shape, value)) {
      add(at, Kind.INVALID, Printed.value(model, shape, value), constraint);
    }
    switch (shape) {
      case Structure structure ->
          structure
              .members()
              .values()
              .forEach(m -> member(m, value.path(m.name()), at.member(m.name())));
      case Items items when value.isArray() -> items(items, value, at);
      case Entries entries when value.isObject() -> entries(entries, value, at);
      case Items _, Entries _, Text _, Quantity _, Bytes _, Unconstrained _ -> {}
    }
  }

  private void items(Items items, JsonNode value, Position at) {
    Shape member = model.shape(items.member());
    if (simple(member)) {
      if (any(value, item -> fails(member, item))) {
        collection(items, value, at, "Member", member);
      }
      return;
    }
    for (int i = 0; i < value.size() && violations.size() < MOST; i++) {
      item(member, value.get(i), at.item(i));
    }
  }

  private void entries(Entries entries, JsonNode value, Position at) {
    Shape key = model.shape(entries.key());
    if (value.properties().stream().anyMatch(e -> fails(key, TextNode.valueOf(e.getKey())))) {
      collection(entries, value, at, "Map keys", key);
    }
    Shape member = model.shape(entries.value());
    if (simple(member)) {
      if (any(value, item -> fails(member, item))) {
        collection(entries, value, at, "Map value", member);
      }
      return;
    }
    for (Map.Entry<String, JsonNode> entry : value.properties()) {
      if (violations.size() < MOST) {
        item(member, entry.getValue(), at.entry(entry.getKey()));
      }
    }
  }

  private void item(Shape shape, JsonNode value, Position at) {
    if (absent(value)) {
      missing(at);
    } else {
      value(shape, value, at);
    }
  }

  /** AWS reports a list or map of simple values once, however many of them are wrong. */
  private void collection(Shape shape, JsonNode value, Position at, String what, Shape member) {
    List<String> constraints = new ArrayList<>(Constraints.all(member));
    if (collectionsSayNotNull || any(value, Inspection::absent)) {
      constraints.add(Constraints.NOT_NULL);
    }
    add(
        at,
        Kind.INVALID,
        Printed.value(model, shape, value),
        what + " must satisfy constraint: [" + String.join(", ", constraints) + "]");
  }

  private void missing(Position at) {
    add(at, Kind.MISSING, "null", Constraints.NOT_NULL);
  }

  private void add(Position at, Kind kind, String value, String constraint) {
    if (violations.size() < MOST) {
      violations.add(new Violation(at.toString(), at.member(), kind, value, constraint));
    }
  }

  private static boolean fails(Shape shape, JsonNode value) {
    return absent(value) || !Constraints.broken(shape, value).isEmpty();
  }

  private static boolean simple(Shape shape) {
    return switch (shape) {
      case Text _, Quantity _, Bytes _, Unconstrained _ -> true;
      case Structure _, Items _, Entries _ -> false;
    };
  }

  private static boolean absent(JsonNode value) {
    return value.isNull() || value.isMissingNode();
  }

  private static boolean any(JsonNode values, Predicate<JsonNode> test) {
    for (JsonNode value : values) {
      if (test.test(value)) {
        return true;
      }
    }
    return false;
  }
}
