package dev.signalbox.core.release;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * The identity of one start: this pipeline, for this move of this ref.
 *
 * <p>However often and by whatever way a push is told, its triggers have the same ids. The id can
 * stand where AWS takes a role session name and where it takes a client request token.
 */
public record TriggerId(String value) {
  private static final Pattern SHAPE = Pattern.compile("signalbox-[0-9a-f]{32}");

  public TriggerId {
    if (!SHAPE.matcher(value).matches()) {
      throw new IllegalArgumentException("'" + value + "' is not a trigger's id");
    }
  }

  public static TriggerId of(PipelineId pipeline, Push push) {
    return new TriggerId("signalbox-" + hash("push\n" + pipeline.arn() + "\n" + push.move()));
  }

  private static String hash(String identity) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(identity.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest, 0, 16);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256", e);
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
