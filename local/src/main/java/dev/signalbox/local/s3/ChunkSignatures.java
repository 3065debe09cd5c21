package dev.signalbox.local.s3;

import dev.signalbox.local.api.SigningKey;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Map;

/** The signatures of a body's chunks, each over the one before it. */
final class ChunkSignatures {
  private static final String OF_NOTHING =
      HexFormat.of().formatHex(new Checksum.Cryptographic("SHA-256").value());

  private final SigningKey key;
  private final String time;
  private final String scope;
  private final boolean trailersSigned;
  private String previous;
  private String claimed = "";
  private Checksum.Cryptographic chunk = new Checksum.Cryptographic("SHA-256");

  /**
   * @param seed the request's own signature
   */
  ChunkSignatures(SigningKey key, String time, String scope, String seed, boolean trailersSigned) {
    this.key = key;
    this.time = time;
    this.scope = scope;
    this.previous = seed;
    this.trailersSigned = trailersSigned;
  }

  void startChunk(String signature) {
    claimed = signature;
    chunk = new Checksum.Cryptographic("SHA-256");
  }

  void add(byte[] bytes, int offset, int length) {
    chunk.add(bytes, offset, length);
  }

  void endOfChunk() {
    String hash = HexFormat.of().formatHex(chunk.value());
    check(String.join("\n", "AWS4-HMAC-SHA256-PAYLOAD", time, scope, previous, OF_NOTHING, hash));
  }

  void checkTrailers(Map<String, String> trailers) {
    if (!trailersSigned) {
      return;
    }
    var text = new StringBuilder();
    trailers.forEach((name, value) -> {
      if (!name.equals("x-amz-trailer-signature")) {
        text.append(name).append(':').append(value).append('\n');
      }
    });
    var sum = new Checksum.Cryptographic("SHA-256");
    byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
    sum.add(bytes, 0, bytes.length);
    claimed = trailers.getOrDefault("x-amz-trailer-signature", "");
    check(
        String.join(
            "\n",
            "AWS4-HMAC-SHA256-TRAILER",
            time,
            scope,
            previous,
            HexFormat.of().formatHex(sum.value())));
  }

  private void check(String toSign) {
    String expected = key.sign(toSign);
    if (!MessageDigest.isEqual(
        expected.getBytes(StandardCharsets.UTF_8), claimed.getBytes(StandardCharsets.UTF_8))) {
      throw S3Error.of(
          "SignatureDoesNotMatch",
          403,
          "The request signature we calculated does not match the signature you provided. Check"
              + " your key and signing method.");
    }
    previous = expected;
  }
}
