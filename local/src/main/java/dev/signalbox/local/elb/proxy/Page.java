package dev.signalbox.local.elb.proxy;

import dev.signalbox.local.elb.http.Head;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What the load balancer answers itself. */
record Page(int status, String contentType, String body, Map<String, String> more) {
  private static final Map<Integer, String> REASONS =
      Map.ofEntries(
          Map.entry(200, "OK"),
          Map.entry(301, "Moved Permanently"),
          Map.entry(302, "Found"),
          Map.entry(400, "Bad Request"),
          Map.entry(403, "Forbidden"),
          Map.entry(404, "Not Found"),
          Map.entry(414, "URI Too Long"),
          Map.entry(500, "Internal Server Error"),
          Map.entry(502, "Bad Gateway"),
          Map.entry(503, "Service Temporarily Unavailable"),
          Map.entry(504, "Gateway Time-out"),
          Map.entry(505, "HTTP Version Not Supported"));

  static Page failure(int status) {
    String title = status + " " + reason(status);
    return new Page(
        status,
        "text/html",
        """
        <html>
        <head><title>%s</title></head>
        <body>
        <center><h1>%s</h1></center>
        </body>
        </html>
        """
            .formatted(title, title)
            .replace("\n", "\r\n"),
        Map.of());
  }

  static Page redirect(int status, String location) {
    return new Page(status, "text/html", failure(status).body(), Map.of("Location", location));
  }

  private static String reason(int status) {
    return REASONS.getOrDefault(status, "Status " + status);
  }

  byte[] bytes() {
    return body.getBytes(StandardCharsets.UTF_8);
  }

  Head head(boolean close) {
    List<Head.Field> fields = new ArrayList<>();
    fields.add(new Head.Field("Server", "awselb/2.0"));
    fields.add(new Head.Field("Content-Type", contentType));
    fields.add(new Head.Field("Content-Length", String.valueOf(bytes().length)));
    fields.add(new Head.Field("Connection", close ? "close" : "keep-alive"));
    more.forEach((name, value) -> fields.add(new Head.Field(name, value)));
    return new Head("HTTP/1.1 " + status + " " + reason(status), fields);
  }
}
