package dev.signalbox.local.s3;

import java.io.IOException;

/** Access lists, which have nothing to say where a bucket's owner owns all that is in it. */
final class AclOperations {
  private final ReadOperations reading;
  private final Intake intake;

  AclOperations(ReadOperations reading, Intake intake) {
    this.reading = reading;
    this.intake = intake;
  }

  void addTo(Operations operations) {
    var bucket = Operations.Level.BUCKET;
    var object = Operations.Level.OBJECT;
    operations
        .on("GetBucketAcl", "GET", bucket, "acl", "s3:GetBucketAcl", (_, it) -> owners(it))
        .on("PutBucketAcl", "PUT", bucket, "acl", "s3:PutBucketAcl", this::put)
        .on(
            "GetObjectAcl",
            "GET",
            object,
            "acl",
            "s3:GetObjectAcl",
            (request, it) -> {
              reading.find(it, request.key(), WriteOperations.versionId(request));
              return owners(it);
            })
        .on(
            "PutObjectAcl",
            "PUT",
            object,
            "acl",
            "s3:PutObjectAcl",
            (request, it) -> {
              reading.find(it, request.key(), WriteOperations.versionId(request));
              return put(request, it);
            });
  }

  private static Answer owners(Bucket bucket) {
    var id = new Owner(bucket.account()).id();
    var xml =
        Xml.result("AccessControlPolicy")
            .open("Owner")
            .put("ID", id)
            .close()
            .open("AccessControlList")
            .open("Grant");
    return Answer.ok(xml.grantee(id).put("Permission", "FULL_CONTROL"));
  }

  private Answer put(Request request, Bucket bucket) throws IOException {
    boolean named = request.header("x-amz-acl").isPresent();
    if (!named || intake.document(request).length > 0) {
      throw BucketDefaults.enforcesOwner(bucket)
          ? S3Error.of("AccessControlListNotSupported", 400, "The bucket does not allow ACLs")
          : S3Error.notImplemented("grants of access lists");
    }
    BucketOperations.refuseAcls(request, bucket);
    return Answer.empty(200);
  }
}
