package dev.signalbox.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One account, repository, route or promotion that two compiled definitions do not agree on.
 *
 * @param before missing where it is new
 * @param after missing where it is gone
 */
record DefinitionDifference(String kind, String name, JsonNode before, JsonNode after) {
  private static final ObjectMapper JSON = new ObjectMapper();

  private static final Map<String, String> KINDS =
      Map.of(
          "accounts", "account",
          "repositories", "repository",
          "routes", "route",
          "promotions", "promotion");

  /** In the order of the sections, and in each that of the file. */
  static List<DefinitionDifference> between(Optional<byte[]> before, byte[] after) {
    JsonNode old = before.map(DefinitionDifference::tree).orElse(MissingNode.getInstance());
    JsonNode now = tree(after);
    List<DefinitionDifference> differences = new ArrayList<>();
    for (String section : List.of("accounts", "repositories", "routes", "promotions")) {
      differences.addAll(
          between(KINDS.getOrDefault(section, section), named(old, section), named(now, section)));
    }
    return differences;
  }

  private static JsonNode tree(byte[] canonical) {
    try {
      return JSON.readTree(canonical);
    } catch (IOException e) {
      return MissingNode.getInstance();
    }
  }

  private static Map<String, JsonNode> named(JsonNode definition, String section) {
    Map<String, JsonNode> named = new LinkedHashMap<>();
    definition.path(section).forEach(one -> named.put(name(one), one));
    return named;
  }

  private static String name(JsonNode one) {
    if (one.has("provider")) {
      return one.path("provider").asText() + ":" + one.path("repository").asText();
    }
    return one.has("name")
        ? one.path("name").asText()
        : String.join(
            "/",
            one.path("account").asText(),
            one.path("region").asText(),
            one.path("repository").asText());
  }

  private static List<DefinitionDifference> between(
      String kind, Map<String, JsonNode> old, Map<String, JsonNode> now) {
    Set<String> names = new LinkedHashSet<>(now.keySet());
    names.addAll(old.keySet());
    return names.stream()
        .map(name ->
            new DefinitionDifference(
                kind,
                name,
                old.getOrDefault(name, MissingNode.getInstance()),
                now.getOrDefault(name, MissingNode.getInstance())))
        .filter(difference -> !difference.before().equals(difference.after()))
        .toList();
  }

  void tell(Console console) {
    if (before.isMissingNode()) {
      console.line(console.styled(Console.Style.GREEN, "+ " + title()));
    } else if (after.isMissingNode()) {
      console.line(console.styled(Console.Style.RED, "- " + title()));
    } else {
      console.line(console.styled(Console.Style.YELLOW, "~ " + title()));
      keys()
          .forEach(key ->
              console.line(
                  "    %s: %s -> %s"
                      .formatted(key, shown(before.path(key)), shown(after.path(key)))));
    }
  }

  private String title() {
    return kind + " " + Console.safe(name);
  }

  private List<String> keys() {
    Set<String> keys = new LinkedHashSet<>();
    before.fieldNames().forEachRemaining(keys::add);
    after.fieldNames().forEachRemaining(keys::add);
    return keys.stream().filter(key -> !before.path(key).equals(after.path(key))).toList();
  }

  private static String shown(JsonNode value) {
    return value.isMissingNode() ? "none" : Console.safe(value.toString());
  }

  ObjectNode json() {
    ObjectNode json = JsonNodeFactory.instance.objectNode().put("kind", kind).put("name", name);
    json.set("before", before.isMissingNode() ? JsonNodeFactory.instance.nullNode() : before);
    json.set("after", after.isMissingNode() ? JsonNodeFactory.instance.nullNode() : after);
    return json;
  }
}
