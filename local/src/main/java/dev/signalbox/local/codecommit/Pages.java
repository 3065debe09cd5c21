package dev.signalbox.local.codecommit;

import dev.signalbox.local.api.AwsError;
import org.jspecify.annotations.Nullable;

/** How much of a merge's conflicts an answer holds. */
final class Pages {
  private static final int FILES = 100;
  private static final int HUNKS = 1000;

  private Pages() {}

  static int conflictFiles(@Nullable Integer wanted) {
    return size(wanted, FILES, "InvalidMaxConflictFilesException");
  }

  static int hunks(@Nullable Integer wanted) {
    return size(wanted, HUNKS, "InvalidMaxMergeHunksException");
  }

  private static int size(@Nullable Integer wanted, int most, String refusal) {
    if (wanted != null && wanted < 1) {
      throw AwsError.of(refusal, "The specified maximum is not valid: " + wanted);
    }
    return wanted == null ? most : Math.min(wanted, most);
  }
}
