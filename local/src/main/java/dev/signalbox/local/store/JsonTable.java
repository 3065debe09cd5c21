package dev.signalbox.local.store;

import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.signalbox.local.api.Table;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.h2.mvstore.MVMap;

/** Records as JSON in a map that keeps its keys in order. */
final class JsonTable<T> implements Table<T> {
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .addModules(new PlainValues())
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .visibility(PropertyAccessor.FIELD, Visibility.ANY)
          .visibility(PropertyAccessor.GETTER, Visibility.NONE)
          .visibility(PropertyAccessor.IS_GETTER, Visibility.NONE)
          .build();

  private final MVMap<String, byte[]> map;
  private final Class<T> type;

  JsonTable(MVMap<String, byte[]> map, Class<T> type) {
    this.map = map;
    this.type = type;
  }

  @Override
  public Optional<T> get(String key) {
    return Optional.ofNullable(map.get(key)).map(this::read);
  }

  @Override
  public void put(String key, T value) {
    map.put(key, written(value));
  }

  @Override
  public boolean putIfAbsent(String key, T value) {
    return map.putIfAbsent(key, written(value)) == null;
  }

  @Override
  public Optional<T> update(String key, UnaryOperator<T> change) {
    while (true) {
      byte[] before = map.get(key);
      if (before == null) {
        return Optional.empty();
      }
      T after = change.apply(read(before));
      if (map.replace(key, before, written(after))) {
        return Optional.of(after);
      }
    }
  }

  @Override
  public boolean remove(String key) {
    return map.remove(key) != null;
  }

  @Override
  public List<T> startingWith(String prefix) {
    return startingWith(prefix, "", Integer.MAX_VALUE);
  }

  @Override
  public List<T> startingWith(String prefix, String after, int limit) {
    List<T> found = new ArrayList<>();
    Iterator<String> keys = map.keyIterator(after.compareTo(prefix) > 0 ? after : prefix);
    while (keys.hasNext() && found.size() < limit) {
      String key = keys.next();
      if (!key.startsWith(prefix)) {
        break;
      }
      if (!key.equals(after)) {
        get(key).ifPresent(found::add);
      }
    }
    return found;
  }

  private T read(byte[] json) {
    try {
      return JSON.readValue(json, type);
    } catch (IOException e) {
      throw new UncheckedIOException("A stored " + type.getSimpleName() + " cannot be read", e);
    }
  }

  private byte[] written(T value) {
    try {
      return JSON.writeValueAsBytes(value);
    } catch (IOException e) {
      throw new UncheckedIOException("A " + type.getSimpleName() + " cannot be stored", e);
    }
  }
}
