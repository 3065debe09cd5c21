package dev.signalbox.local.api;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * How a service hands out its lists, page by page.
 *
 * @param list what its tokens are for; those of other lists are refused
 * @param usual how many items a page has where the request does not say
 * @param most how many items a page has at the most
 * @param invalid the answer to a token that is none
 */
public record Paging(String list, int usual, int most, Supplier<AwsError> invalid) {
  /** One page of a list, and the token for the next. */
  public record Page<T>(List<T> items, @Nullable String next) {}

  /** The page that a token names; the first one without a token. */
  public <T> Page<T> page(List<T> all, @Nullable Integer size, @Nullable String token) {
    int from = token == null ? 0 : Math.min(position(token), all.size());
    int to = Math.min(from + Math.min(most, size == null ? usual : size), all.size());
    return new Page<>(all.subList(from, to), to < all.size() ? token(to) : null);
  }

  private String token(int position) {
    return Base64.getEncoder()
        .encodeToString((list + ":" + position).getBytes(StandardCharsets.UTF_8));
  }

  private int position(String token) {
    try {
      String text = new String(Base64.getDecoder().decode(token), StandardCharsets.UTF_8);
      if (text.startsWith(list + ":")) {
        return Integer.parseUnsignedInt(text.substring(list.length() + 1));
      }
    } catch (IllegalArgumentException e) {
      throw invalid.get();
    }
    throw invalid.get();
  }
}
