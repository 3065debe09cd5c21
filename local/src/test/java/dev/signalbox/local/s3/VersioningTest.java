package dev.signalbox.local.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.signalbox.local.LocalServer;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.ObjectVersion;
import software.amazon.awssdk.services.s3.model.S3Exception;

class VersioningTest {
  @RegisterExtension static final LocalServer SERVER = new LocalServer();

  private final S3Client s3 = SERVER.client(S3Client.builder());
  private final String bucket = "versions-" + UUID.randomUUID();

  @BeforeEach
  void makeBucket() {
    s3.createBucket(it -> it.bucket(bucket));
  }

  @Test
  void whatWasThereBeforeCanStillBeRead() {
    set(BucketVersioningStatus.ENABLED);
    var first = put("one");
    put("two");

    assertThat(text(first)).isEqualTo("one");
    assertThat(s3.getObjectAsBytes(it -> it.bucket(bucket).key("k")).asUtf8String())
        .isEqualTo("two");
  }

  @Test
  void aDeletedObjectComesBackWithoutItsDeleteMarker() {
    set(BucketVersioningStatus.ENABLED);
    put("one");
    var deleted = s3.deleteObject(it -> it.bucket(bucket).key("k"));

    assertThat(deleted.deleteMarker()).isTrue();
    assertThatThrownBy(() -> s3.getObjectAsBytes(it -> it.bucket(bucket).key("k")))
        .isInstanceOf(NoSuchKeyException.class);
    s3.deleteObject(it -> it.bucket(bucket).key("k").versionId(deleted.versionId()));
    assertThat(s3.getObjectAsBytes(it -> it.bucket(bucket).key("k")).asUtf8String())
        .isEqualTo("one");
  }

  @Test
  void aDeleteMarkerCannotBeRead() {
    set(BucketVersioningStatus.ENABLED);
    put("one");
    var marker = s3.deleteObject(it -> it.bucket(bucket).key("k")).versionId();

    var refused =
        catchThrowableOfType(
            S3Exception.class,
            () -> s3.getObjectAsBytes(it -> it.bucket(bucket).key("k").versionId(marker)));
    assertThat(refused.statusCode()).isEqualTo(405);
  }

  @Test
  void suspendedVersioningChangesTheNullVersionOnly() {
    put("null one");
    set(BucketVersioningStatus.ENABLED);
    var kept = put("kept");
    set(BucketVersioningStatus.SUSPENDED);
    put("null two");

    assertThat(s3.listObjectVersions(it -> it.bucket(bucket)).versions())
        .extracting(ObjectVersion::versionId)
        .containsExactly("null", kept);
    assertThat(text("null")).isEqualTo("null two");
    assertThat(text(kept)).isEqualTo("kept");
  }

  @Test
  void allVersionsAreListedPageByPage() {
    set(BucketVersioningStatus.ENABLED);
    for (int i = 0; i < 5; i++) {
      put("v" + i);
    }
    s3.deleteObject(it -> it.bucket(bucket).key("k"));

    var pages = s3.listObjectVersionsPaginator(it -> it.bucket(bucket).maxKeys(2));
    assertThat(pages.stream().count()).isEqualTo(3);
    assertThat(pages.versions().stream().map(ObjectVersion::versionId).distinct()).hasSize(5);
    assertThat(pages.deleteMarkers().stream()).hasSize(1);
  }

  @Test
  void aVersionThatIsGoneIsSaidToBeSo() {
    set(BucketVersioningStatus.ENABLED);
    var gone = put("x");
    s3.deleteObject(it -> it.bucket(bucket).key("k").versionId(gone));

    assertThat(code(() -> text(gone))).isEqualTo("NoSuchVersion");
  }

  @Test
  void whatCannotBeAVersionsIdIsNotLookedFor() {
    put("x");

    assertThat(code(() -> text("HPniJFCxqTsMuIH9KX8K8wEjNUgmABCD"))).isEqualTo("InvalidArgument");
    assertThat(code(() -> s3.deleteObject(it -> it.bucket(bucket).key("k").versionId("x"))))
        .isEqualTo("InvalidArgument");
  }

  @Test
  void deletingManyTellsWhichVersionsThereAreNot() {
    put("x");

    var errors =
        s3.deleteObjects(it ->
                it.bucket(bucket)
                    .delete(
                        d -> d.objects(ObjectIdentifier.builder().key("k").versionId("x").build())))
            .errors();
    assertThat(errors.getFirst().code()).isEqualTo("NoSuchVersion");
  }

  @Test
  void aBucketWithVersionsLeftSaysThatTheyMustGo() {
    set(BucketVersioningStatus.ENABLED);
    put("x");
    s3.deleteObject(it -> it.bucket(bucket).key("k"));

    assertThatThrownBy(() -> s3.deleteBucket(it -> it.bucket(bucket)))
        .hasMessageContaining("You must delete all versions in the bucket.");
  }

  @Test
  void versioningIsOnOrSuspendedAndNothingElse() {
    assertThat(
            code(() ->
                s3.putBucketVersioning(
                    it -> it.bucket(bucket).versioningConfiguration(c -> c.status("Disabled")))))
        .isEqualTo("MalformedXML");
  }

  private static String code(Runnable call) {
    return catchThrowableOfType(S3Exception.class, call::run).awsErrorDetails().errorCode();
  }

  private void set(BucketVersioningStatus status) {
    s3.putBucketVersioning(it -> it.bucket(bucket).versioningConfiguration(c -> c.status(status)));
  }

  private String put(String text) {
    return s3.putObject(it -> it.bucket(bucket).key("k"), RequestBody.fromString(text)).versionId();
  }

  private String text(String version) {
    return s3.getObjectAsBytes(it -> it.bucket(bucket).key("k").versionId(version)).asUtf8String();
  }
}
