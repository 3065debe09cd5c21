package dev.signalbox.local.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.SdkNumber;
import software.amazon.awssdk.core.document.Document;
import software.amazon.awssdk.core.document.DocumentVisitor;

/** Members whose form is their writer's own: any JSON. */
final class Documents {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private Documents() {}

  static Document read(JsonNode node) {
    return switch (node.getNodeType()) {
      case OBJECT -> {
        Map<String, Document> members = new LinkedHashMap<>();
        node.properties().forEach(it -> members.put(it.getKey(), read(it.getValue())));
        yield Document.fromMap(members);
      }
      case ARRAY -> {
        List<Document> elements = new ArrayList<>();
        node.forEach(it -> elements.add(read(it)));
        yield Document.fromList(elements);
      }
      case BOOLEAN -> Document.fromBoolean(node.booleanValue());
      case NUMBER -> Document.fromNumber(node.decimalValue());
      case STRING -> Document.fromString(node.textValue());
      default -> Document.fromNull();
    };
  }

  static JsonNode written(Document document) {
    return document.accept(new Writer());
  }

  private static final class Writer implements DocumentVisitor<JsonNode> {
    @Override
    public JsonNode visitNull() {
      return JSON.nullNode();
    }

    @Override
    public JsonNode visitBoolean(Boolean value) {
      return JSON.booleanNode(value);
    }

    @Override
    public JsonNode visitString(String value) {
      return JSON.textNode(value);
    }

    @Override
    public JsonNode visitNumber(SdkNumber value) {
      return JSON.numberNode(value.bigDecimalValue());
    }

    @Override
    public JsonNode visitMap(Map<String, Document> members) {
      ObjectNode object = JSON.objectNode();
      members.forEach((name, value) -> object.set(name, written(value)));
      return object;
    }

    @Override
    public JsonNode visitList(List<Document> elements) {
      ArrayNode array = JSON.arrayNode();
      elements.forEach(it -> array.add(written(it)));
      return array;
    }
  }
}
