package dev.signalbox.local.codecommit;

import dev.signalbox.local.api.AwsError;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A piece of a list, and what asks for the next.
 *
 * @param next empty at the end
 */
public record Page<T>(List<T> items, Optional<String> next) {

  /**
   * @param question what was asked: a token of another question is refused
   * @throws AwsError InvalidContinuationTokenException
   */
  public static <T> Page<T> of(List<T> all, String question, @Nullable String token, int size) {
    int from = token == null ? 0 : offset(question, token, all.size());
    int to = Math.min(all.size(), from + size);
    Optional<String> next = to < all.size() ? Optional.of(token(question, to)) : Optional.empty();
    return new Page<>(all.subList(from, to), next);
  }

  /**
   * How many a page has at most.
   *
   * @throws AwsError InvalidMaxResultsException
   */
  public static int size(@Nullable Integer wanted, int most) {
    if (wanted != null && wanted < 1) {
      throw AwsError.of(
          "InvalidMaxResultsException", "The specified number of maximum results is not valid.");
    }
    return wanted == null ? most : Math.min(wanted, most);
  }

  private static String token(String question, int offset) {
    String text = Integer.toHexString(question.hashCode()) + ":" + offset;
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  private static int offset(String question, String token, int size) {
    try {
      String[] parts =
          new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8).split(":", -1);
      int offset = Integer.parseInt(parts[1]);
      if (parts[0].equals(Integer.toHexString(question.hashCode()))
          && offset >= 0
          && offset <= size) {
        return offset;
      }
    } catch (IllegalArgumentException | ArrayIndexOutOfBoundsException e) {
      throw refused();
    }
    throw refused();
  }

  private static AwsError refused() {
    return AwsError.of(
        "InvalidContinuationTokenException", "The specified continuation token is not valid.");
  }
}
