package dev.signalbox.core.ephemeral;

/**
 * What became of a pipeline whose time had come.
 *
 * @param words for a person
 */
public record Fate(Kind kind, String words) {
  /** How it went. */
  public enum Kind {
    /** It is deleted. */
    DELETED,
    /** It will be, when what runs has ended. */
    LATER,
    /** There was none. */
    NONE,
    /** What is there is not ours. */
    FOREIGN,
    /** Its time has not come after all. */
    STAYS,
    /** It could not be deleted and will be tried again. */
    FAILED
  }
}
