package dev.signalbox.local.sqs;

import dev.signalbox.local.sqs.Message.Attribute;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;

/** Message attributes between requests, the store and answers. */
final class MessageAttributes {
  private MessageAttributes() {}

  static Map<String, Attribute> read(Map<String, MessageAttributeValue> given) {
    var attributes = new TreeMap<String, Attribute>();
    given.forEach((name, value) -> attributes.put(name, read(name, value)));
    return attributes;
  }

  private static Attribute read(String name, MessageAttributeValue value) {
    if (value.dataType() == null || value.dataType().isEmpty()) {
      throw SqsError.invalidParameter(
          "The message attribute '" + name + "' must contain a non-empty message attribute type.");
    }
    if (value.dataType().startsWith("Binary") && value.binaryValue() != null) {
      return new Attribute(
          value.dataType(),
          Base64.getEncoder().encodeToString(value.binaryValue().asByteArrayUnsafe()));
    }
    if (value.stringValue() == null || value.stringValue().isEmpty()) {
      throw SqsError.invalidParameter(
          "The message attribute '%s' must contain a non-empty message attribute value for message attribute type '%s'."
              .formatted(name, value.dataType()));
    }
    return new Attribute(value.dataType(), value.stringValue());
  }

  static void check(String name, Attribute attribute) {
    var lower = name.toLowerCase(Locale.ROOT);
    if (!name.matches("[A-Za-z0-9_.-]{1,256}") || name.contains("..")) {
      throw SqsError.invalidParameter(
          "Message (user) attribute name '" + name + "' contains illegal characters.");
    }
    if (lower.startsWith("aws.") || lower.startsWith("amazon.")) {
      throw SqsError.invalidParameter(
          "Message (user) attribute names must not start with AWS-reserved prefixes: " + name);
    }
    if (!attribute.type().matches("(String|Number|Binary)(\\..*)?")) {
      throw SqsError.invalidParameter(
          "The type of message (user) attribute '"
              + name
              + "' is invalid. You must use only the following supported type prefixes: Binary,"
              + " Number, String.");
    }
    if (attribute.type().startsWith("Number")
        && !attribute.text().matches("-?\\d*\\.?\\d+([eE][+-]?\\d+)?")) {
      throw SqsError.invalidParameter(
          "Can't cast the value of message (user) attribute '" + name + "' to a number.");
    }
  }

  static Map<String, MessageAttributeValue> write(Map<String, Attribute> attributes) {
    var values = new TreeMap<String, MessageAttributeValue>();
    attributes.forEach((name, attribute) -> values.put(name, write(attribute)));
    return values;
  }

  private static MessageAttributeValue write(Attribute attribute) {
    var value = MessageAttributeValue.builder().dataType(attribute.type());
    return attribute.binary()
        ? value.binaryValue(SdkBytes.fromByteArray(Digest.value(attribute))).build()
        : value.stringValue(attribute.text()).build();
  }

  /**
   * Those a receiver asked for.
   *
   * @param wanted names, {@code All} or {@code *}, or {@code prefix.*}
   */
  static Map<String, Attribute> wanted(Map<String, Attribute> all, List<String> wanted) {
    var chosen = new TreeMap<String, Attribute>();
    all.forEach((name, attribute) -> {
      if (wanted.stream().anyMatch(pattern -> covers(pattern, name))) {
        chosen.put(name, attribute);
      }
    });
    return chosen;
  }

  private static boolean covers(String pattern, String name) {
    return pattern.equals("All")
        || pattern.equals("*")
        || pattern.equals(name)
        || (pattern.endsWith(".*") && name.startsWith(pattern.substring(0, pattern.length() - 2)));
  }
}
