package dev.signalbox.local.build;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A part of a list, and where the next one begins.
 *
 * @param next null at the end
 */
record Page<T>(List<T> items, @Nullable String next) {
  private static final int SIZE = 100;
  private static final String MARK = "builds:";

  static <T> Page<T> of(List<T> all, @Nullable String token) {
    int from = token == null || token.isEmpty() ? 0 : Math.min(position(token), all.size());
    int to = Math.min(from + SIZE, all.size());
    return new Page<>(all.subList(from, to), to < all.size() ? token(to) : null);
  }

  private static String token(int position) {
    return Base64.getEncoder().encodeToString((MARK + position).getBytes(StandardCharsets.UTF_8));
  }

  private static int position(String token) {
    try {
      String text = new String(Base64.getDecoder().decode(token), StandardCharsets.UTF_8);
      if (text.startsWith(MARK)) {
        return Integer.parseUnsignedInt(text.substring(MARK.length()));
      }
    } catch (IllegalArgumentException e) {
      throw ProjectRules.invalid("Invalid next token provided");
    }
    throw ProjectRules.invalid("Invalid next token provided");
  }
}
