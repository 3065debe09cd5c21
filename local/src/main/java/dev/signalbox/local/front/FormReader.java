package dev.signalbox.local.front;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.local.api.Shapes;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.protocol.MarshallingType;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.core.traits.MapTrait;

/** Form fields such as {@code Tags.member.1.Key} as the JSON the same request would be. */
record FormReader(Map<String, String> form) {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  void fill(SdkPojo builder, String prefix) {
    Shapes.fillFromProperties(builder, object(builder, prefix));
  }

  private ObjectNode object(SdkPojo shape, String prefix) {
    ObjectNode object = JSON.objectNode();
    for (SdkField<?> field : shape.sdkFields()) {
      read(field, prefix + field.locationName())
          .ifPresent(value -> object.set(field.memberName(), value));
    }
    return object;
  }

  private Optional<JsonNode> read(SdkField<?> field, String name) {
    MarshallingType<?> type = field.marshallingType();
    if (type.equals(MarshallingType.SDK_POJO)) {
      return has(name + ".")
          ? Optional.of(object(field.constructor().get(), name + "."))
          : Optional.empty();
    }
    if (type.equals(MarshallingType.LIST)) {
      ListTrait list = field.getTrait(ListTrait.class);
      return nonEmpty(items(list.memberFieldInfo(), list.isFlattened() ? name : name + ".member"));
    }
    if (type.equals(MarshallingType.MAP)) {
      return map(field.getTrait(MapTrait.class), name + ".entry");
    }
    return Optional.ofNullable(form.get(name)).map(JSON::textNode);
  }

  private ArrayNode items(SdkField<?> member, String name) {
    ArrayNode items = JSON.arrayNode();
    for (int i = 1; ; i++) {
      Optional<JsonNode> item = read(member, name + "." + i);
      if (item.isEmpty()) {
        return items;
      }
      items.add(item.get());
    }
  }

  private static Optional<JsonNode> nonEmpty(ArrayNode items) {
    return items.isEmpty() ? Optional.empty() : Optional.of(items);
  }

  private Optional<JsonNode> map(MapTrait map, String name) {
    ObjectNode entries = JSON.objectNode();
    String keyName = "." + Optional.ofNullable(map.keyLocationName()).orElse("key");
    String valueName = "." + Optional.ofNullable(map.valueLocationName()).orElse("value");
    for (int i = 1; form.containsKey(name + "." + i + keyName); i++) {
      String key = form.getOrDefault(name + "." + i + keyName, "");
      read(map.valueFieldInfo(), name + "." + i + valueName)
          .ifPresent(value -> entries.set(key, value));
    }
    return entries.isEmpty() ? Optional.empty() : Optional.of(entries);
  }

  private boolean has(String prefix) {
    return form.keySet().stream().anyMatch(name -> name.startsWith(prefix));
  }
}
