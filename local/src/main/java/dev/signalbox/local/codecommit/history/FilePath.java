package dev.signalbox.local.codecommit.history;

import dev.signalbox.local.api.AwsError;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.jgit.errors.CorruptObjectException;
import org.eclipse.jgit.lib.ObjectChecker;

/** Paths of files and folders as a request names them, and as git has them. */
public final class FilePath {
  private static final int LONGEST = 4096;

  private FilePath() {}

  /**
   * A file's path without the slash that may stand before it.
   *
   * @throws AwsError PathRequiredException, InvalidPathException for what no checkout is safe with
   */
  public static String of(String path) {
    if (path.isEmpty()) {
      throw AwsError.of("PathRequiredException", "A path is required.");
    }
    return checked(path.startsWith("/") ? path.substring(1) : path, path);
  }

  /** A folder's path without slashes around it; empty for the root. */
  public static String folder(String path) {
    String inner = path.startsWith("/") ? path.substring(1) : path;
    inner = inner.endsWith("/") ? inner.substring(0, inner.length() - 1) : inner;
    return inner.isEmpty() ? inner : checked(inner, path);
  }

  private static String checked(String path, String given) {
    // Text that is not Unicode would be stored as another path than the one that was asked for.
    if (path.length() > LONGEST || !StandardCharsets.UTF_8.newEncoder().canEncode(path)) {
      throw invalid(given);
    }
    try {
      new ObjectChecker().checkPath(path);
    } catch (CorruptObjectException e) {
      throw invalid(given);
    }
    return path;
  }

  private static AwsError invalid(String path) {
    return AwsError.of("InvalidPathException", "The specified path is not valid: " + path);
  }

  /** {@code a} and {@code a/b} for {@code a/b/c}. */
  public static List<String> folders(String path) {
    List<String> folders = new ArrayList<>();
    for (int slash = path.indexOf('/'); slash >= 0; slash = path.indexOf('/', slash + 1)) {
      folders.add(path.substring(0, slash));
    }
    return folders;
  }
}
