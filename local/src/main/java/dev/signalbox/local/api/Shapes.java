package dev.signalbox.local.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.document.Document;
import software.amazon.awssdk.core.protocol.MarshallingType;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.core.traits.MapTrait;
import software.amazon.awssdk.core.traits.TimestampFormatTrait;
import software.amazon.awssdk.core.util.SdkAutoConstructList;
import software.amazon.awssdk.core.util.SdkAutoConstructMap;
import software.amazon.awssdk.utils.builder.Buildable;

/**
 * JSON to the SDK's model classes and back, by the classes' own descriptions of their members:
 * names, nesting and formats are then AWS's and cannot drift.
 */
public final class Shapes {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private Shapes() {}

  /**
   * Fills a request from the JSON of an API call. Members the class does not know are passed over,
   * as AWS does.
   *
   * @throws AwsError SerializationException where a value has another type than its member
   */
  public static <B extends SdkPojo> B fill(B builder, JsonNode object) {
    return fill(builder, object, false);
  }

  /**
   * Fills a request from a CloudFormation resource's properties: member names match whatever the
   * case of their letters, numbers and booleans may be strings; the keys of maps stay as they are.
   *
   * @throws AwsError SerializationException where a value has another type than its member
   */
  public static <B extends SdkPojo> B fillFromProperties(B builder, JsonNode properties) {
    return fill(builder, properties, true);
  }

  /** The JSON of a result or of one of its parts; members that were not set are left out. */
  public static ObjectNode json(SdkPojo pojo) {
    if (pojo instanceof Members members) {
      return members.json();
    }
    ObjectNode object = JSON.objectNode();
    for (SdkField<?> field : pojo.sdkFields()) {
      Object value = field.getValueOrDefault(pojo);
      if (isSet(value)) {
        object.set(field.locationName(), written(field, value));
      }
    }
    return object;
  }

  /** False for null and for the empty collections the SDK puts where nothing was set. */
  public static boolean isSet(@Nullable Object value) {
    return value != null
        && !(value instanceof SdkAutoConstructList)
        && !(value instanceof SdkAutoConstructMap);
  }

  private static <B extends SdkPojo> B fill(B builder, JsonNode object, boolean lenient) {
    if (!object.isObject()) {
      throw wrongType("an object", object);
    }
    if (builder instanceof Members open) {
      open.read((ObjectNode) object);
    }
    Function<String, @Nullable JsonNode> members = lenient ? ignoringCase(object) : object::get;
    for (SdkField<?> field : builder.sdkFields()) {
      JsonNode node = members.apply(lenient ? field.memberName() : field.locationName());
      if (node != null && !node.isNull()) {
        field.set(builder, read(field, node, lenient));
      }
    }
    return builder;
  }

  private static Function<String, @Nullable JsonNode> ignoringCase(JsonNode object) {
    Map<String, JsonNode> byLowerCase = new LinkedHashMap<>();
    object
        .properties()
        .forEach(member -> byLowerCase.put(lower(member.getKey()), member.getValue()));
    return name -> byLowerCase.get(lower(name));
  }

  private static String lower(String name) {
    return name.toLowerCase(java.util.Locale.ROOT);
  }

  private static Object read(SdkField<?> field, JsonNode node, boolean lenient) {
    MarshallingType<?> type = field.marshallingType();
    if (type.equals(MarshallingType.SDK_POJO)) {
      SdkPojo nested = fill(field.constructor().get(), node, lenient);
      return ((Buildable) nested).build();
    }
    if (type.equals(MarshallingType.LIST)) {
      return readList(field.getTrait(ListTrait.class).memberFieldInfo(), node, lenient);
    }
    if (type.equals(MarshallingType.MAP)) {
      return readMap(field.getTrait(MapTrait.class).valueFieldInfo(), node, lenient);
    }
    if (type.equals(MarshallingType.DOCUMENT)) {
      return Documents.read(node);
    }
    return Scalars.read(field, node, lenient);
  }

  private static List<@Nullable Object> readList(
      SdkField<?> member, JsonNode node, boolean lenient) {
    if (!node.isArray()) {
      throw wrongType("a list", node);
    }
    List<@Nullable Object> list = new ArrayList<>(node.size());
    for (JsonNode element : node) {
      list.add(element.isNull() ? null : read(member, element, lenient));
    }
    return list;
  }

  private static Map<String, Object> readMap(
      SdkField<?> valueField, JsonNode node, boolean lenient) {
    if (!node.isObject()) {
      throw wrongType("a map", node);
    }
    Map<String, Object> map = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> entry : node.properties()) {
      if (!entry.getValue().isNull()) {
        map.put(entry.getKey(), read(valueField, entry.getValue(), lenient));
      }
    }
    return map;
  }

  private static JsonNode written(SdkField<?> field, Object value) {
    return switch (value) {
      case SdkPojo pojo -> json(pojo);
      case List<?> list -> {
        SdkField<?> member = field.getTrait(ListTrait.class).memberFieldInfo();
        var array = JSON.arrayNode();
        list.forEach(
            element -> array.add(element == null ? JSON.nullNode() : written(member, element)));
        yield array;
      }
      case Map<?, ?> map -> {
        SdkField<?> member = field.getTrait(MapTrait.class).valueFieldInfo();
        var object = JSON.objectNode();
        map.forEach((key, element) -> object.set((String) key, written(member, element)));
        yield object;
      }
      case Instant instant -> timestamp(field, instant);
      case Document document -> Documents.written(document);
      case SdkBytes bytes ->
          JSON.textNode(Base64.getEncoder().encodeToString(bytes.asByteArrayUnsafe()));
      case Boolean flag -> JSON.booleanNode(flag);
      case Integer number -> JSON.numberNode(number);
      case Long number -> JSON.numberNode(number);
      case Float number -> JSON.numberNode(number);
      case Double number -> JSON.numberNode(number);
      case Short number -> JSON.numberNode(number);
      case BigDecimal number -> JSON.numberNode(number);
      default -> JSON.textNode(value.toString());
    };
  }

  private static JsonNode timestamp(SdkField<?> field, Instant instant) {
    TimestampFormatTrait format = field.getTrait(TimestampFormatTrait.class);
    if (format != null && format.format() == TimestampFormatTrait.Format.ISO_8601) {
      return JSON.textNode(instant.toString());
    }
    BigDecimal seconds = BigDecimal.valueOf(instant.toEpochMilli(), 3).stripTrailingZeros();
    return JSON.numberNode(seconds.scale() < 0 ? seconds.setScale(0) : seconds);
  }

  static AwsError wrongType(String expected, JsonNode actual) {
    return AwsError.of(
        "SerializationException",
        "Expected "
            + expected
            + ", found "
            + actual.getNodeType().name().toLowerCase(java.util.Locale.ROOT));
  }
}
