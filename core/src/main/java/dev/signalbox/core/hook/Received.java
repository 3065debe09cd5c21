package dev.signalbox.core.hook;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A request as it came in, of which nothing is believed yet.
 *
 * @param hook the webhook that its path names
 * @param headers by their names in lower case
 * @param body the very bytes
 */
public record Received(String hook, Map<String, String> headers, byte[] body) {
  private static final Pattern ID = Pattern.compile("[!-~]{1,128}");

  /** How providers call one delivery: the same again where they repeat it. */
  private static final List<String> IDS =
      List.of(
          "x-github-delivery",
          "webhook-id",
          "idempotency-key",
          "x-gitlab-event-uuid",
          "x-request-uuid");

  public Received {
    headers = Map.copyOf(headers);
  }

  Optional<String> header(String name) {
    return Optional.ofNullable(headers.get(name)).filter(value -> !value.isEmpty());
  }

  /** What its sender calls it or, where that is unfit, its own digest. */
  public String delivery() {
    return IDS.stream()
        .flatMap(name -> header(name).stream())
        .filter(id -> ID.matcher(id).matches())
        .findFirst()
        .orElseGet(this::digest);
  }

  /** What tells it from every other delivery: the same id with another body is another one. */
  String digest() {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(hook.getBytes(StandardCharsets.UTF_8));
      for (String name : IDS) {
        digest.update((byte) '\n');
        digest.update(header(name).orElse("").getBytes(StandardCharsets.UTF_8));
      }
      digest.update((byte) '\n');
      return HexFormat.of().formatHex(digest.digest(body));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256", e);
    }
  }
}
