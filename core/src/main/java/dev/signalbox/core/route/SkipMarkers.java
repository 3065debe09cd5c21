package dev.signalbox.core.route;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a commit's message asks to be skipped.
 *
 * <p>{@code [skip ci]}, {@code [ci skip]}, {@code [no ci]} and the trailer {@code skip-checks:
 * true} mean every route, {@code [skip web]} or {@code [skip web, api]} those routes. Case does not
 * matter. The title that a revert quotes is another commit's and asks for nothing.
 */
record SkipMarkers(Optional<String> all, Map<String, String> byRoute) {
  static final SkipMarkers NONE = new SkipMarkers(Optional.empty(), Map.of());

  private static final int LONGEST = 20_000;
  private static final List<String> ALL = List.of("[skip ci]", "[ci skip]", "[no ci]");
  private static final Pattern QUOTED_TITLE = Pattern.compile("\\A(Revert|Reapply) \".*\"");
  private static final Pattern SOME = Pattern.compile("\\[skip ([a-z0-9._, -]{1,200})]");
  private static final Pattern TRAILER = Pattern.compile("skip-checks:\\s*true\\s*");

  static SkipMarkers in(String message) {
    String start = message.length() > LONGEST ? message.substring(0, LONGEST) : message;
    String asked = QUOTED_TITLE.matcher(start).replaceFirst("").toLowerCase(Locale.ROOT);
    Optional<String> all = ALL.stream().filter(asked::contains).findFirst();
    return new SkipMarkers(all.or(() -> trailer(asked)), byRoute(asked));
  }

  /** Trailers are the last paragraph, and the first one is the title. */
  private static Optional<String> trailer(String message) {
    List<String> lines = message.strip().lines().map(String::strip).toList();
    int blank = lines.lastIndexOf("");
    return blank >= 0
            && lines.subList(blank, lines.size()).stream()
                .anyMatch(line -> TRAILER.matcher(line).matches())
        ? Optional.of("skip-checks: true")
        : Optional.empty();
  }

  private static Map<String, String> byRoute(String message) {
    Map<String, String> markers = new LinkedHashMap<>();
    Matcher marker = SOME.matcher(message);
    while (marker.find()) {
      for (String route : marker.group(1).split(",", -1)) {
        markers.putIfAbsent(route.strip(), marker.group());
      }
    }
    return markers;
  }

  /** The marker that means this route, if there is one. */
  Optional<String> forRoute(String name) {
    return all.or(() -> Optional.ofNullable(byRoute.get(name.toLowerCase(Locale.ROOT))));
  }
}
