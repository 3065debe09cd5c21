package dev.signalbox.local.elb.http;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** How one knows where a body ends. */
public sealed interface Framing {
  /** Of so many bytes. */
  record Sized(long bytes) implements Framing {}

  /** In chunks that each say their length. */
  record Chunked() implements Framing {}

  /** With the connection. */
  record UntilTheEnd() implements Framing {}

  Framing NONE = new Sized(0);

  /**
   * @throws Malformed where the head says it in two ways
   */
  static Framing ofRequest(Head head) throws Malformed {
    return said(head).orElse(NONE);
  }

  /**
   * @param method of the request
   * @throws Malformed where the head says it in two ways
   */
  static Framing ofResponse(Head head, String method) throws Malformed {
    int status = head.status();
    if (method.equals("HEAD") || status == 204 || status == 304 || status < 200) {
      return NONE;
    }
    return said(head).orElse(new UntilTheEnd());
  }

  private static Optional<Framing> said(Head head) throws Malformed {
    List<String> codings = head.values("Transfer-Encoding");
    List<String> lengths = head.values("Content-Length");
    if (!codings.isEmpty()) {
      if (!lengths.isEmpty() || !List.of("chunked").equals(lower(codings))) {
        throw Malformed.request("A body framed in a way that is not clear");
      }
      return Optional.of(new Chunked());
    }
    Set<String> different = new HashSet<>(lengths);
    if (different.isEmpty()) {
      return Optional.empty();
    }
    String length = lengths.getFirst();
    if (different.size() > 1 || !length.matches("\\d{1,18}")) {
      throw Malformed.request("A body whose length is not clear");
    }
    return Optional.of(new Sized(Long.parseLong(length)));
  }

  private static List<String> lower(List<String> words) {
    return words.stream().map(it -> it.toLowerCase(java.util.Locale.ROOT)).toList();
  }
}
