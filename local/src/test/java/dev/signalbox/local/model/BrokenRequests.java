package dev.signalbox.local.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/** For every constraint in an operation's request, a request that breaks it and no other. */
final class BrokenRequests {
  /** Longer values than these say nothing that a shorter one would not. */
  private static final int LONGEST = 200_000;

  private final Model model;
  private final ApiOperation operation;
  private final ValidRequests valid;
  private final List<BrokenRequest> found = new ArrayList<>();
  private final Set<String> underWay = new HashSet<>();

  private BrokenRequests(Model model, ApiOperation operation) {
    this.model = model;
    this.operation = operation;
    this.valid = new ValidRequests(model);
  }

  static List<BrokenRequest> of(Model model, ApiOperation operation) {
    BrokenRequests requests = new BrokenRequests(model, operation);
    model
        .input(operation)
        .ifPresent(input -> requests.structure(input, "", object -> (ObjectNode) object));
    return requests.found;
  }

  /**
   * @param request makes the whole request from the value that stands at this position
   */
  private void structure(
      Shape.Structure structure, String position, Function<JsonNode, ObjectNode> request) {
    if (!underWay.add(structure.name())) {
      return;
    }
    for (Shape.Member member : structure.members().values()) {
      String at = (position.isEmpty() ? "" : position + ".") + lowerFirst(member.name());
      if (member.required()) {
        ObjectNode without = valid.structure(structure);
        without.remove(member.name());
        add(at, true, "Member must not be null", request.apply(without));
      }
      value(
          model.shape(member.shape()),
          at,
          value -> request.apply(with(valid.structure(structure), member.name(), value)));
    }
    underWay.remove(structure.name());
  }

  private void value(Shape shape, String at, Function<JsonNode, ObjectNode> request) {
    for (Broken broken : broken(shape)) {
      add(at, false, broken.constraint(), request.apply(broken.value()));
    }
    switch (shape) {
      case Shape.Structure structure -> structure(structure, at, request);
      case Shape.Items items -> items(items, at, request);
      case Shape.Entries entries -> entries(entries, at, request);
      default -> {}
    }
  }

  private void items(Shape.Items items, String at, Function<JsonNode, ObjectNode> request) {
    Shape member = model.shape(items.member());
    int count = Math.max(1, ValidRequests.least(items.count()));
    Function<JsonNode, ObjectNode> first =
        value -> request.apply(replaced(valid.items(items, count), value));
    collection(member, at, "Member", at + ".1.member", first);
  }

  private void entries(Shape.Entries entries, String at, Function<JsonNode, ObjectNode> request) {
    int count = Math.max(1, ValidRequests.least(entries.count()));
    for (Broken broken : broken(model.shape(entries.key()))) {
      ObjectNode map = valid.entries(entries, count - 1);
      map.set(broken.value().asText(), valid.value(model.shape(entries.value())));
      add(at, false, "Map keys must satisfy constraint: [", request.apply(map));
    }
    ObjectNode map = valid.entries(entries, count);
    String key = map.fieldNames().next();
    collection(
        model.shape(entries.value()),
        at,
        "Map value",
        at + "." + key + ".member",
        value -> request.apply(with(valid.entries(entries, count), key, value)));
  }

  private void collection(
      Shape member, String at, String what, String inside, Function<JsonNode, ObjectNode> request) {
    boolean simple =
        !(member instanceof Shape.Structure
            || member instanceof Shape.Items
            || member instanceof Shape.Entries);
    if (!simple) {
      value(member, inside, request);
      return;
    }
    for (Broken broken : broken(member)) {
      add(at, false, what + " must satisfy constraint: [", request.apply(broken.value()));
    }
  }

  private record Broken(String constraint, JsonNode value) {}

  private List<Broken> broken(Shape shape) {
    return switch (shape) {
      case Shape.Text text -> brokenText(text);
      case Shape.Items items -> sized(items.count(), count -> valid.items(items, count));
      case Shape.Entries entries -> sized(entries.count(), count -> valid.entries(entries, count));
      case Shape.Bytes bytes ->
          sized(bytes.length(), length -> ValidRequests.JSON.textNode(base64(length)));
      case Shape.Quantity quantity -> brokenQuantity(quantity);
      case Shape.Structure _, Shape.Unconstrained _ -> List.of();
    };
  }

  private static String base64(int length) {
    return Base64.getEncoder().encodeToString(new byte[length]);
  }

  private static List<Broken> brokenText(Shape.Text text) {
    List<Broken> broken = new ArrayList<>(sized(text.length(), length -> text(text, length)));
    text.pattern()
        .flatMap(pattern -> mismatch(text, pattern))
        .ifPresent(value ->
            broken.add(
                new Broken(
                    "Member must satisfy regular expression pattern: "
                        + text.pattern().orElseThrow(),
                    ValidRequests.JSON.textNode(value))));
    if (!text.values().isEmpty()) {
      broken.add(
          new Broken(
              "Member must satisfy enum value set: [" + String.join(", ", text.values()) + "]",
              ValidRequests.JSON.textNode("NONE_OF_THEM")));
    }
    return broken;
  }

  /** Of that length and, where possible, as the pattern wants it. */
  private static JsonNode text(Shape.Text text, int length) {
    String value =
        text.pattern()
            .flatMap(pattern -> PatternExample.of(pattern.toString(), length, length))
            .orElseGet(() -> "x".repeat(length));
    return ValidRequests.JSON.textNode(value);
  }

  private static Optional<String> mismatch(Shape.Text text, BoundedPattern pattern) {
    int least = Math.max(1, ValidRequests.least(text.length()));
    int greatest = text.length().greatest().map(BigDecimal::intValue).orElse(LONGEST);
    return Stream.of("!", " ", "\n", "\u0000", "é", ":", "a b", ".", "x", "\u2028", "*", "0")
        .map(piece -> piece.repeat((least + piece.length() - 1) / piece.length()))
        .filter(value -> value.length() <= greatest)
        .filter(value -> !pattern.matches(value))
        .findFirst();
  }

  private static List<Broken> brokenQuantity(Shape.Quantity quantity) {
    List<Broken> broken = new ArrayList<>();
    quantity
        .value()
        .greatest()
        .ifPresent(most ->
            broken.add(
                new Broken(
                    "Member must have value less than or equal to " + most,
                    ValidRequests.JSON.numberNode(most.add(BigDecimal.ONE)))));
    quantity
        .value()
        .least()
        .ifPresent(least ->
            broken.add(
                new Broken(
                    "Member must have value greater than or equal to " + least,
                    ValidRequests.JSON.numberNode(least.subtract(BigDecimal.ONE)))));
    return broken;
  }

  private static List<Broken> sized(Bounds bounds, Function<Integer, JsonNode> value) {
    List<Broken> broken = new ArrayList<>();
    bounds
        .greatest()
        .map(BigDecimal::intValueExact)
        .filter(greatest -> greatest < LONGEST)
        .ifPresent(greatest ->
            broken.add(
                new Broken(
                    "Member must have length less than or equal to " + greatest,
                    value.apply(greatest + 1))));
    bounds
        .least()
        .map(BigDecimal::intValueExact)
        .filter(least -> least > 0)
        .ifPresent(least ->
            broken.add(
                new Broken(
                    "Member must have length greater than or equal to " + least,
                    value.apply(least - 1))));
    return broken;
  }

  private void add(String at, boolean missing, String constraint, ObjectNode request) {
    found.add(new BrokenRequest(model.name(), operation, at, missing, constraint, request));
  }

  private static ObjectNode with(ObjectNode object, String name, JsonNode value) {
    object.set(name, value);
    return object;
  }

  private static JsonNode replaced(ArrayNode array, JsonNode first) {
    array.set(0, first);
    return array;
  }

  private static String lowerFirst(String name) {
    return name.substring(0, 1).toLowerCase(Locale.ROOT) + name.substring(1);
  }
}
