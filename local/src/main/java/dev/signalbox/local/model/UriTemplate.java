package dev.signalbox.local.model;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A REST operation's address: {@code /2015-03-31/functions/{FunctionName}/invocations}, {@code
 * /{Bucket}/{Key+}?acl}.
 */
public record UriTemplate(String text) {

  /**
   * The labels' values, decoded.
   *
   * @param path as it came, still encoded
   */
  public Optional<Map<String, String>> match(String path, Map<String, String> query) {
    List<String> segments = segments(withoutLastSlash(pathPart()));
    // In a key a slash at the end counts; elsewhere clients differ about it.
    List<String> given = segments(text.contains("+}") ? path : withoutLastSlash(path));
    Map<String, String> labels = new LinkedHashMap<>();
    for (int i = 0; i < segments.size(); i++) {
      String segment = segments.get(i);
      if (i >= given.size()) {
        return Optional.empty();
      }
      if (segment.endsWith("+}")) {
        String rest = String.join("/", given.subList(i, given.size()));
        labels.put(segment.substring(1, segment.length() - 2), decode(rest));
        return !rest.isEmpty() && queryFits(query) ? Optional.of(labels) : Optional.empty();
      }
      if (segment.startsWith("{")) {
        labels.put(segment.substring(1, segment.length() - 1), decode(given.get(i)));
      } else if (!segment.equals(given.get(i))) {
        return Optional.empty();
      }
    }
    return segments.size() == given.size() && queryFits(query)
        ? Optional.of(labels)
        : Optional.empty();
  }

  /** Of two templates that match, the one that says more is meant. */
  int literals() {
    return Math.toIntExact(
            segments(withoutLastSlash(pathPart())).stream()
                .filter(segment -> !segment.startsWith("{"))
                .count())
        + (text.contains("?") ? 1 : 0);
  }

  private String pathPart() {
    int question = text.indexOf('?');
    return question < 0 ? text : text.substring(0, question);
  }

  private boolean queryFits(Map<String, String> query) {
    int question = text.indexOf('?');
    if (question < 0) {
      return true;
    }
    for (String wanted : text.substring(question + 1).split("&", -1)) {
      int equals = wanted.indexOf('=');
      boolean fits =
          equals < 0
              ? query.containsKey(wanted)
              : wanted.substring(equals + 1).equals(query.get(wanted.substring(0, equals)));
      if (!fits) {
        return false;
      }
    }
    return true;
  }

  private static List<String> segments(String path) {
    return path.length() < 2 ? List.of() : List.of(path.substring(1).split("/", -1));
  }

  private static String withoutLastSlash(String path) {
    return path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
  }

  private static String decode(String segment) {
    // The decoder is the one of forms, where a plus means a space; in a path it means itself.
    return URLDecoder.decode(segment.replace("+", "%2B"), StandardCharsets.UTF_8);
  }
}
