package dev.signalbox.local.codecommit.merge;

import dev.signalbox.local.codecommit.history.Files.Content;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Optional;
import org.eclipse.jgit.diff.RawText;
import org.eclipse.jgit.errors.LargeObjectException;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.Repository;

/** Files as text, where they are text. */
public final class Text {
  private static final int LARGEST = 20 * 1024 * 1024;

  private Text() {}

  /** Empty for what is binary or too large to be compared by lines. */
  public static Optional<RawText> of(Repository repository, Content content) {
    try {
      byte[] bytes = repository.open(content.id(), Constants.OBJ_BLOB).getCachedBytes(LARGEST);
      return RawText.isBinary(bytes, bytes.length, true)
          ? Optional.empty()
          : Optional.of(new RawText(bytes));
    } catch (LargeObjectException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** These lines with their ends, as they are in the text. */
  static byte[] lines(RawText text, int begin, int end) {
    return Arrays.copyOfRange(text.getRawContent(), start(text, begin), start(text, end));
  }

  private static int start(RawText text, int line) {
    return line == text.size() ? text.getRawContent().length : text.getRawString(line).position();
  }
}
