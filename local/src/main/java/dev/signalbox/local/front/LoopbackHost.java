package dev.signalbox.local.front;

import com.sun.net.httpserver.HttpExchange;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Requests must name this machine's loopback: a page from elsewhere that rebinds its name to
 * 127.0.0.1 does not.
 */
final class LoopbackHost {
  /** A client that was told to keep S3's own names; no one but AWS can rebind these. */
  private static final Pattern S3 =
      Pattern.compile("(?:.+\\.)?s3(?:[.-][a-z0-9-]+)?\\.amazonaws\\.com");

  private LoopbackHost() {}

  static boolean allows(HttpExchange exchange) {
    String host = exchange.getRequestHeaders().getFirst("Host");
    if (host == null) {
      return false;
    }
    String name = host.toLowerCase(Locale.ROOT).replaceFirst(":\\d+$", "");
    return name.equals("127.0.0.1")
        || name.equals("localhost")
        || name.equals("[::1]")
        || name.endsWith(".localhost")
        || S3.matcher(name).matches();
  }
}
