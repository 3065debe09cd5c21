package dev.signalbox.core.release;

import java.util.Locale;

/** A branch or a tag; a tag and a branch of one name are two refs. */
public record Ref(Kind kind, String name) {
  /** The two kinds of ref that a push can move. */
  public enum Kind {
    BRANCH("refs/heads/"),
    TAG("refs/tags/");

    private final String prefix;

    Kind(String prefix) {
      this.prefix = prefix;
    }
  }

  public Ref {
    if (name.isEmpty()) {
      throw new IllegalArgumentException(
          "A " + kind.name().toLowerCase(Locale.ROOT) + " has a name");
    }
  }

  public static Ref branch(String name) {
    return new Ref(Kind.BRANCH, name);
  }

  public static Ref tag(String name) {
    return new Ref(Kind.TAG, name);
  }

  /** As git spells it in full: refs/heads/main. */
  public String fullName() {
    return kind.prefix + name;
  }

  @Override
  public String toString() {
    return fullName();
  }
}
