package dev.signalbox.core.glob;

/** What the texts are that patterns are asked about. */
public enum Texts {
  /** Paths of files in a repository. */
  PATHS,
  /** Names of branches and tags, short. */
  REFS,
  /** Anything. */
  ANY;

  private static final String NOT_IN_REFS = " ~^:?*[\\";

  boolean allow(int character) {
    return switch (this) {
      case PATHS -> character != 0;
      case REFS -> character > ' ' && character != 127 && NOT_IN_REFS.indexOf(character) < 0;
      case ANY -> true;
    };
  }

  boolean allow(String text) {
    int before = 0;
    for (int i = 0; i < text.length(); i++) {
      if (!allow(text.charAt(i)) || !allow(before, text.charAt(i))) {
        return false;
      }
      before = text.charAt(i);
    }
    return canEndWith(before);
  }

  /** Whether a character can come after another, 0 being the beginning. */
  boolean allow(int before, int character) {
    return this == ANY || character != '/' || (before != '/' && before != 0);
  }

  boolean canEndWith(int last) {
    return this == ANY || (last != '/' && last != 0);
  }
}
