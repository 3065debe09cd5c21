package dev.signalbox.aws.web;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What came back.
 *
 * @param headers by their names in lower case
 */
public record Answer(int status, Map<String, List<String>> headers, byte[] body) {
  /** The only value of a header, or the first of several. */
  public Optional<String> header(String name) {
    return headers.getOrDefault(name, List.of()).stream().findFirst();
  }
}
