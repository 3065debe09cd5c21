package dev.signalbox.local.model;

import org.jspecify.annotations.Nullable;

/**
 * Where in a request a value stands, spelled as AWS does: members begin in lower case, list
 * positions count from one.
 */
record Position(@Nullable Position parent, String step, String member) {

  static Position of(String member) {
    return new Position(null, lowerFirst(member), member);
  }

  Position member(String name) {
    return new Position(this, lowerFirst(name), name);
  }

  Position item(int index) {
    return new Position(this, (index + 1) + ".member", member);
  }

  Position entry(String key) {
    return new Position(this, key + ".member", member);
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder(step);
    for (Position p = parent; p != null; p = p.parent) {
      text.insert(0, p.step + ".");
    }
    return text.toString();
  }

  private static String lowerFirst(String name) {
    return Character.toLowerCase(name.charAt(0)) + name.substring(1);
  }
}
