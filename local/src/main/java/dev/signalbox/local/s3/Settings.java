package dev.signalbox.local.s3;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** The settings a bucket can have, and the rules for their documents. */
final class Settings {
  private static final int MOST_TAGS = 50;
  private static final int MOST_RULES = 1000;
  static final Set<String> OWNERSHIPS =
      Set.of("BucketOwnerEnforced", "BucketOwnerPreferred", "ObjectWriter");
  private static final Setting.Absent NEVER = new Setting.Absent("", "");

  static final Setting TAGGING =
      new Setting(
          "tagging",
          "BucketTagging",
          "BucketTagging",
          "Tagging",
          Optional.of("BucketTagging"),
          Optional.empty(),
          new Setting.Absent("NoSuchTagSet", "The TagSet does not exist"),
          204,
          Settings::checkTags);

  static final Setting ENCRYPTION =
      new Setting(
          "encryption",
          "BucketEncryption",
          "EncryptionConfiguration",
          "ServerSideEncryptionConfiguration",
          Optional.of("BucketEncryption"),
          Optional.of(encryption("AES256", Optional.empty(), false)),
          NEVER,
          200,
          Settings::checkEncryption);

  static final Setting LIFECYCLE =
      new Setting(
          "lifecycle",
          "BucketLifecycleConfiguration/BucketLifecycle",
          "LifecycleConfiguration",
          "LifecycleConfiguration",
          Optional.of("BucketLifecycle"),
          Optional.empty(),
          new Setting.Absent(
              "NoSuchLifecycleConfiguration", "The lifecycle configuration does not exist"),
          200,
          Settings::checkLifecycle);

  static final Setting PUBLIC_ACCESS =
      new Setting(
          BucketDefaults.PUBLIC_ACCESS,
          "PublicAccessBlock",
          "BucketPublicAccessBlock",
          "PublicAccessBlockConfiguration",
          Optional.of("PublicAccessBlock"),
          Optional.empty(),
          new Setting.Absent(
              "NoSuchPublicAccessBlockConfiguration",
              "The public access block configuration was not found"),
          200,
          (document, bucket) -> {
            if (!document.children().stream().allMatch(it -> isFlag(it.text()))) {
              throw S3Error.malformedXml();
            }
          });

  static final Setting OWNERSHIP =
      new Setting(
          BucketDefaults.OWNERSHIP,
          "BucketOwnershipControls",
          "BucketOwnershipControls",
          "OwnershipControls",
          Optional.of("BucketOwnershipControls"),
          Optional.empty(),
          new Setting.Absent(
              "OwnershipControlsNotFoundError", "The bucket ownership controls were not found"),
          200,
          (document, bucket) -> {
            var rule = document.child("Rule").flatMap(it -> it.text("ObjectOwnership"));
            if (rule.filter(OWNERSHIPS::contains).isEmpty()) {
              throw S3Error.malformedXml();
            }
          });

  static final Setting NOTIFICATION =
      new Setting(
          "notification",
          "BucketNotificationConfiguration/BucketNotification",
          "BucketNotification",
          "NotificationConfiguration",
          Optional.empty(),
          Optional.of(Xml.result("NotificationConfiguration").toString()),
          NEVER,
          200,
          (document, bucket) ->
              document.children().stream()
                  .filter(it -> !it.name().equals("EventBridgeConfiguration"))
                  .findFirst()
                  .ifPresent(it -> {
                    throw S3Error.notImplemented(
                        it.name() + ": only EventBridge is told of what happens");
                  }));

  static final List<Setting> ALL =
      List.of(TAGGING, ENCRYPTION, LIFECYCLE, PUBLIC_ACCESS, OWNERSHIP, NOTIFICATION);

  private Settings() {}

  static String encryption(String algorithm, Optional<String> key, boolean bucketKey) {
    return Xml.result("ServerSideEncryptionConfiguration")
        .open("Rule")
        .open("ApplyServerSideEncryptionByDefault")
        .put("SSEAlgorithm", algorithm)
        .put("KMSMasterKeyID", key)
        .close()
        .put("BucketKeyEnabled", bucketKey)
        .close()
        .toString();
  }

  static String tagging(Map<String, String> tags) {
    var xml = Xml.result("Tagging").open("TagSet");
    new TreeMap<>(tags)
        .forEach((key, value) -> xml.open("Tag").put("Key", key).put("Value", value).close());
    return xml.toString();
  }

  private static boolean isFlag(String text) {
    return text.equalsIgnoreCase("true") || text.equalsIgnoreCase("false");
  }

  private static void checkTags(Document document, Bucket bucket) {
    Tags.checkCount(Tags.of(document), MOST_TAGS, "Bucket");
  }

  private static void checkEncryption(Document document, Bucket bucket) {
    var rules = document.all("Rule");
    if (rules.size() != 1) {
      throw S3Error.malformedXml();
    }
    var standard =
        rules
            .getFirst()
            .child("ApplyServerSideEncryptionByDefault")
            .orElseThrow(S3Error::malformedXml);
    var algorithm = standard.text("SSEAlgorithm").orElse("");
    if (!Encryption.ALGORITHMS.contains(algorithm)) {
      throw S3Error.malformedXml();
    }
    if (algorithm.equals("AES256") && standard.text("KMSMasterKeyID").isPresent()) {
      throw S3Error.invalidArgument(
          "a KMSMasterKeyID is not applicable if the default sse algorithm is not aws:kms or"
              + " aws:kms:dsse",
          "ApplyServerSideEncryptionByDefault",
          algorithm);
    }
  }

  private static void checkLifecycle(Document document, Bucket bucket) {
    var rules = document.all("Rule");
    if (rules.isEmpty() || rules.size() > MOST_RULES) {
      throw S3Error.malformedXml();
    }
    for (var rule : rules) {
      var status = rule.text("Status").orElse("");
      if (!status.equals("Enabled") && !status.equals("Disabled")) {
        throw S3Error.malformedXml();
      }
      if (rule.text("ID").filter(it -> it.length() > 255).isPresent()) {
        throw S3Error.invalidArgument("ID length should not exceed allowed limit of 255", "ID", "");
      }
    }
    long ids = rules.stream().flatMap(it -> it.text("ID").stream()).count();
    if (ids != rules.stream().flatMap(it -> it.text("ID").stream()).distinct().count()) {
      throw S3Error.invalidArgument(
          "Rule ID must be unique. Found same ID for more than one rule", "ID", "");
    }
  }
}
