package dev.signalbox.local.s3;

import dev.signalbox.local.s3.Setting.Absent;
import java.util.Map;
import java.util.function.Supplier;

/** What no bucket here can be given, and what AWS answers of a bucket that was not given it. */
final class Absences {
  private Absences() {}

  static void addTo(Operations operations) {
    absent(
        operations,
        "GetBucketCors",
        "cors",
        "s3:GetBucketCORS",
        new Absent("NoSuchCORSConfiguration", "The CORS configuration does not exist"));
    absent(
        operations,
        "GetBucketWebsite",
        "website",
        "s3:GetBucketWebsite",
        new Absent(
            "NoSuchWebsiteConfiguration",
            "The specified bucket does not have a website configuration"));
    absent(
        operations,
        "GetBucketReplication",
        "replication",
        "s3:GetReplicationConfiguration",
        new Absent(
            "ReplicationConfigurationNotFoundError",
            "The replication configuration was not found"));
    absent(
        operations,
        "GetObjectLockConfiguration",
        "object-lock",
        "s3:GetBucketObjectLockConfiguration",
        new Absent(
            "ObjectLockConfigurationNotFoundError",
            "Object Lock configuration does not exist for this bucket"));
    empty(
        operations,
        "GetBucketLogging",
        "logging",
        "s3:GetBucketLogging",
        () -> Xml.result("BucketLoggingStatus"));
    empty(
        operations,
        "GetBucketAccelerateConfiguration",
        "accelerate",
        "s3:GetAccelerateConfiguration",
        () -> Xml.result("AccelerateConfiguration"));
    empty(
        operations,
        "GetBucketRequestPayment",
        "requestPayment",
        "s3:GetBucketRequestPayment",
        () -> Xml.result("RequestPaymentConfiguration").put("Payer", "BucketOwner"));
    for (var gone :
        Map.of(
                "DeleteBucketCors", "cors",
                "DeleteBucketWebsite", "website",
                "DeleteBucketReplication", "replication")
            .entrySet()) {
      operations.on(
          gone.getKey(),
          "DELETE",
          Operations.Level.BUCKET,
          gone.getValue(),
          "s3:" + gone.getKey(),
          (_, _) -> Answer.empty(204));
    }
  }

  private static void absent(
      Operations operations, String name, String subresource, String action, Absent absent) {
    operations.on(
        name,
        "GET",
        Operations.Level.BUCKET,
        subresource,
        action,
        (_, bucket) -> {
          throw S3Error.of(absent.code(), 404, absent.message(), "BucketName", bucket.name());
        });
  }

  private static void empty(
      Operations operations,
      String name,
      String subresource,
      String action,
      Supplier<Xml> document) {
    operations.on(
        name,
        "GET",
        Operations.Level.BUCKET,
        subresource,
        action,
        (_, _) -> Answer.ok(document.get()));
  }
}
