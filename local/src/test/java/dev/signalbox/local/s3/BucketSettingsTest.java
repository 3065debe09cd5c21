package dev.signalbox.local.s3;

import static dev.signalbox.local.s3.Requests.refusal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.local.LocalServer;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;
import software.amazon.awssdk.services.s3.model.ServerSideEncryption;
import software.amazon.awssdk.services.s3.model.ServerSideEncryptionRule;
import software.amazon.awssdk.services.s3.model.Tag;

class BucketSettingsTest {
  @RegisterExtension static final LocalServer SERVER = new LocalServer();

  private final S3Client s3 = SERVER.client(S3Client.builder());
  private final S3Client stranger =
      SERVER.client(S3Client.builder(), "222222222222", "local", "eu-west-1");
  private final String bucket = "settings-" + UUID.randomUUID();

  @BeforeEach
  void makeBucket() {
    s3.createBucket(it -> it.bucket(bucket));
  }

  @Test
  void aNewBucketIsClosedAndEncrypted() {
    assertThat(
            s3.getPublicAccessBlock(it -> it.bucket(bucket))
                .publicAccessBlockConfiguration()
                .blockPublicPolicy())
        .isTrue();
    assertThat(
            s3.putObject(it -> it.bucket(bucket).key("k"), RequestBody.empty())
                .serverSideEncryption())
        .isEqualTo(ServerSideEncryption.AES256);
  }

  @Test
  void anObjectTakesItsBucketsEncryption() {
    var rule =
        ServerSideEncryptionRule.builder()
            .bucketKeyEnabled(true)
            .applyServerSideEncryptionByDefault(it ->
                it.sseAlgorithm(ServerSideEncryption.AWS_KMS)
                    .kmsMasterKeyID("arn:aws:kms:eu-west-1:111111111111:key/k"))
            .build();
    s3.putBucketEncryption(
        it -> it.bucket(bucket).serverSideEncryptionConfiguration(c -> c.rules(List.of(rule))));
    s3.putObject(it -> it.bucket(bucket).key("k"), RequestBody.empty());

    var head = s3.headObject(it -> it.bucket(bucket).key("k"));
    assertThat(head.serverSideEncryption()).isEqualTo(ServerSideEncryption.AWS_KMS);
    assertThat(head.ssekmsKeyId()).endsWith(":key/k");
    assertThat(head.bucketKeyEnabled()).isTrue();
  }

  @Test
  void whatWasNeverSetIsMissedByItsName() {
    assertThat(refusal(() -> s3.getBucketPolicy(it -> it.bucket(bucket))))
        .isEqualTo("NoSuchBucketPolicy");
    assertThat(refusal(() -> s3.getBucketTagging(it -> it.bucket(bucket))))
        .isEqualTo("NoSuchTagSet");
    assertThat(refusal(() -> s3.getBucketLifecycleConfiguration(it -> it.bucket(bucket))))
        .isEqualTo("NoSuchLifecycleConfiguration");
  }

  @Test
  void tagsOfABucketAreReadAsTheyWereWritten() {
    var tag = Tag.builder().key("Ünit").value("<a&b>").build();
    s3.putBucketTagging(it -> it.bucket(bucket).tagging(t -> t.tagSet(tag)));

    assertThat(s3.getBucketTagging(it -> it.bucket(bucket)).tagSet()).containsExactly(tag);
  }

  @Test
  void aPolicyLetsAnotherAccountReadAndNothingElse() {
    s3.putObject(it -> it.bucket(bucket).key("k"), RequestBody.fromString("shared"));
    s3.putBucketPolicy(it ->
        it.bucket(bucket)
            .policy(
                policy("Allow", "{\"AWS\":\"arn:aws:iam::222222222222:root\"}", "s3:GetObject")));

    assertThat(stranger.getObjectAsBytes(it -> it.bucket(bucket).key("k")).asUtf8String())
        .isEqualTo("shared");
    assertThat(refusal(() -> stranger.deleteObject(it -> it.bucket(bucket).key("k"))))
        .isEqualTo("AccessDenied");
  }

  @Test
  void aPolicyThatDeniesHoldsForTheOwnerToo() {
    s3.putBucketPolicy(it -> it.bucket(bucket).policy(policy("Deny", "\"*\"", "s3:PutObject")));

    assertThat(refusal(() -> s3.putObject(it -> it.bucket(bucket).key("k"), RequestBody.empty())))
        .isEqualTo("AccessDenied");
    s3.deleteBucketPolicy(it -> it.bucket(bucket));
    s3.putObject(it -> it.bucket(bucket).key("k"), RequestBody.empty());
  }

  @Test
  void aPolicyForEverybodyIsRefusedUntilThatIsAllowed() {
    var policy = policy("Allow", "\"*\"", "s3:GetObject");
    assertThat(refusal(() -> s3.putBucketPolicy(it -> it.bucket(bucket).policy(policy))))
        .isEqualTo("AccessDenied");
    s3.deletePublicAccessBlock(it -> it.bucket(bucket));
    s3.putBucketPolicy(it -> it.bucket(bucket).policy(policy));
    s3.putObject(it -> it.bucket(bucket).key("k"), RequestBody.fromString("for all"));

    assertThat(
            Requests.send(
                SERVER.address(),
                "GET /" + bucket + "/k",
                "127.0.0.1",
                java.util.Map.of(),
                new byte[0]))
        .contains("for all");
  }

  @Test
  void aPolicyThatIsNoneIsRefused() {
    for (var policy : List.of("", "[]", "{}", "{\"Statement\":[{}]}", "{")) {
      assertThat(refusal(() -> s3.putBucketPolicy(it -> it.bucket(bucket).policy(policy))))
          .isEqualTo("MalformedPolicy");
    }
  }

  @Test
  void documentsThatAreNoneAreRefused() {
    for (var body :
        List.of(
            "",
            "no xml",
            "<Tagging>",
            "<Other/>",
            "<!DOCTYPE a [<!ENTITY b SYSTEM 'file:///etc/passwd'>]><Tagging>&b;</Tagging>")) {
      var signed =
          new Signed(
              SERVER.address(),
              "/" + bucket,
              java.util.Map.of("x-amz-content-sha256", "UNSIGNED-PAYLOAD"),
              "tagging=");
      assertThat(signed.send(body)).contains("<Code>MalformedXML</Code>");
    }
  }

  @Test
  void withEventBridgeEveryChangeOfAnObjectIsAnnounced() {
    s3.putObject(it -> it.bucket(bucket).key("before"), RequestBody.empty());
    s3.putBucketNotificationConfiguration(it ->
        it.bucket(bucket).notificationConfiguration(c -> c.eventBridgeConfiguration(e -> {})));
    s3.putBucketVersioning(it ->
        it.bucket(bucket).versioningConfiguration(v -> v.status(BucketVersioningStatus.ENABLED)));
    var key = "a b/ü\n";
    var version =
        s3.putObject(it -> it.bucket(bucket).key(key), RequestBody.fromString("x")).versionId();
    s3.deleteObject(it -> it.bucket(bucket).key(key));
    s3.deleteObject(it -> it.bucket(bucket).key(key).versionId(version));

    await().untilAsserted(() -> assertThat(events()).hasSize(3));
    var created = events().get(0);
    assertThat(created.path("detail-type").asText()).isEqualTo("Object Created");
    assertThat(created.path("resources").path(0).asText()).isEqualTo("arn:aws:s3:::" + bucket);
    var detail = created.path("detail");
    assertThat(detail.path("object").path("key").asText()).isEqualTo(key);
    assertThat(detail.path("object").path("size").isInt()).isTrue();
    assertThat(detail.path("object").path("version-id").asText()).isEqualTo(version);
    assertThat(detail.path("reason").asText()).isEqualTo("PutObject");
    assertThat(events())
        .extracting(it -> it.path("detail").path("deletion-type").asText())
        .containsExactly("", "Delete Marker Created", "Permanently Deleted");
  }

  private List<ObjectNode> events() {
    return SERVER.local().recentEvents().stream()
        .filter(it -> it.path("detail").path("bucket").path("name").asText().equals(bucket))
        .toList();
  }

  private String policy(String effect, String principal, String action) {
    JsonNode policy =
        new ObjectMapper()
            .createObjectNode()
            .put("Version", "2012-10-17")
            .set(
                "Statement",
                new ObjectMapper()
                    .createObjectNode()
                    .put("Effect", effect)
                    .put("Action", action)
                    .put("Resource", "arn:aws:s3:::" + bucket + "/*")
                    .putRawValue(
                        "Principal", new com.fasterxml.jackson.databind.util.RawValue(principal)));
    return policy.toString();
  }
}
