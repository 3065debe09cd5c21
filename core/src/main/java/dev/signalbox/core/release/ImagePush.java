package dev.signalbox.core.release;

import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A container image was pushed to a repository of ECR.
 *
 * @param tag absent where it was pushed by its digest alone
 */
public record ImagePush(
    String delivery,
    AccountId account,
    Region region,
    String repository,
    String digest,
    Optional<String> tag,
    Instant at)
    implements Cause {
  private static final Pattern DIGEST = Pattern.compile("sha256:[0-9a-f]{64}");

  public ImagePush {
    if (repository.isEmpty()) {
      throw new IllegalArgumentException("A repository of images has a name");
    }
    if (!DIGEST.matcher(digest).matches()) {
      throw new IllegalArgumentException(
          "An image's digest is sha256: and 64 hexadecimal digits, got '" + digest + "'");
    }
  }

  @Override
  public String move() {
    return "arn:%s:ecr:%s:%s:repository/%s %s %s"
        .formatted(region.partition(), region, account, repository, tag.orElse(""), digest);
  }

  @Override
  public Revision revision() {
    return new Revision(Revision.Type.IMAGE_DIGEST, digest);
  }
}
