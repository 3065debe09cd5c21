package dev.signalbox.local.s3;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Reading, writing and deleting a bucket's settings and its policy. */
final class SettingOperations {
  private static final String POLICY = "policy";

  private final Shelf shelf;
  private final Intake intake;

  SettingOperations(Shelf shelf, Intake intake) {
    this.shelf = shelf;
    this.intake = intake;
  }

  void addTo(Operations operations) {
    var bucket = Operations.Level.BUCKET;
    for (var setting : Settings.ALL) {
      var name = setting.subresource();
      operations.on(
          setting.operations("Get"),
          "GET",
          bucket,
          name,
          "s3:Get" + setting.action(),
          (_, it) -> get(setting, it));
      operations.on(
          setting.operations("Put"),
          "PUT",
          bucket,
          name,
          "s3:Put" + setting.action(),
          (request, it) -> put(setting, request, it));
      setting
          .deleteName()
          .ifPresent(delete ->
              operations.on(
                  "Delete" + delete,
                  "DELETE",
                  bucket,
                  name,
                  "s3:Put" + setting.action(),
                  (_, it) -> delete(name, it)));
    }
    operations
        .on("GetBucketPolicy", "GET", bucket, POLICY, "s3:GetBucketPolicy", this::policy)
        .on("PutBucketPolicy", "PUT", bucket, POLICY, "s3:PutBucketPolicy", this::putPolicy)
        .on(
            "DeleteBucketPolicy",
            "DELETE",
            bucket,
            POLICY,
            "s3:DeleteBucketPolicy",
            (_, it) -> delete(POLICY, it))
        .on(
            "GetBucketPolicyStatus",
            "GET",
            bucket,
            "policyStatus",
            "s3:GetBucketPolicyStatus",
            this::policyStatus);
  }

  private static Answer get(Setting setting, Bucket bucket) {
    var document =
        bucket
            .setting(setting.subresource())
            .or(setting::otherwise)
            .orElseThrow(() ->
                S3Error.of(
                    setting.absent().code(),
                    404,
                    setting.absent().message(),
                    "BucketName",
                    bucket.name()));
    return Answer.of("application/xml", document.getBytes(StandardCharsets.UTF_8));
  }

  private Answer put(Setting setting, Request request, Bucket bucket) throws IOException {
    var body = intake.document(request);
    setting.check().accept(Document.parse(body, setting.root()), bucket);
    var text = new String(body, StandardCharsets.UTF_8);
    shelf.change(bucket.name(), it -> it.with(setting.subresource(), text));
    return Answer.empty(setting.putStatus());
  }

  private Answer delete(String setting, Bucket bucket) {
    shelf.change(bucket.name(), it -> it.without(setting));
    return Answer.empty(204);
  }

  private Answer policy(Request request, Bucket bucket) {
    var policy = bucket.setting(POLICY).orElseThrow(() -> noPolicy(bucket));
    return Answer.of("application/json", policy.getBytes(StandardCharsets.UTF_8));
  }

  private Answer putPolicy(Request request, Bucket bucket) throws IOException {
    var text = new String(intake.document(request), StandardCharsets.UTF_8);
    BucketPolicy.check(text, bucket);
    shelf.change(bucket.name(), it -> it.with(POLICY, text));
    return Answer.empty(204);
  }

  private Answer policyStatus(Request request, Bucket bucket) {
    var policy = bucket.setting(POLICY).orElseThrow(() -> noPolicy(bucket));
    return Answer.ok(Xml.result("PolicyStatus").put("IsPublic", BucketPolicy.isPublic(policy)));
  }

  private static dev.signalbox.local.api.AwsError noPolicy(Bucket bucket) {
    return S3Error.of(
        "NoSuchBucketPolicy", 404, "The bucket policy does not exist", "BucketName", bucket.name());
  }
}
