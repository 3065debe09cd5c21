package dev.signalbox.local.pipeline;

import dev.signalbox.local.api.AwsError;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One page of a list, and the token for the next. */
record Page<T>(List<T> items, @Nullable String nextToken) {
  private static final int USUAL = 100;

  /**
   * @param after everything behind a position, in the list's order; the position is empty for the
   *     beginning
   * @param position of an item
   * @throws AwsError InvalidNextTokenException
   */
  static <T> Page<T> of(
      String list,
      Function<String, Stream<T>> after,
      Function<T, String> position,
      @Nullable Integer limit,
      @Nullable String token) {
    int size = limit == null ? USUAL : limit;
    List<T> items;
    try {
      items = after.apply(token == null ? "" : decoded(list, token)).limit(size + 1L).toList();
    } catch (IllegalArgumentException e) {
      throw AwsError.of(
          "InvalidNextTokenException", "The next token was specified in an invalid format");
    }
    if (items.size() <= size) {
      return new Page<>(items, null);
    }
    List<T> page = items.subList(0, size);
    return new Page<>(page, encoded(list, position.apply(page.getLast())));
  }

  private static String encoded(String list, String position) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString((list + "\n" + position).getBytes(StandardCharsets.UTF_8));
  }

  private static String decoded(String list, String token) {
    String text = new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8);
    if (!text.startsWith(list + "\n") || text.length() == list.length() + 1) {
      throw new IllegalArgumentException("Not a token of this list");
    }
    return text.substring(list.length() + 1);
  }
}
