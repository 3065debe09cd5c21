package dev.signalbox.local.s3;

import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;

/** The tags of objects. */
final class TagOperations {
  private static final int MOST = 10;

  private final Shelf shelf;
  private final Intake intake;
  private final ReadOperations reading;
  private final Announcements announcements;

  TagOperations(Shelf shelf, Intake intake, ReadOperations reading, Announcements announcements) {
    this.shelf = shelf;
    this.intake = intake;
    this.reading = reading;
    this.announcements = announcements;
  }

  void addTo(Operations operations) {
    var object = Operations.Level.OBJECT;
    operations
        .on("GetObjectTagging", "GET", object, "tagging", "s3:GetObjectTagging", this::get)
        .on("PutObjectTagging", "PUT", object, "tagging", "s3:PutObjectTagging", this::put)
        .on(
            "DeleteObjectTagging",
            "DELETE",
            object,
            "tagging",
            "s3:DeleteObjectTagging",
            (request, bucket) -> set(request, bucket, Map.of(), 204, "Object Tags Deleted"));
  }

  private Answer get(Request request, Bucket bucket) {
    var found = find(request, bucket);
    var xml = Xml.result("Tagging").open("TagSet");
    new TreeMap<>(found.content().tags())
        .forEach((key, value) -> xml.open("Tag").put("Key", key).put("Value", value).close());
    return withVersion(Answer.ok(xml), found);
  }

  private Answer put(Request request, Bucket bucket) throws IOException {
    var tags = Tags.of(Document.parse(intake.document(request), "Tagging"));
    Tags.checkCount(tags, MOST, "Object");
    return set(request, bucket, tags, 200, "Object Tags Added");
  }

  private Answer set(
      Request request, Bucket bucket, Map<String, String> tags, int status, String detailType) {
    var found = find(request, bucket);
    shelf.retag(bucket.name(), request.key(), found.version().id(), it -> it.with(tags));
    announcements.tagged(
        bucket, request.key(), found.version(), detailType, Announcements.Cause.of(request));
    return withVersion(Answer.empty(status), found);
  }

  private ReadOperations.Found find(Request request, Bucket bucket) {
    return reading.find(bucket, request.key(), WriteOperations.versionId(request));
  }

  private static Answer withVersion(Answer answer, ReadOperations.Found found) {
    return found.version().id().equals(Version.NULL)
        ? answer
        : answer.with("x-amz-version-id", found.version().id());
  }
}
