package dev.signalbox.definitions.json;

import java.util.ArrayList;
import java.util.List;

/** The records that a sealed interface stands for, each known by its simple name. */
final class Kinds {
  /** Tells which one it is. */
  static final String MEMBER = "kind";

  private Kinds() {}

  static boolean isSealed(Class<?> type) {
    return type.isInterface() && type.isSealed();
  }

  static List<Class<?>> of(Class<?> sealed) {
    List<Class<?>> kinds = new ArrayList<>();
    for (Class<?> permitted : sealed.getPermittedSubclasses()) {
      if (isSealed(permitted)) {
        kinds.addAll(of(permitted));
      } else {
        kinds.add(permitted);
      }
    }
    return kinds;
  }

  static Class<?> named(Class<?> sealed, String name) {
    return of(sealed).stream()
        .filter(kind -> kind.getSimpleName().equals(name))
        .findFirst()
        .orElseThrow(() ->
            new IllegalArgumentException(
                "There is no such kind of %s".formatted(sealed.getSimpleName())));
  }
}
