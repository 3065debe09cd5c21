package dev.signalbox.core.glob;

/** A pattern that is not one, with the column (from 1) where it goes wrong. */
public final class GlobSyntaxException extends IllegalArgumentException {
  private static final long serialVersionUID = 1;

  private final int column;

  GlobSyntaxException(String message, int column) {
    super(message);
    this.column = column;
  }

  public int column() {
    return column;
  }
}
