package dev.signalbox.local.api;

import java.nio.file.Path;

/** Everything {@code local} remembers: on disk with {@code --data}, else until it stops. */
public interface Store extends AutoCloseable {
  /**
   * The named table; the same one at every call. Values are records of plain JSON values, kept as
   * JSON.
   */
  <T> Table<T> table(String name, Class<T> type);

  /**
   * A directory for what is too large for a table: git repositories, objects, build directories.
   * Exists on return.
   */
  Path directory(String name);

  @Override
  void close();
}
