package dev.signalbox.local.template;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A part of a template, and where it stands. */
sealed interface Yaml {
  /** Line and column, counted from 1. */
  record Mark(int line, int column) {}

  Mark at();

  /** Text, a number, a truth value or null. */
  record Scalar(JsonNode value, Mark at) implements Yaml {
    String text() {
      return value.asText();
    }
  }

  record Sequence(List<Yaml> items, Mark at) implements Yaml {}

  /**
   * @param keys where each key stands
   */
  record Mapping(Map<String, Yaml> entries, Map<String, Mark> keys, Mark at) implements Yaml {
    Optional<Yaml> get(String key) {
      return Optional.ofNullable(entries.get(key));
    }

    Mark at(String key) {
      return keys.getOrDefault(key, at);
    }

    /** The member's text; empty where it is missing or no text. */
    Optional<String> text(String key) {
      return get(key).filter(Scalar.class::isInstance).map(scalar -> ((Scalar) scalar).text());
    }

    /** The member if it is a mapping, else an empty one. */
    Mapping mapping(String key) {
      return get(key)
          .filter(Mapping.class::isInstance)
          .map(Mapping.class::cast)
          .orElseGet(() -> new Mapping(Map.of(), Map.of(), at(key)));
    }

    /** A copy with this member, which stands where the mapping does. */
    Mapping with(String key, Yaml value) {
      var copy = new LinkedHashMap<>(entries);
      copy.put(key, value);
      return new Mapping(copy, keys, at);
    }

    Mapping without(String... keysToDrop) {
      var copy = new LinkedHashMap<>(entries);
      copy.keySet().removeAll(List.of(keysToDrop));
      return new Mapping(copy, keys, at);
    }

    /** Only these members, those that are there. */
    Mapping only(String... keysToKeep) {
      var copy = new LinkedHashMap<>(entries);
      copy.keySet().retainAll(List.of(keysToKeep));
      return new Mapping(copy, keys, at);
    }

    /** The one member of a mapping that is an intrinsic function. */
    Optional<Function> function() {
      if (entries.size() != 1) {
        return Optional.empty();
      }
      var entry = entries.entrySet().iterator().next();
      return entry.getKey().equals("Ref") || entry.getKey().startsWith("Fn::")
          ? Optional.of(new Function(entry.getKey(), entry.getValue()))
          : Optional.empty();
    }
  }

  /** {@code Ref} or {@code Fn::…} with its argument. */
  record Function(String name, Yaml argument) {}

  static Scalar text(String text, Mark at) {
    return new Scalar(TextNode.valueOf(text), at);
  }

  static Mapping empty(Mark at) {
    return new Mapping(Map.of(), Map.of(), at);
  }

  static Mapping mapping(Mark at, String key, Yaml value) {
    return empty(at).with(key, value);
  }

  static Mapping ref(String logicalId, Mark at) {
    return mapping(at, "Ref", text(logicalId, at));
  }

  static Mapping getAtt(String logicalId, String attribute, Mark at) {
    return mapping(
        at, "Fn::GetAtt", new Sequence(List.of(text(logicalId, at), text(attribute, at)), at));
  }

  static Sequence sequence(Mark at, Yaml... items) {
    return new Sequence(List.of(items), at);
  }

  static Sequence concatenated(Sequence first, Sequence second) {
    var items = new ArrayList<>(first.items());
    items.addAll(second.items());
    return new Sequence(items, second.at());
  }
}
