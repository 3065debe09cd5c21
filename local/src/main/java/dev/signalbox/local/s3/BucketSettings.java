package dev.signalbox.local.s3;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What a template says of a bucket.
 *
 * @param documents the settings it names, as S3's own calls would write them
 */
record BucketSettings(Optional<Versioning> versioning, Map<String, String> documents) {

  static BucketSettings of(ObjectNode properties) {
    Map<String, String> documents = new TreeMap<>();
    encryption(properties.path("BucketEncryption").path("ServerSideEncryptionConfiguration"))
        .ifPresent(it -> documents.put(Settings.ENCRYPTION.subresource(), it));
    var access = properties.path("PublicAccessBlockConfiguration");
    if (access.isObject()) {
      documents.put(
          BucketDefaults.PUBLIC_ACCESS,
          BucketDefaults.publicAccess(
              access.path("BlockPublicAcls").asBoolean(),
              access.path("IgnorePublicAcls").asBoolean(),
              access.path("BlockPublicPolicy").asBoolean(),
              access.path("RestrictPublicBuckets").asBoolean()));
    }
    var rule = properties.path("OwnershipControls").path("Rules").path(0);
    if (rule.has("ObjectOwnership")) {
      documents.put(
          BucketDefaults.OWNERSHIP,
          BucketDefaults.ownership(rule.path("ObjectOwnership").asText()));
    }
    properties
        .path("NotificationConfiguration")
        .fieldNames()
        .forEachRemaining(it -> {
          if (!it.equals("EventBridgeConfiguration")) {
            throw S3Error.notImplemented(it + ": only EventBridge is told of what happens");
          }
        });
    // In a template EventBridgeEnabled is true unless it says otherwise.
    var eventBridge = properties.path("NotificationConfiguration").path("EventBridgeConfiguration");
    if (eventBridge.isObject() && eventBridge.path("EventBridgeEnabled").asBoolean(true)) {
      documents.put(
          Settings.NOTIFICATION.subresource(),
          Xml.result("NotificationConfiguration")
              .open("EventBridgeConfiguration")
              .close()
              .toString());
    }
    if (!properties.path("Tags").isEmpty()) {
      documents.put(Settings.TAGGING.subresource(), Settings.tagging(tags(properties)));
    }
    return new BucketSettings(
        versioning(properties.path("VersioningConfiguration").path("Status").asText()), documents);
  }

  private static Optional<Versioning> versioning(String status) {
    return switch (status) {
      case "Enabled" -> Optional.of(Versioning.ENABLED);
      case "Suspended" -> Optional.of(Versioning.SUSPENDED);
      default -> Optional.empty();
    };
  }

  private static Optional<String> encryption(JsonNode rules) {
    var rule = rules.path(0);
    var standard = rule.path("ServerSideEncryptionByDefault");
    return standard.has("SSEAlgorithm")
        ? Optional.of(
            Settings.encryption(
                standard.path("SSEAlgorithm").asText(),
                Optional.of(standard.path("KMSMasterKeyID").asText()).filter(it -> !it.isEmpty()),
                rule.path("BucketKeyEnabled").asBoolean()))
        : Optional.empty();
  }

  private static Map<String, String> tags(JsonNode properties) {
    Map<String, String> tags = new TreeMap<>();
    for (var tag : properties.path("Tags")) {
      tags.put(tag.path("Key").asText(), tag.path("Value").asText());
    }
    return tags;
  }

  Bucket applyTo(Bucket bucket) {
    var changed = versioning.map(bucket::with).orElse(bucket);
    for (var document : documents.entrySet()) {
      changed = changed.with(document.getKey(), document.getValue());
    }
    return changed;
  }
}
