package dev.signalbox.definitions;

/**
 * Something wrong in a definition file, and where.
 *
 * @param line from 1
 * @param column from 1
 */
public record Problem(String file, int line, int column, Severity severity, String message)
    implements Comparable<Problem> {
  /** Whether the file can take effect all the same. */
  public enum Severity {
    ERROR(""),
    WARNING("warning: "),
    /** Nobody could say whether it is right. */
    NOT_CHECKED("not checked: ");

    private final String prefix;

    Severity(String prefix) {
      this.prefix = prefix;
    }
  }

  @Override
  public int compareTo(Problem other) {
    int byFile = file.compareTo(other.file);
    int byLine = byFile != 0 ? byFile : Integer.compare(line, other.line);
    return byLine != 0 ? byLine : Integer.compare(column, other.column);
  }

  @Override
  public String toString() {
    return "%s:%d:%d: %s%s".formatted(file, line, column, severity.prefix, message);
  }
}
