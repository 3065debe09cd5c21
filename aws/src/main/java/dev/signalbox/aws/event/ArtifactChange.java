package dev.signalbox.aws.event;

import dev.signalbox.core.release.AccountId;
import dev.signalbox.core.release.Event;
import dev.signalbox.core.release.ImagePush;
import dev.signalbox.core.release.Region;
import dev.signalbox.core.release.StoredObject;
import java.time.Instant;

/** What ECR and S3 report of images and objects. */
final class ArtifactChange {
  private ArtifactChange() {}

  static Event image(Envelope envelope, String delivery, Instant at) {
    String action = envelope.detail("action-type").orElse("");
    String result = envelope.detail("result").orElse("");
    if (!action.equals("PUSH") || !result.equals("SUCCESS")) {
      return new Event.Irrelevant(
          delivery, "image action '%s' with result '%s'".formatted(action, result));
    }
    return new Event.ImagePushed(
        new ImagePush(
            delivery,
            new AccountId(envelope.needTop("account")),
            new Region(envelope.needTop("region")),
            envelope.needDetail("repository-name"),
            envelope.needDetail("image-digest"),
            envelope.detail("image-tag"),
            at));
  }

  static Event object(Envelope envelope, String delivery, Instant at) {
    var region = new Region(envelope.needTop("region"));
    String bucket = envelope.needDetail("bucket/name");
    envelope.checkSpeaksOf("arn:%s:s3:::%s".formatted(region.partition(), bucket));
    return new Event.ObjectWritten(
        new StoredObject(
            delivery,
            new AccountId(envelope.needTop("account")),
            region,
            bucket,
            envelope.needDetail("object/key"),
            envelope.detail("object/version-id"),
            envelope.detail("object/sequencer"),
            at));
  }
}
