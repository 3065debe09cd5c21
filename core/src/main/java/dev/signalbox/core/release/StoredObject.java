package dev.signalbox.core.release;

import java.time.Instant;
import java.util.Optional;

/**
 * An object was written to a bucket of S3.
 *
 * @param version absent where the bucket keeps no versions
 * @param sequencer tells two writes of one key apart where versions do not
 */
public record StoredObject(
    String delivery,
    AccountId account,
    Region region,
    String bucket,
    String key,
    Optional<String> version,
    Optional<String> sequencer,
    Instant at)
    implements Cause {
  public StoredObject {
    if (bucket.isEmpty() || key.isEmpty()) {
      throw new IllegalArgumentException("An object has a bucket and a key");
    }
  }

  @Override
  public String move() {
    return "arn:%s:s3:::%s/%s %s"
        .formatted(region.partition(), bucket, key, version.or(() -> sequencer).orElse(""));
  }

  @Override
  public Revision revision() {
    return version
        .map(id -> new Revision(Revision.Type.S3_OBJECT_VERSION_ID, id))
        .orElseGet(() -> new Revision(Revision.Type.S3_OBJECT_KEY, key));
  }
}
