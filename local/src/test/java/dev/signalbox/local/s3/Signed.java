package dev.signalbox.local.s3;

import dev.signalbox.local.LocalServer;
import dev.signalbox.local.api.SigningKey;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** A request whose headers are signed well and whose body may be anything. */
final class Signed {
  private final String method;
  private final SigningKey key;
  private final String time =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'")
          .withZone(ZoneOffset.UTC)
          .format(Instant.now());
  private final String scope = time.substring(0, 8) + "/eu-west-1/s3/aws4_request";
  private final URI server;
  private final String target;
  private final TreeMap<String, String> headers = new TreeMap<>();
  private final String signature;

  Signed(URI server, String path, Map<String, String> headers) {
    this(server, path, headers, "");
  }

  Signed(URI server, String path, Map<String, String> headers, String query) {
    this("PUT", server, path, headers, query);
  }

  Signed(String method, URI server, String path, Map<String, String> headers, String query) {
    this.method = method;
    this.server = server;
    this.target = query.isEmpty() ? path : path + "?" + query;
    this.key = SigningKey.of("local", time.substring(0, 8), "eu-west-1", "s3");
    this.headers.putAll(headers);
    this.headers.put("x-amz-date", time);
    this.headers.put("host", server.getAuthority());
    var names = String.join(";", this.headers.keySet());
    var canonical =
        this.headers.entrySet().stream()
            .map(it -> it.getKey() + ":" + it.getValue() + "\n")
            .collect(Collectors.joining("", method + "\n" + path + "\n" + query + "\n", ""));
    this.signature =
        key.sign(
            String.join(
                "\n",
                "AWS4-HMAC-SHA256",
                time,
                scope,
                sha256(canonical + "\n" + names + "\n" + headers.get("x-amz-content-sha256"))));
    this.headers.put(
        "Authorization",
        "AWS4-HMAC-SHA256 Credential="
            + LocalServer.ACCOUNT
            + "/"
            + scope
            + ", SignedHeaders="
            + names
            + ", Signature="
            + signature);
  }

  String send(String body) {
    var all = new TreeMap<>(headers);
    all.remove("host");
    var bytes = body.getBytes(StandardCharsets.UTF_8);
    all.put("Content-Length", Integer.toString(bytes.length));
    return Requests.send(server, method + " " + target, server.getAuthority(), all, bytes);
  }

  /** The texts as chunks, each signed over the one before it; an empty one comes last. */
  String chunks(String... texts) {
    var body = new StringBuilder();
    var previous = signature;
    for (var text : texts) {
      previous =
          key.sign(
              String.join(
                  "\n",
                  "AWS4-HMAC-SHA256-PAYLOAD",
                  time,
                  scope,
                  previous,
                  sha256(""),
                  sha256(text)));
      body.append(Integer.toHexString(text.length())).append(";chunk-signature=").append(previous);
      body.append("\r\n").append(text).append("\r\n");
    }
    return body.toString();
  }

  private static String sha256(String text) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
