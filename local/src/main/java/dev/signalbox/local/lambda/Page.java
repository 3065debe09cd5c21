package dev.signalbox.local.lambda;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One page of a list, and the marker of the next. */
record Page<T>(List<T> items, @Nullable String next) {
  private static final int MOST = 50;

  static <T> Page<T> of(List<T> all, @Nullable Integer size, @Nullable String marker) {
    int from = marker == null ? 0 : Math.min(position(marker), all.size());
    int to = Math.min(from + Math.min(MOST, size == null ? MOST : size), all.size());
    return new Page<>(all.subList(from, to), to < all.size() ? marker(to) : null);
  }

  private static String marker(int position) {
    return Base64.getEncoder()
        .encodeToString(("lambda:" + position).getBytes(StandardCharsets.UTF_8));
  }

  private static int position(String marker) {
    try {
      String text = new String(Base64.getDecoder().decode(marker), StandardCharsets.UTF_8);
      if (text.startsWith("lambda:")) {
        return Integer.parseUnsignedInt(text.substring("lambda:".length()));
      }
    } catch (IllegalArgumentException e) {
      throw Catalogue.invalid("Invalid value for Marker.");
    }
    throw Catalogue.invalid("Invalid value for Marker.");
  }
}
