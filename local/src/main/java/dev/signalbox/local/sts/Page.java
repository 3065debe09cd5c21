package dev.signalbox.local.sts;

import dev.signalbox.local.api.AwsError;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One page of a list, and the marker of the next. */
record Page<T>(List<T> items, @Nullable String marker) {
  private static final int USUAL = 100;

  static <T> Page<T> of(List<T> all, @Nullable Integer most, @Nullable String marker) {
    int from = marker == null ? 0 : Math.min(position(marker), all.size());
    int to = Math.min(from + (most == null ? USUAL : most), all.size());
    return new Page<>(all.subList(from, to), to < all.size() ? Integer.toString(to) : null);
  }

  private static int position(String marker) {
    if (!marker.matches("[0-9]{1,9}")) {
      throw AwsError.of("ValidationError", "Invalid Marker.");
    }
    return Integer.parseInt(marker);
  }
}
