package dev.signalbox.local.s3;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.local.api.Caller;
import dev.signalbox.local.api.Events;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;

/** Tells EventBridge what happened to the objects of the buckets that have it switched on. */
final class Announcements {
  private final Events events;
  private final AtomicLong sequence = new AtomicLong(System.currentTimeMillis() << 20);

  Announcements(Events events) {
    this.events = events;
  }

  /** Who did it: a request of a client, or another service here. */
  record Cause(String requester, String requestId) {
    static Cause of(Request request) {
      return new Cause(request.caller().map(Caller::account).orElse("Anonymous"), request.id());
    }
  }

  /**
   * @param reason {@code PutObject}, {@code CompleteMultipartUpload} …
   */
  void created(Bucket bucket, String key, Version version, String reason, Cause cause) {
    if (enabled(bucket)) {
      var object = object(key, version.id());
      version.content().ifPresent(it -> object.put("size", it.size()).put("etag", it.etag()));
      emit(bucket, "Object Created", object, cause, reason);
    }
  }

  void deleted(Bucket bucket, String key, Shelf.Deleted deleted, String reason, Cause cause) {
    if (enabled(bucket)) {
      var detail = detail(bucket, object(key, deleted.versionId().orElse(Version.NULL)), cause);
      detail.put("reason", reason);
      detail.put(
          "deletion-type", deleted.created() ? "Delete Marker Created" : "Permanently Deleted");
      events.emit(bucket.place(), "aws.s3", "Object Deleted", List.of(bucket.arn()), detail);
    }
  }

  void tagged(Bucket bucket, String key, Version version, String detailType, Cause cause) {
    if (enabled(bucket)) {
      var object = object(key, version.id());
      version.content().ifPresent(it -> object.put("etag", it.etag()));
      object.remove("sequencer");
      events.emit(
          bucket.place(),
          "aws.s3",
          detailType,
          List.of(bucket.arn()),
          detail(bucket, object, cause));
    }
  }

  private static boolean enabled(Bucket bucket) {
    return bucket
        .setting("notification")
        .map(Document::stored)
        .flatMap(it -> it.child("EventBridgeConfiguration"))
        .isPresent();
  }

  private void emit(
      Bucket bucket, String detailType, ObjectNode object, Cause cause, String reason) {
    var detail = detail(bucket, object, cause);
    detail.put("reason", reason);
    events.emit(bucket.place(), "aws.s3", detailType, List.of(bucket.arn()), detail);
  }

  private ObjectNode object(String key, String versionId) {
    var object = JsonNodeFactory.instance.objectNode().put("key", key);
    if (!versionId.equals(Version.NULL)) {
      object.put("version-id", versionId);
    }
    return object.put("sequencer", String.format(Locale.ROOT, "%018X", sequence.incrementAndGet()));
  }

  private static ObjectNode detail(Bucket bucket, ObjectNode object, Cause cause) {
    var detail = JsonNodeFactory.instance.objectNode().put("version", "0");
    detail.putObject("bucket").put("name", bucket.name());
    detail.set("object", object);
    return detail
        .put("request-id", cause.requestId())
        .put("requester", cause.requester())
        .put("source-ip-address", "127.0.0.1");
  }
}
