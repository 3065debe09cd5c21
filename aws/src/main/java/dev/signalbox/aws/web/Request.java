package dev.signalbox.aws.web;

import dev.signalbox.core.Refused;
import java.net.URI;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * One request without a body.
 *
 * @param headers by their names; the client adds its own
 */
public record Request(String method, URI address, Map<String, String> headers) {
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9-]+");
  private static final Pattern VALUE = Pattern.compile("[\\x20-\\x7e]*");

  public Request {
    headers = Map.copyOf(headers);
    headers.forEach((name, value) -> {
      if (!NAME.matcher(name).matches() || !VALUE.matcher(value).matches()) {
        // The value may be a token: it is not told.
        throw new Refused("header '%s' holds more than plain characters".formatted(name));
      }
    });
  }

  public static Request get(URI address, Map<String, String> headers) {
    return new Request("GET", address, headers);
  }

  Request to(URI other) {
    return new Request(method, other, headers);
  }

  /** As HTTP/1.1 has it. */
  String head(Origin origin) {
    String path = address.getRawPath() == null ? "" : address.getRawPath();
    var head = new StringBuilder(method).append(' ').append(path.isEmpty() ? "/" : path);
    if (address.getRawQuery() != null) {
      head.append('?').append(address.getRawQuery());
    }
    head.append(" HTTP/1.1\r\nHost: ").append(origin.header());
    head.append("\r\nConnection: close\r\nAccept-Encoding: identity\r\n");
    new TreeMap<>(headers)
        .forEach((name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
    return head.append("\r\n").toString();
  }
}
