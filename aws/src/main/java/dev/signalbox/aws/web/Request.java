package dev.signalbox.aws.web;

import dev.signalbox.core.Refused;
import java.net.URI;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * One request without a body.
 *
 * @param headers by their names; the client adds its own
 * @param name what the server is asked for where it answers by another name than its address has,
 *     as a load balancer does; its certificate is that name's
 */
public record Request(
    String method, URI address, Map<String, String> headers, Optional<String> name) {
  /** The client's own; a second one would be read by some and not by others. */
  private static final Set<String> OURS =
      Set.of(
          "host",
          "connection",
          "accept-encoding",
          "content-length",
          "transfer-encoding",
          "te",
          "expect",
          "upgrade",
          "trailer",
          "keep-alive",
          "proxy-connection");

  private static final Pattern METHOD = Pattern.compile("GET|HEAD");
  private static final Pattern HOST = Pattern.compile("[a-z0-9-]+(\\.[a-z0-9-]+)*");
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9-]+");
  private static final Pattern VALUE = Pattern.compile("[\\x20-\\x7e]*");

  public Request {
    headers = Map.copyOf(headers);
    if (!METHOD.matcher(method).matches()) {
      throw new Refused("a request without a body is a GET or a HEAD");
    }
    if (name.isPresent() && !HOST.matcher(name.get()).matches()) {
      throw new Refused("a server's name is of small letters, digits, dots and hyphens");
    }
    headers.forEach((key, value) -> {
      if (!NAME.matcher(key).matches() || !VALUE.matcher(value).matches()) {
        // The value may be a token: it is not told.
        throw new Refused("header '%s' holds more than plain characters".formatted(key));
      }
      if (OURS.contains(key.toLowerCase(Locale.ROOT))) {
        throw new Refused("header '%s' is the client's own".formatted(key));
      }
    });
  }

  public static Request get(URI address, Map<String, String> headers) {
    return new Request("GET", address, headers, Optional.empty());
  }

  Request to(URI other) {
    return new Request(method, other, headers, name);
  }

  /** As HTTP/1.1 has it. */
  String head(Origin origin) {
    String path = address.getRawPath() == null ? "" : address.getRawPath();
    var head = new StringBuilder(method).append(' ').append(path.isEmpty() ? "/" : path);
    if (address.getRawQuery() != null) {
      head.append('?').append(address.getRawQuery());
    }
    head.append(" HTTP/1.1\r\nHost: ").append(name.orElseGet(origin::header));
    head.append("\r\nConnection: close\r\nAccept-Encoding: identity\r\n");
    new TreeMap<>(headers)
        .forEach((name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
    return head.append("\r\n").toString();
  }
}
