package dev.signalbox.aws.event;

import dev.signalbox.core.release.Ref;

/** Reads full names of references. */
public final class Refs {
  private static final String HEADS = "refs/heads/";
  private static final String TAGS = "refs/tags/";

  private Refs() {}

  public static boolean isFull(String name) {
    return name.startsWith(HEADS) || name.startsWith(TAGS);
  }

  /**
   * The ref of a full name.
   *
   * @throws IllegalArgumentException where it is neither a branch nor a tag
   */
  public static Ref full(String name) {
    if (name.startsWith(HEADS)) {
      return Ref.branch(name.substring(HEADS.length()));
    }
    if (name.startsWith(TAGS)) {
      return Ref.tag(name.substring(TAGS.length()));
    }
    throw new IllegalArgumentException("it is about neither a branch nor a tag");
  }
}
