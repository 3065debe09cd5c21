package dev.signalbox.local.api;

import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Values by key, in the order of their keys. Every method is atomic. */
public interface Table<T> {
  Optional<T> get(String key);

  void put(String key, T value);

  /** False, and nothing changed, when the key is taken. */
  boolean putIfAbsent(String key, T value);

  /**
   * The new value; empty when there is no such key. The change may be tried more than once and must
   * have no effect of its own.
   */
  Optional<T> update(String key, UnaryOperator<T> change);

  /** Whether there was one. */
  boolean remove(String key);

  /** Those whose key begins so, in the order of their keys. */
  List<T> startingWith(String prefix);

  /**
   * The first of those whose key begins so and comes after the other key, in the order of their
   * keys.
   *
   * @param after empty to begin with the first
   */
  List<T> startingWith(String prefix, String after, int limit);

  default List<T> all() {
    return startingWith("");
  }
}
