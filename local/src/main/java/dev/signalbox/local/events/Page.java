package dev.signalbox.local.events;

import dev.signalbox.local.api.AwsError;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** One page of a list, and the token for the next. */
record Page<T>(List<T> items, @Nullable String nextToken) {
  private static final int LARGEST = 100;

  /**
   * @param all in the order of their names
   */
  static <T> Page<T> of(
      List<T> all, Function<T, String> name, @Nullable Integer limit, @Nullable String token) {
    var after = token == null ? "" : decoded(token);
    int size = limit == null ? LARGEST : limit;
    var rest =
        all.stream().filter(it -> name.apply(it).compareTo(after) > 0).limit(size + 1L).toList();
    if (rest.size() <= size) {
      return new Page<>(rest, null);
    }
    var page = rest.subList(0, size);
    return new Page<>(page, encoded(name.apply(page.getLast())));
  }

  private static String encoded(String name) {
    return Base64.getUrlEncoder()
        .encodeToString(("after:" + name).getBytes(StandardCharsets.UTF_8));
  }

  private static String decoded(String token) {
    try {
      var text = new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8);
      if (text.startsWith("after:")) {
        return text.substring("after:".length());
      }
    } catch (IllegalArgumentException e) {
      throw badToken();
    }
    throw badToken();
  }

  private static AwsError badToken() {
    return AwsError.validation("Parameter NextToken is not valid.");
  }
}
