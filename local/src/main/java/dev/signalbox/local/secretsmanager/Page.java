package dev.signalbox.local.secretsmanager;

import dev.signalbox.local.api.AwsError;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One page of a list, and the token for the next. */
record Page<T>(List<T> items, @Nullable String nextToken) {

  static <T> Page<T> of(List<T> all, @Nullable Integer size, @Nullable String token) {
    int from = token == null ? 0 : Math.min(position(token), all.size());
    int to = Math.min(from + (size == null ? 100 : size), all.size());
    return new Page<>(all.subList(from, to), to < all.size() ? token(to) : null);
  }

  private static String token(int position) {
    return Base64.getEncoder()
        .encodeToString(("secrets:" + position).getBytes(StandardCharsets.UTF_8));
  }

  private static int position(String token) {
    try {
      String text = new String(Base64.getDecoder().decode(token), StandardCharsets.UTF_8);
      if (text.startsWith("secrets:")) {
        return Integer.parseUnsignedInt(text.substring("secrets:".length()));
      }
    } catch (IllegalArgumentException e) {
      throw invalid();
    }
    throw invalid();
  }

  private static AwsError invalid() {
    return AwsError.of("InvalidNextTokenException", "Invalid NextToken.");
  }
}
