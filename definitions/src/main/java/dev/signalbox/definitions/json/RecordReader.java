package dev.signalbox.definitions.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.net.URI;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads one value after another, each as what it is declared to be, and nothing else. */
final class RecordReader {
  private final JsonParser json;

  RecordReader(JsonParser json) {
    this.json = json;
  }

  /** Reads the value that the parser stands at. */
  Object read(Type declared) throws IOException {
    if (declared instanceof ParameterizedType generic) {
      return generic(generic);
    }
    if (!(declared instanceof Class<?> type)) {
      throw new IllegalStateException("No JSON is known for " + declared);
    }
    if (type.isRecord() || Kinds.isSealed(type)) {
      return record(type);
    }
    return json.currentToken() == JsonToken.VALUE_STRING ? text(type) : number(type);
  }

  private Object generic(ParameterizedType type) throws IOException {
    if (type.getRawType() == Optional.class) {
      return Optional.of(read(RecordWriter.argument(type, 0)));
    }
    if (type.getRawType() == Map.class) {
      return map(type);
    }
    List<Object> items = new ArrayList<>();
    want(JsonToken.START_ARRAY);
    while (json.nextToken() != JsonToken.END_ARRAY) {
      items.add(read(RecordWriter.argument(type, 0)));
    }
    return type.getRawType() == Set.class ? Set.copyOf(items) : List.copyOf(items);
  }

  private Object map(ParameterizedType type) throws IOException {
    Map<Object, Object> map = new LinkedHashMap<>();
    if (!RecordWriter.isText(RecordWriter.argument(type, 0))) {
      return pairs(type, map);
    }
    want(JsonToken.START_OBJECT);
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      Object key =
          RecordWriter.argument(type, 0) instanceof Class<?> kind && kind.isEnum()
              ? constant(kind, json.currentName())
              : json.currentName();
      json.nextToken();
      map.put(key, read(RecordWriter.argument(type, 1)));
    }
    return map;
  }

  private Object pairs(ParameterizedType type, Map<Object, Object> map) throws IOException {
    want(JsonToken.START_ARRAY);
    while (json.nextToken() != JsonToken.END_ARRAY) {
      want(JsonToken.START_ARRAY);
      json.nextToken();
      Object key = read(RecordWriter.argument(type, 0));
      json.nextToken();
      map.put(key, read(RecordWriter.argument(type, 1)));
      json.nextToken();
      want(JsonToken.END_ARRAY);
    }
    return map;
  }

  private Object record(Class<?> declared) throws IOException {
    want(JsonToken.START_OBJECT);
    json.nextToken();
    Class<?> type = declared;
    if (Kinds.isSealed(declared)) {
      if (!Kinds.MEMBER.equals(json.currentName()) || json.nextToken() != JsonToken.VALUE_STRING) {
        throw new IllegalArgumentException(
            "It is not told which kind of %s".formatted(declared.getSimpleName()));
      }
      type = Kinds.named(declared, json.getText());
      json.nextToken();
    }
    List<RecordComponent> components = List.of(type.getRecordComponents());
    Map<String, Object> values = new LinkedHashMap<>();
    for (; json.currentToken() == JsonToken.FIELD_NAME; json.nextToken()) {
      RecordComponent component = named(type, components, json.currentName());
      json.nextToken();
      values.put(component.getName(), read(component.getGenericType()));
    }
    Class<?> whole = type;
    Object[] arguments =
        components.stream()
            .map(c -> values.containsKey(c.getName()) ? values.get(c.getName()) : absent(whole, c))
            .toArray();
    return made(type, components, arguments);
  }

  private static RecordComponent named(
      Class<?> type, List<RecordComponent> components, String name) {
    return components.stream()
        .filter(component -> component.getName().equals(name))
        .findFirst()
        .orElseThrow(() ->
            new IllegalArgumentException(
                "A %s has no such member".formatted(type.getSimpleName())));
  }

  private static Object absent(Class<?> type, RecordComponent component) {
    if (component.getType() == Optional.class) {
      return Optional.empty();
    }
    throw new IllegalArgumentException(
        "A %s needs '%s'".formatted(type.getSimpleName(), component.getName()));
  }

  private static Object made(Class<?> type, List<RecordComponent> components, Object[] arguments) {
    try {
      Constructor<?> constructor =
          type.getDeclaredConstructor(
              components.stream().map(RecordComponent::getType).toArray(Class<?>[]::new));
      constructor.setAccessible(true);
      return constructor.newInstance(arguments);
    } catch (InvocationTargetException e) {
      throw new IllegalArgumentException("No %s is made so".formatted(type.getSimpleName()), e);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("A record cannot be made: " + type, e);
    }
  }

  private Object text(Class<?> type) throws IOException {
    String text = json.getText();
    try {
      if (type == String.class) {
        return text;
      } else if (type == Instant.class) {
        return Instant.parse(text);
      } else if (type == URI.class) {
        return URI.create(text);
      } else if (type == Duration.class) {
        return Duration.parse(text);
      } else if (type == double.class || type == Double.class) {
        return infinite(text);
      } else if (type.isEnum()) {
        return constant(type, text);
      }
    } catch (DateTimeException e) {
      throw new IllegalArgumentException("That is no " + type.getSimpleName(), e);
    }
    throw new IllegalArgumentException("A text stands where a %s should".formatted(type));
  }

  private static Object infinite(String text) {
    return switch (text) {
      case "NaN" -> Double.NaN;
      case "Infinity" -> Double.POSITIVE_INFINITY;
      case "-Infinity" -> Double.NEGATIVE_INFINITY;
      default -> throw new IllegalArgumentException("That is no number");
    };
  }

  private Object number(Class<?> type) throws IOException {
    JsonToken token = json.currentToken();
    if (type == boolean.class || type == Boolean.class) {
      return json.getBooleanValue();
    } else if (token == JsonToken.VALUE_NUMBER_INT
        && (type == int.class || type == Integer.class)) {
      return json.getIntValue();
    } else if (token == JsonToken.VALUE_NUMBER_INT && (type == long.class || type == Long.class)) {
      return json.getLongValue();
    } else if (token != null
        && token.isNumeric()
        && (type == double.class || type == Double.class)) {
      return json.getDoubleValue();
    }
    throw new IllegalArgumentException("Something else stands where a %s should".formatted(type));
  }

  private static Object constant(Class<?> type, String name) {
    return Arrays.stream(type.getEnumConstants())
        .filter(constant -> constant instanceof Enum<?> one && one.name().equals(name))
        .findFirst()
        .orElseThrow(
            () -> new IllegalArgumentException("There is no such " + type.getSimpleName()));
  }

  private void want(JsonToken token) {
    if (json.currentToken() != token) {
      throw new IllegalArgumentException("Something else is wanted here");
    }
  }
}
