package dev.signalbox.local.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.protocol.MarshallingType;

/** Single values of an API call, from JSON or (leniently) from text. */
final class Scalars {
  private Scalars() {}

  static Object read(SdkField<?> field, JsonNode node, boolean lenient) {
    MarshallingType<?> type = field.marshallingType();
    if (type.equals(MarshallingType.STRING)) {
      return text(node, lenient);
    }
    if (type.equals(MarshallingType.BOOLEAN)) {
      return flag(node, lenient);
    }
    if (type.equals(MarshallingType.SDK_BYTES)) {
      return bytes(node);
    }
    if (type.equals(MarshallingType.INSTANT)) {
      return instant(node);
    }
    return number(type, node, lenient);
  }

  private static String text(JsonNode node, boolean lenient) {
    if (node.isTextual() || (lenient && node.isValueNode())) {
      return node.asText();
    }
    throw Shapes.wrongType("a string", node);
  }

  private static Boolean flag(JsonNode node, boolean lenient) {
    if (node.isBoolean()) {
      return node.booleanValue();
    }
    if (lenient && node.isTextual()) {
      return switch (node.textValue()) {
        case "true", "True" -> true;
        case "false", "False" -> false;
        default -> throw Shapes.wrongType("a boolean", node);
      };
    }
    throw Shapes.wrongType("a boolean", node);
  }

  private static SdkBytes bytes(JsonNode node) {
    if (!node.isTextual()) {
      throw Shapes.wrongType("base64 text", node);
    }
    try {
      return SdkBytes.fromByteArrayUnsafe(Base64.getDecoder().decode(node.textValue()));
    } catch (IllegalArgumentException e) {
      throw AwsError.of("SerializationException", "A blob is not base64");
    }
  }

  private static Instant instant(JsonNode node) {
    try {
      if (node.isNumber()) {
        return Instant.ofEpochMilli(node.decimalValue().movePointRight(3).longValue());
      }
      return Instant.parse(node.asText());
    } catch (DateTimeException | ArithmeticException e) {
      throw Shapes.wrongType("a timestamp", node);
    }
  }

  private static Object number(MarshallingType<?> type, JsonNode node, boolean lenient) {
    BigDecimal value;
    if (node.isNumber()) {
      value = node.decimalValue();
    } else if (lenient && node.isTextual()) {
      value = parsed(node);
    } else {
      throw Shapes.wrongType("a number", node);
    }
    if (value.scale() < -400 || value.precision() > 400) {
      throw Shapes.wrongType("a number of ordinary size", node);
    }
    if (type.equals(MarshallingType.INTEGER)) {
      return value.intValue();
    }
    if (type.equals(MarshallingType.LONG)) {
      return value.longValue();
    }
    if (type.equals(MarshallingType.SHORT)) {
      return value.shortValue();
    }
    if (type.equals(MarshallingType.FLOAT)) {
      return value.floatValue();
    }
    if (type.equals(MarshallingType.DOUBLE)) {
      return value.doubleValue();
    }
    if (type.equals(MarshallingType.BIG_DECIMAL)) {
      return value;
    }
    throw AwsError.of("SerializationException", "A member of type " + type + " cannot be read");
  }

  private static BigDecimal parsed(JsonNode node) {
    try {
      return new BigDecimal(node.textValue());
    } catch (NumberFormatException e) {
      throw Shapes.wrongType("a number", node);
    }
  }
}
