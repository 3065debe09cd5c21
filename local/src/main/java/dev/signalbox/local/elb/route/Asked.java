package dev.signalbox.local.elb.route;

import dev.signalbox.local.elb.http.Encryption;
import dev.signalbox.local.elb.http.Head;
import java.net.InetSocketAddress;
import java.util.Optional;

/**
 * What a rule's conditions look at.
 *
 * @param head with a target in origin form: {@code /path?query}
 * @param listener where it came to
 * @param encryption empty where it was not encrypted
 */
public record Asked(
    Head head,
    InetSocketAddress client,
    InetSocketAddress listener,
    Optional<Encryption> encryption) {
  /** {@code http} or {@code https}. */
  public String protocol() {
    return encryption.isPresent() ? "https" : "http";
  }

  public String method() {
    return head.word(0);
  }

  /** Path and query, as they came. */
  public String target() {
    return head.word(1);
  }

  public String path() {
    return target().split("\\?", 2)[0];
  }

  /** Without its question mark; empty where there is none. */
  public String query() {
    String[] parts = target().split("\\?", 2);
    return parts.length == 2 ? parts[1] : "";
  }

  /** Without a port. */
  public String host() {
    return head.value("Host").orElse("").replaceFirst(":\\d*$", "");
  }

  Optional<String> header(String name) {
    return head.value(name);
  }
}
