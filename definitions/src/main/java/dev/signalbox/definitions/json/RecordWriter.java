package dev.signalbox.definitions.json;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Writes one value after another, each as what it is declared to be. */
final class RecordWriter {
  private final JsonGenerator json;
  private final RecordJson.Texts texts;

  RecordWriter(JsonGenerator json, RecordJson.Texts texts) {
    this.json = json;
    this.texts = texts;
  }

  void write(String name, Object value, Type declared) throws IOException {
    switch (value) {
      case String text -> json.writeString(whole(texts.written(name, text)));
      case Boolean truth -> json.writeBoolean(truth);
      case Integer number -> json.writeNumber(number);
      case Long number -> json.writeNumber(number);
      case Double number when Double.isFinite(number) -> json.writeNumber(number);
      case Double number -> json.writeString(number.toString());
      case URI address -> json.writeString(address(name, address));
      case Instant instant -> json.writeString(instant.toString());
      case Duration duration -> json.writeString(duration.toString());
      case Enum<?> constant -> json.writeString(constant.name());
      case List<?> list -> list(name, list, argument(declared, 0));
      case Set<?> set ->
          list(name, sorted(name, set, argument(declared, 0)), argument(declared, 0));
      case Map<?, ?> map -> map(name, map, declared);
      case Record record -> record(record, declared);
      default ->
          throw new IllegalStateException("No JSON is known for " + value.getClass().getName());
    }
  }

  private void list(String name, Collection<?> items, Type type) throws IOException {
    json.writeStartArray();
    for (Object item : items) {
      write(name, item, type);
    }
    json.writeEndArray();
  }

  private List<?> sorted(String name, Set<?> set, Type type) {
    return set.stream().sorted(Comparator.comparing(item -> text(name, item, type))).toList();
  }

  private String text(String name, Object item, Type type) {
    var text = new StringWriter();
    try (JsonGenerator beside = RecordJson.JSON.createGenerator(text)) {
      new RecordWriter(beside, texts).write(name, item, type);
    } catch (IOException e) {
      throw new UncheckedIOException("Memory does not fail", e);
    }
    return text.toString();
  }

  private void map(String name, Map<?, ?> map, Type declared) throws IOException {
    if (isText(argument(declared, 0))) {
      Map<String, Object> sorted = new TreeMap<>();
      map.forEach((key, value) ->
          sorted.put(whole(key instanceof Enum<?> one ? one.name() : (String) key), value));
      json.writeStartObject();
      for (Map.Entry<String, Object> entry : sorted.entrySet()) {
        json.writeFieldName(entry.getKey());
        write(entry.getKey(), entry.getValue(), argument(declared, 1));
      }
      json.writeEndObject();
    } else {
      pairs(name, map, declared);
    }
  }

  /** What has no name in JSON is written beside its value. */
  private void pairs(String name, Map<?, ?> map, Type declared) throws IOException {
    json.writeStartArray();
    for (Object key : sorted(name, map.keySet(), argument(declared, 0))) {
      json.writeStartArray();
      write(name, key, argument(declared, 0));
      write(name, Objects.requireNonNull(map.get(key)), argument(declared, 1));
      json.writeEndArray();
    }
    json.writeEndArray();
  }

  static boolean isText(Type key) {
    return key == String.class || (key instanceof Class<?> type && type.isEnum());
  }

  /** What stands for a secret is no part of an address. */
  private String address(String name, URI address) {
    String clean = texts.written(name, address.toString());
    return clean.equals(address.toString()) ? clean : clean.replace("[", "%5B").replace("]", "%5D");
  }

  private void record(Record record, Type declared) throws IOException {
    json.writeStartObject();
    if (declared instanceof Class<?> type && Kinds.isSealed(type)) {
      json.writeStringField(Kinds.MEMBER, record.getClass().getSimpleName());
    }
    for (RecordComponent component : record.getClass().getRecordComponents()) {
      Object value = value(record, component);
      Type type = component.getGenericType();
      if (value instanceof Optional<?> optional) {
        if (optional.isPresent()) {
          json.writeFieldName(component.getName());
          write(component.getName(), optional.get(), argument(type, 0));
        }
      } else {
        json.writeFieldName(component.getName());
        write(component.getName(), value, type);
      }
    }
    json.writeEndObject();
  }

  private static Object value(Record record, RecordComponent component) {
    try {
      component.getAccessor().setAccessible(true);
      return component.getAccessor().invoke(record);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("A record cannot be read: " + record.getClass(), e);
    }
  }

  static Type argument(Type type, int index) {
    return type instanceof ParameterizedType generic
        ? generic.getActualTypeArguments()[index]
        : Object.class;
  }

  /** Half a character has no UTF-8. */
  private static String whole(String text) {
    return text.codePoints().noneMatch(RecordWriter::isHalf)
        ? text
        : text.codePoints()
            .map(c -> isHalf(c) ? '\ufffd' : c)
            .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
            .toString();
  }

  private static boolean isHalf(int character) {
    return Character.getType(character) == Character.SURROGATE;
  }
}
