package dev.signalbox.local.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.signalbox.local.LocalServer;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.Bucket;
import software.amazon.awssdk.services.s3.model.S3Exception;

class BucketTest {
  @RegisterExtension static final LocalServer SERVER = new LocalServer();

  private final S3Client s3 = SERVER.client(S3Client.builder());
  private final S3Client stranger =
      SERVER.client(S3Client.builder(), "222222222222", "local", "eu-west-1");
  private final String bucket = "bucket-" + UUID.randomUUID();

  @Test
  void aBucketThatWasMadeIsListedWithItsRegion() {
    s3.createBucket(it -> it.bucket(bucket));

    assertThat(s3.listBuckets().buckets())
        .filteredOn(it -> it.name().equals(bucket))
        .extracting(Bucket::bucketRegion)
        .containsExactly("eu-west-1");
  }

  @Test
  void anotherAccountDoesNotSeeIt() {
    s3.createBucket(it -> it.bucket(bucket));

    assertThat(stranger.listBuckets().buckets()).extracting(Bucket::name).doesNotContain(bucket);
    assertThat(refusal(() -> stranger.listObjectsV2(it -> it.bucket(bucket))))
        .isEqualTo("AccessDenied");
  }

  @Test
  void aNameIsTakenForAllAccounts() {
    s3.createBucket(it -> it.bucket(bucket));

    assertThat(refusal(() -> s3.createBucket(it -> it.bucket(bucket))))
        .isEqualTo("BucketAlreadyOwnedByYou");
    assertThat(refusal(() -> stranger.createBucket(it -> it.bucket(bucket))))
        .isEqualTo("BucketAlreadyExists");
  }

  @ParameterizedTest
  @ValueSource(strings = {"UPPER", "ab", "a_b_c", "a..b", "-abc", "192.168.0.1", "xn--abc"})
  void aNameThatIsNoHostNameIsRefused(String name) {
    assertThat(BucketName.isValid(name)).isFalse();
  }

  @Test
  void aBucketThatHoldsAnythingIsNotDeleted() {
    s3.createBucket(it -> it.bucket(bucket));
    s3.putObject(it -> it.bucket(bucket).key("a"), RequestBody.fromString("x"));

    assertThat(refusal(() -> s3.deleteBucket(it -> it.bucket(bucket)))).isEqualTo("BucketNotEmpty");
    s3.deleteObject(it -> it.bucket(bucket).key("a"));
    s3.deleteBucket(it -> it.bucket(bucket));
    assertThat(refusal(() -> s3.listObjectsV2(it -> it.bucket(bucket)))).isEqualTo("NoSuchBucket");
  }

  @Test
  void theRegionIsTheOneAskedFor() {
    s3.createBucket(it ->
        it.bucket(bucket).createBucketConfiguration(c -> c.locationConstraint("eu-central-1")));

    assertThat(s3.headBucket(it -> it.bucket(bucket)).bucketRegion()).isEqualTo("eu-central-1");
    assertThat(s3.getBucketLocation(it -> it.bucket(bucket)).locationConstraintAsString())
        .isEqualTo("eu-central-1");
  }

  @Test
  void aBucketOutsideTheFirstRegionNamesItsOwn() {
    var request =
        new Signed(
            SERVER.address(), "/" + bucket, Map.of("x-amz-content-sha256", "UNSIGNED-PAYLOAD"));

    assertThat(request.send("")).contains("<Code>IllegalLocationConstraintException</Code>");
  }

  private static String refusal(Runnable call) {
    return catchThrowableOfType(S3Exception.class, call::run).awsErrorDetails().errorCode();
  }
}
