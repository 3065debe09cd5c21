package dev.signalbox.local.s3;

import dev.signalbox.local.api.AwsError;
import java.io.IOException;
import java.util.Optional;

/** Deleting many objects at once. */
final class DeleteOperations {
  private static final int MOST = 1000;

  private final Guard guard;
  private final Intake intake;
  private final WriteOperations writing;

  DeleteOperations(Guard guard, Intake intake, WriteOperations writing) {
    this.guard = guard;
    this.intake = intake;
    this.writing = writing;
  }

  void addTo(Operations operations) {
    // Every key is let in, or not, by itself.
    operations.on("DeleteObjects", "POST", Operations.Level.BUCKET, "delete", "", this::delete);
  }

  private Answer delete(Request request, Bucket bucket) throws IOException {
    if (request.header("Content-MD5").isEmpty() && Promised.of(request).isEmpty()) {
      throw S3Error.invalidRequest("Missing required header for this request: Content-MD5");
    }
    var document = Document.parse(intake.document(request), "Delete");
    var objects = document.all("Object");
    if (objects.isEmpty() || objects.size() > MOST) {
      throw S3Error.malformedXml();
    }
    boolean quiet = document.text("Quiet").filter("true"::equalsIgnoreCase).isPresent();
    var xml = Xml.result("DeleteResult");
    for (var object : objects) {
      var key = object.text("Key").filter(it -> !it.isEmpty()).orElseThrow(S3Error::malformedXml);
      var versionId = object.text("VersionId").filter(it -> !it.isEmpty());
      try {
        if (versionId.filter(id -> !Version.isId(id)).isPresent()) {
          throw S3Error.noSuchVersion(key, versionId.get());
        }
        var deleted = delete(request, bucket, object, key, versionId);
        if (!quiet) {
          write(xml, key, versionId, deleted);
        }
      } catch (AwsError e) {
        xml.open("Error").put("Key", key).put("VersionId", versionId).put("Code", e.code());
        xml.put("Message", Optional.ofNullable(e.getMessage()).orElse("")).close();
      }
    }
    return Answer.ok(xml);
  }

  private Shelf.Deleted delete(
      Request request, Bucket bucket, Document object, String key, Optional<String> versionId) {
    guard.check(
        request, bucket, versionId.isPresent() ? "s3:DeleteObjectVersion" : "s3:DeleteObject", key);
    if (object.text("LastModifiedTime").isPresent() || object.text("Size").isPresent()) {
      throw S3Error.notImplemented("conditions on the time or size of what is deleted");
    }
    var etag = object.text("ETag").map(it -> it.replace("\"", ""));
    return writing.delete(
        bucket,
        key,
        versionId,
        there -> {
          if (etag.isPresent()
              && there.filter(it -> it.etag().equals(etag.get())).isEmpty()
              && !etag.get().equals("*")) {
            throw S3Error.preconditionFailed("ETag");
          }
        },
        "DeleteObjects",
        request);
  }

  private static void write(
      Xml xml, String key, Optional<String> versionId, Shelf.Deleted deleted) {
    xml.open("Deleted").put("Key", key).put("VersionId", versionId);
    if (deleted.deleteMarker()) {
      xml.put("DeleteMarker", true).put("DeleteMarkerVersionId", deleted.versionId());
    }
    xml.close();
  }
}
