package dev.signalbox.core.hook;

import dev.signalbox.core.release.Provider;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** How a request shows that it comes from who knows the webhook's secret. */
public sealed interface Proof {
  /** Whose way of proving it is. */
  Provider provider();

  /** Whether a secret bears it out; it takes as long for any wrong proof. */
  boolean holds(byte[] body, String secret, Instant now);

  /**
   * The proof of a request. There must be just one: of several, someone may have added the one that
   * holds.
   */
  static Optional<Proof> of(Received request) {
    List<Proof> proofs = new ArrayList<>();
    Optional<String> hub = request.header("x-hub-signature");
    Optional<String> hub256 = request.header("x-hub-signature-256");
    hub256.map(s -> new Signature(Provider.GITHUB, s)).ifPresent(proofs::add);
    // GitHub sends its old signature along, which nobody should look at any more.
    hub.filter(s -> hub256.isEmpty() || !s.startsWith("sha1="))
        .map(s -> new Signature(Provider.BITBUCKET, s))
        .ifPresent(proofs::add);
    request.header("x-gitlab-token").map(Token::new).ifPresent(proofs::add);
    request
        .header("webhook-signature")
        .map(s ->
            new Timed(
                request.header("webhook-id").orElse(""),
                request.header("webhook-timestamp").orElse(""),
                s))
        .ifPresent(proofs::add);
    return proofs.size() == 1 ? Optional.of(proofs.getFirst()) : Optional.empty();
  }

  /** The body's code under the secret, as GitHub and Bitbucket send it. */
  record Signature(Provider provider, String signature) implements Proof {
    private static final String PREFIX = "sha256=";

    @Override
    public boolean holds(byte[] body, String secret, Instant now) {
      String expected =
          PREFIX + HexFormat.of().formatHex(code(secret.getBytes(StandardCharsets.UTF_8), body));
      return same(expected, signature);
    }
  }

  /** The secret itself, as GitLab sends it. */
  record Token(String token) implements Proof {
    @Override
    public Provider provider() {
      return Provider.GITLAB;
    }

    @Override
    public boolean holds(byte[] body, String secret, Instant now) {
      return same(secret, token);
    }

    /** It is the secret. */
    @Override
    public String toString() {
      return "Token";
    }
  }

  /** The code of id, time and body, as GitLab sends it where a signing token is set. */
  record Timed(String id, String timestamp, String signatures) implements Proof {
    private static final Duration TOLERANCE = Duration.ofMinutes(5);
    private static final Pattern SECONDS = Pattern.compile("[0-9]{1,12}");
    private static final String KEY = "whsec_";
    private static final String VERSION = "v1,";

    @Override
    public Provider provider() {
      return Provider.GITLAB;
    }

    @Override
    public boolean holds(byte[] body, String secret, Instant now) {
      byte[] head = (id + "." + timestamp + ".").getBytes(StandardCharsets.UTF_8);
      String expected = VERSION + Base64.getEncoder().encodeToString(code(key(secret), head, body));
      boolean signed = false;
      for (String signature : signatures.split(" ", -1)) {
        signed |= same(expected, signature);
      }
      return signed && !id.isEmpty() && isOf(now);
    }

    private boolean isOf(Instant now) {
      return SECONDS.matcher(timestamp).matches()
          && Duration.between(Instant.ofEpochSecond(Long.parseLong(timestamp)), now)
                  .abs()
                  .compareTo(TOLERANCE)
              <= 0;
    }

    private static byte[] key(String secret) {
      if (secret.startsWith(KEY)) {
        try {
          return Base64.getDecoder().decode(secret.substring(KEY.length()));
        } catch (IllegalArgumentException e) {
          // Then it only looks like one.
        }
      }
      return secret.getBytes(StandardCharsets.UTF_8);
    }
  }

  private static boolean same(String expected, String given) {
    return MessageDigest.isEqual(
        expected.getBytes(StandardCharsets.UTF_8), given.getBytes(StandardCharsets.UTF_8));
  }

  private static byte[] code(byte[] key, byte[]... texts) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      for (byte[] text : texts) {
        mac.update(text);
      }
      return mac.doFinal();
    } catch (NoSuchAlgorithmException | InvalidKeyException e) {
      throw new IllegalStateException("Every Java has HmacSHA256", e);
    }
  }
}
