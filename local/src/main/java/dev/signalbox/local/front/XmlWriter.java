package dev.signalbox.local.front;

import dev.signalbox.local.api.Shapes;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Base64;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.core.traits.MapTrait;

/** Elements and escaped text; what XML cannot carry is replaced. */
final class XmlWriter {
  private final StringBuilder text =
      new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
  private final Deque<String> open = new ArrayDeque<>();

  XmlWriter open(String name, String namespace) {
    text.append('<').append(name);
    if (!namespace.isEmpty()) {
      text.append(" xmlns=\"").append(escaped(namespace)).append('"');
    }
    text.append('>');
    open.push(name);
    return this;
  }

  XmlWriter close() {
    text.append("</").append(open.pop()).append('>');
    return this;
  }

  XmlWriter element(String name, String value) {
    text.append('<')
        .append(name)
        .append('>')
        .append(escaped(value))
        .append("</")
        .append(name)
        .append('>');
    return this;
  }

  /** Every member of a result that was set. */
  void members(SdkPojo pojo) {
    for (SdkField<?> field : pojo.sdkFields()) {
      Object value = field.getValueOrDefault(pojo);
      if (Shapes.isSet(value)) {
        member(field, field.locationName(), value);
      }
    }
  }

  private void member(SdkField<?> field, String name, Object value) {
    switch (value) {
      case SdkPojo pojo -> {
        open(name, "");
        members(pojo);
        close();
      }
      case List<?> list -> list(field.getTrait(ListTrait.class), name, list);
      case Map<?, ?> map -> {
        open(name, "");
        SdkField<?> valueField = field.getTrait(MapTrait.class).valueFieldInfo();
        map.forEach((key, element) -> {
          open("entry", "").element("key", (String) key);
          member(valueField, "value", element);
          close();
        });
        close();
      }
      case SdkBytes bytes ->
          element(name, Base64.getEncoder().encodeToString(bytes.asByteArrayUnsafe()));
      default -> element(name, value.toString());
    }
  }

  private void list(ListTrait trait, String name, List<?> list) {
    if (trait.isFlattened()) {
      list.forEach(item -> member(trait.memberFieldInfo(), name, item));
      return;
    }
    open(name, "");
    list.forEach(item -> member(trait.memberFieldInfo(), "member", item));
    close();
  }

  byte[] bytes() {
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static String escaped(String value) {
    StringBuilder safe = new StringBuilder(value.length());
    value
        .codePoints()
        .forEach(c -> {
          switch (c) {
            case '<' -> safe.append("&lt;");
            case '>' -> safe.append("&gt;");
            case '&' -> safe.append("&amp;");
            case '"' -> safe.append("&quot;");
            case '\r' -> safe.append("&#xD;");
            default -> safe.appendCodePoint(carried(c) ? c : 0xfffd);
          }
        });
    return safe.toString();
  }

  private static boolean carried(int c) {
    boolean control = c < 0x20 && c != '\t' && c != '\n';
    boolean surrogate = c >= 0xd800 && c <= 0xdfff;
    return !control && !surrogate && c != 0xfffe && c != 0xffff;
  }
}
