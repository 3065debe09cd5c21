package dev.signalbox.aws.hook;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.signalbox.aws.json.Tree;
import java.util.Base64;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A request as a function URL delivers it, in Lambda's payload format 2.0.
 *
 * @param headers by their names in lower case; of one that came twice Lambda makes one value
 * @param body absent where it is longer than anybody needs
 */
public record HookRequest(
    String method, String path, String source, Map<String, String> headers, Optional<byte[]> body) {
  /** Providers send what is a good deal shorter, or cut it off. */
  static final int MOST_BYTES = 1024 * 1024;

  private static final int MOST_DIGITS = 18;

  /**
   * Reads a request.
   *
   * @throws IllegalArgumentException where these bytes are none: nobody but Lambda makes them
   */
  public static HookRequest read(byte[] event) {
    Tree tree = Tree.read(event);
    Map<String, String> headers = new HashMap<>();
    tree.at("headers")
        .members()
        .forEach((name, value) ->
            value.text().ifPresent(text -> headers.put(name.toLowerCase(Locale.ROOT), text)));
    Tree http = tree.at("requestContext", "http");
    return new HookRequest(
        http.need("method"),
        tree.at("rawPath").text().orElse("/"),
        http.at("sourceIp").text().orElse(""),
        Map.copyOf(headers),
        announced(headers) > MOST_BYTES ? Optional.empty() : body(tree));
  }

  private static long announced(Map<String, String> headers) {
    String length = headers.getOrDefault("content-length", "0");
    boolean number = !length.isEmpty() && length.chars().allMatch(c -> c >= '0' && c <= '9');
    if (!number) {
      return 0;
    }
    return length.length() > MOST_DIGITS ? Long.MAX_VALUE : Long.parseLong(length);
  }

  private static Optional<byte[]> body(Tree tree) {
    String text = tree.at("body").text().orElse("");
    boolean packed = tree.at("isBase64Encoded").isTrue();
    if (text.length() > (packed ? MOST_BYTES / 3 * 4 + 4 : MOST_BYTES)) {
      return Optional.empty();
    }
    byte[] body = packed ? Base64.getDecoder().decode(text) : text.getBytes(UTF_8);
    return Optional.of(body).filter(bytes -> bytes.length <= MOST_BYTES);
  }
}
