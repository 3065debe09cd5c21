package dev.signalbox.local.model;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Reads a model from the file {@code tools/models} wrote. */
final class ModelReader {
  /**
   * SQS's enumerations of attributes, which SQS checks itself: with a refusal of its own, and
   * taking a message's attributes where only a queue's are listed.
   */
  private static final Set<String> OPEN =
      Set.of("QueueAttributeName", "MessageSystemAttributeName");

  private ModelReader() {}

  static Model read(String name, JsonNode json) {
    Map<String, String> metadata = new LinkedHashMap<>();
    json.path("metadata").properties().forEach(e -> metadata.put(e.getKey(), text(e.getValue())));
    Map<String, ApiOperation> operations = new TreeMap<>();
    json.path("operations")
        .properties()
        .forEach(e -> operations.put(e.getKey(), operation(e.getKey(), e.getValue())));
    Map<String, Shape> shapes = new TreeMap<>();
    Map<String, ApiError> errors = new TreeMap<>();
    json.path("shapes")
        .properties()
        .forEach(e -> {
          shapes.put(e.getKey(), shape(e.getKey(), e.getValue()));
          if (e.getValue().path("exception").asBoolean()) {
            errors.put(e.getKey(), error(e.getKey(), e.getValue()));
          }
        });
    return new Model(name, metadata, Collections.unmodifiableMap(operations), shapes, errors);
  }

  private static ApiOperation operation(String name, JsonNode json) {
    List<String> errors = new ArrayList<>();
    json.path("errors").forEach(error -> errors.add(error.asText()));
    return new ApiOperation(
        name,
        json.path("http").path("method").asText(),
        new UriTemplate(json.path("http").path("requestUri").asText()),
        optional(json.path("input").path("shape")),
        optional(json.path("output").path("shape")),
        optional(json.path("output").path("resultWrapper")),
        List.copyOf(errors));
  }

  private static Shape shape(String name, JsonNode json) {
    boolean sensitive = json.path("sensitive").asBoolean();
    String type = json.path("type").asText();
    return switch (type) {
      case "structure" -> new Shape.Structure(name, sensitive, members(json));
      case "list" ->
          new Shape.Items(
              name, sensitive, bounds(json), json.path("member").path("shape").asText());
      case "map" ->
          new Shape.Entries(
              name,
              sensitive,
              bounds(json),
              json.path("key").path("shape").asText(),
              json.path("value").path("shape").asText());
      case "string" ->
          new Shape.Text(
              name,
              sensitive,
              bounds(json),
              optional(json.path("pattern")).map(BoundedPattern::new),
              OPEN.contains(name) ? List.of() : texts(json.path("enum")));
      case "integer", "long" -> new Shape.Quantity(name, sensitive, bounds(json), true);
      case "float", "double" -> new Shape.Quantity(name, sensitive, bounds(json), false);
      case "blob" -> new Shape.Bytes(name, sensitive, bounds(json));
      default -> new Shape.Unconstrained(name, sensitive, type);
    };
  }

  private static Map<String, Shape.Member> members(JsonNode json) {
    Set<String> required = new HashSet<>(texts(json.path("required")));
    Map<String, Shape.Member> members = new LinkedHashMap<>();
    json.path("members")
        .properties()
        .forEach(e ->
            members.put(
                e.getKey(),
                new Shape.Member(
                    e.getKey(),
                    e.getValue().path("shape").asText(),
                    required.contains(e.getKey()),
                    e.getValue().path("idempotencyToken").asBoolean(),
                    optional(e.getValue().path("location")),
                    optional(e.getValue().path("locationName")))));
    return Collections.unmodifiableMap(members);
  }

  private static ApiError error(String shape, JsonNode json) {
    JsonNode error = json.path("error");
    return new ApiError(
        shape,
        optional(error.path("code")).orElse(shape),
        error.path("httpStatusCode").asInt(json.path("fault").asBoolean() ? 500 : 400),
        error.path("senderFault").asBoolean(!json.path("fault").asBoolean()),
        json.path("text").asText());
  }

  private static Bounds bounds(JsonNode json) {
    return new Bounds(number(json.path("min")), number(json.path("max")));
  }

  private static Optional<BigDecimal> number(JsonNode json) {
    return json.isNumber() ? Optional.of(json.decimalValue()) : Optional.empty();
  }

  private static List<String> texts(JsonNode json) {
    List<String> texts = new ArrayList<>();
    json.forEach(text -> texts.add(text.asText()));
    return List.copyOf(texts);
  }

  private static Optional<String> optional(JsonNode json) {
    return json.isTextual() ? Optional.of(json.textValue()) : Optional.empty();
  }

  private static String text(JsonNode json) {
    return json.isValueNode() ? json.asText() : json.toString();
  }
}
