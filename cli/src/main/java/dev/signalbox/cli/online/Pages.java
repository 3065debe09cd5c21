package dev.signalbox.cli.online;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** All pages of an operation that the SDK does not page by itself. */
final class Pages {
  private Pages() {}

  /** How a page is asked for; the first one without a token. */
  interface Asking<P> {
    P page(@Nullable String token);
  }

  static <P, T> List<T> of(
      Asking<P> asking, Function<P, List<T>> items, Function<P, @Nullable String> next) {
    List<T> all = new ArrayList<>();
    String token = null;
    do {
      P page = asking.page(token);
      all.addAll(items.apply(page));
      token = next.apply(page);
    } while (token != null);
    return all;
  }
}
