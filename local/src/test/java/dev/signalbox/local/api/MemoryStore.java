package dev.signalbox.local.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;

/**
 * A store that lasts as long as the object, so that a test "restarts" by building anew on the same
 * one.
 */
public final class MemoryStore implements Store {
  private static final ObjectMapper JSON = new ObjectMapper();
  private final Map<String, TreeMap<String, String>> tables = new ConcurrentHashMap<>();
  private final Path directories;

  public MemoryStore() {
    try {
      this.directories = Files.createTempDirectory("memory-store");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public <T> Table<T> table(String name, Class<T> type) {
    return new MemoryTable<>(tables.computeIfAbsent(name, _ -> new TreeMap<>()), type);
  }

  @Override
  public Path directory(String name) {
    try {
      return Files.createDirectories(directories.resolve(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {}

  private record MemoryTable<T>(TreeMap<String, String> values, Class<T> type) implements Table<T> {
    @Override
    public Optional<T> get(String key) {
      synchronized (values) {
        return Optional.ofNullable(values.get(key)).map(this::read);
      }
    }

    @Override
    public void put(String key, T value) {
      synchronized (values) {
        values.put(key, write(value));
      }
    }

    @Override
    public boolean putIfAbsent(String key, T value) {
      synchronized (values) {
        return values.putIfAbsent(key, write(value)) == null;
      }
    }

    @Override
    public Optional<T> update(String key, UnaryOperator<T> change) {
      synchronized (values) {
        var changed = get(key).map(change);
        changed.ifPresent(value -> put(key, value));
        return changed;
      }
    }

    @Override
    public boolean remove(String key) {
      synchronized (values) {
        return values.remove(key) != null;
      }
    }

    @Override
    public List<T> startingWith(String prefix) {
      return startingWith(prefix, "", Integer.MAX_VALUE);
    }

    @Override
    public List<T> startingWith(String prefix, String after, int limit) {
      synchronized (values) {
        return values.tailMap(prefix, true).entrySet().stream()
            .takeWhile(entry -> entry.getKey().startsWith(prefix))
            .filter(entry -> entry.getKey().compareTo(after) > 0)
            .limit(limit)
            .map(entry -> read(entry.getValue()))
            .toList();
      }
    }

    private T read(String json) {
      try {
        return JSON.readValue(json, type);
      } catch (JsonProcessingException e) {
        throw new UncheckedIOException(e);
      }
    }

    private String write(T value) {
      try {
        return JSON.writeValueAsString(value);
      } catch (JsonProcessingException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
