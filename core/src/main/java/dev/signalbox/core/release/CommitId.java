package dev.signalbox.core.release;

import java.util.Optional;
import java.util.regex.Pattern;

/** The full id of one commit. */
public record CommitId(String value) {
  private static final Pattern SHAPE = Pattern.compile("[0-9a-f]{40}|[0-9a-f]{64}");
  private static final Pattern NOTHING = Pattern.compile("0+");

  public CommitId {
    if (!SHAPE.matcher(value).matches()) {
      throw new IllegalArgumentException(
          "A commit id has 40 (or 64) lower-case hexadecimal digits, got '" + value + "'");
    }
  }

  /** Git writes "no commit" as zeros; some senders leave it out or send an empty text. */
  public static Optional<CommitId> orNone(String value) {
    return value.isEmpty() || NOTHING.matcher(value).matches()
        ? Optional.empty()
        : Optional.of(new CommitId(value));
  }

  @Override
  public String toString() {
    return value;
  }
}
