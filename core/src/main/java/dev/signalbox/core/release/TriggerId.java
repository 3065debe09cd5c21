package dev.signalbox.core.release;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The identity of one start: this pipeline, for this cause.
 *
 * <p>However often and by whatever way a cause is told, its triggers have the same ids. The id can
 * stand where AWS takes a role session name and where it takes a client request token.
 */
public record TriggerId(String value) {
  private static final Pattern SHAPE = Pattern.compile("signalbox-[0-9a-f]{32}");

  public TriggerId {
    if (!SHAPE.matcher(value).matches()) {
      throw new IllegalArgumentException("'" + value + "' is not a trigger's id");
    }
  }

  public static TriggerId of(PipelineId pipeline, Cause cause) {
    return new TriggerId(
        "signalbox-" + hash(cause.kind() + "\n" + pipeline.arn() + "\n" + cause.move()));
  }

  /** The identity of a start that happens once for each revision, by whatever way it comes. */
  public static TriggerId ofRevision(PipelineId pipeline, Cause cause) {
    // A key alone is no revision: what it holds changes.
    String revision =
        cause.revision().type() == Revision.Type.S3_OBJECT_KEY
            ? cause.move()
            : cause.revision().value();
    return new TriggerId("signalbox-" + hash("revision\n" + pipeline.arn() + "\n" + revision));
  }

  /** The identity of a start that follows one execution of another pipeline. */
  public static TriggerId ofPromotion(
      PipelineId pipeline, PipelineId after, ExecutionId execution) {
    return new TriggerId(
        "signalbox-"
            + hash("promotion\n" + pipeline.arn() + "\n" + after.arn() + "\n" + execution));
  }

  /** The id that a role's session bears, if it is one of ours. */
  public static Optional<TriggerId> ofSession(String arn) {
    return Optional.of(arn.substring(arn.lastIndexOf('/') + 1))
        .filter(name -> SHAPE.matcher(name).matches())
        .map(TriggerId::new);
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
