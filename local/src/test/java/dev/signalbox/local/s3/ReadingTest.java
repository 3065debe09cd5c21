package dev.signalbox.local.s3;

import static dev.signalbox.local.s3.Requests.refusal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.signalbox.local.LocalServer;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.MetadataDirective;
import software.amazon.awssdk.services.s3.model.ObjectAttributes;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.S3Error;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.StorageClass;
import software.amazon.awssdk.services.s3.model.Tag;

class ReadingTest {
  @RegisterExtension static final LocalServer SERVER = new LocalServer();

  private final S3Client s3 = SERVER.client(S3Client.builder());
  private final String bucket = "reading-" + UUID.randomUUID();
  private String etag = "";

  @BeforeEach
  void makeObject() {
    s3.createBucket(it -> it.bucket(bucket));
    etag =
        s3.putObject(
                it -> it.bucket(bucket).key("k").metadata(Map.of("a", "1")),
                RequestBody.fromString("0123456789"))
            .eTag();
  }

  @ParameterizedTest
  @CsvSource({
    "bytes=0-0,     0,          bytes 0-0/10",
    "bytes=2-4,     234,        bytes 2-4/10",
    "bytes=8-99,    89,         bytes 8-9/10",
    "bytes=7-,      789,        bytes 7-9/10",
    "bytes=-3,      789,        bytes 7-9/10",
    "bytes=-99,     0123456789, bytes 0-9/10",
  })
  void aRangeIsThatStretch(String range, String text, String said) {
    var read = s3.getObjectAsBytes(it -> it.bucket(bucket).key("k").range(range));

    assertThat(read.asUtf8String()).isEqualTo(text);
    assertThat(read.response().contentRange()).isEqualTo(said);
  }

  @ParameterizedTest
  @CsvSource({"bytes=5-2", "lines=1-2", "bytes=-", "'bytes=0-1,3-4'", "bytes=x-y"})
  void whatIsNoSingleRangeMeansTheWhole(String range) {
    var read = s3.getObjectAsBytes(it -> it.bucket(bucket).key("k").range(range));

    assertThat(read.asUtf8String()).isEqualTo("0123456789");
  }

  @Test
  void aRangeBehindTheEndCannotBeRead() {
    assertThat(
            refusal(() -> s3.getObjectAsBytes(it -> it.bucket(bucket).key("k").range("bytes=10-"))))
        .isEqualTo("InvalidRange");
  }

  @Test
  void aReaderWhoHasItAlreadyIsToldSo() {
    assertThat(
            catchThrowableOfType(
                    S3Exception.class,
                    () -> s3.getObjectAsBytes(it -> it.bucket(bucket).key("k").ifNoneMatch(etag)))
                .statusCode())
        .isEqualTo(304);
    assertThat(
            catchThrowableOfType(
                    S3Exception.class,
                    () ->
                        s3.getObjectAsBytes(
                            it -> it.bucket(bucket).key("k").ifModifiedSince(Instant.now())))
                .statusCode())
        .isEqualTo(304);
  }

  @Test
  void aReaderWhoWantsAnotherGetsNone() {
    assertThat(
            refusal(() -> s3.getObjectAsBytes(it -> it.bucket(bucket).key("k").ifMatch("\"0\""))))
        .isEqualTo("PreconditionFailed");
    assertThat(
            refusal(() ->
                s3.getObjectAsBytes(
                    it -> it.bucket(bucket).key("k").ifUnmodifiedSince(Instant.EPOCH))))
        .isEqualTo("PreconditionFailed");
  }

  @Test
  void aWriterWhoWantsToBeFirstIsRefusedWhenLate() {
    assertThat(
            refusal(() ->
                s3.putObject(
                    it -> it.bucket(bucket).key("k").ifNoneMatch("*"),
                    RequestBody.fromString("x"))))
        .isEqualTo("PreconditionFailed");
    s3.putObject(it -> it.bucket(bucket).key("new").ifNoneMatch("*"), RequestBody.fromString("x"));
  }

  @Test
  void ofManyWhoWantToBeFirstOneIs() {
    try (var writers = Executors.newVirtualThreadPerTaskExecutor()) {
      var results =
          IntStream.range(0, 16)
              .mapToObj(i ->
                  CompletableFuture.supplyAsync(() -> isFirst("contested", "of " + i), writers))
              .toList();
      assertThat(results.stream().map(CompletableFuture::join).filter(it -> it)).hasSize(1);
    }
  }

  private boolean isFirst(String key, String text) {
    try {
      s3.putObject(it -> it.bucket(bucket).key(key).ifNoneMatch("*"), RequestBody.fromString(text));
      return true;
    } catch (S3Exception e) {
      return false;
    }
  }

  @Test
  void aWriterWhoWantsToReplaceWhatItReadIsRefusedWhenItChanged() {
    s3.putObject(it -> it.bucket(bucket).key("k").ifMatch(etag), RequestBody.fromString("x"));

    assertThat(
            refusal(() ->
                s3.putObject(
                    it -> it.bucket(bucket).key("k").ifMatch(etag), RequestBody.fromString("y"))))
        .isEqualTo("PreconditionFailed");
    assertThat(
            refusal(() ->
                s3.putObject(
                    it -> it.bucket(bucket).key("no").ifMatch(etag), RequestBody.fromString("y"))))
        .isEqualTo("NoSuchKey");
  }

  @Test
  void whatIsArchivedIsKnownAndNotRead() {
    s3.putObject(
        it -> it.bucket(bucket).key("old").storageClass(StorageClass.DEEP_ARCHIVE),
        RequestBody.fromString("x"));

    assertThat(s3.headObject(it -> it.bucket(bucket).key("old")).storageClass())
        .isEqualTo(StorageClass.DEEP_ARCHIVE);
    assertThat(refusal(() -> s3.getObjectAsBytes(it -> it.bucket(bucket).key("old"))))
        .isEqualTo("InvalidObjectState");
  }

  @Test
  void aCopyKeepsWhatIsSaidOfTheOriginalUnlessItIsReplaced() {
    s3.copyObject(it ->
        it.sourceBucket(bucket).sourceKey("k").destinationBucket(bucket).destinationKey("ü +%"));
    s3.copyObject(it ->
        it.sourceBucket(bucket)
            .sourceKey("ü +%")
            .destinationBucket(bucket)
            .destinationKey("other")
            .metadataDirective(MetadataDirective.REPLACE)
            .metadata(Map.of("b", "2")));

    assertThat(s3.headObject(it -> it.bucket(bucket).key("ü +%")).metadata())
        .isEqualTo(Map.of("a", "1"));
    assertThat(s3.headObject(it -> it.bucket(bucket).key("other")).metadata())
        .isEqualTo(Map.of("b", "2"));
    assertThat(s3.getObjectAsBytes(it -> it.bucket(bucket).key("other")).asUtf8String())
        .isEqualTo("0123456789");
  }

  @Test
  void aTimeThatIsStillToComeIsNoReasonToReadNothing() {
    assertThat(
            s3.getObjectAsBytes(it ->
                    it.bucket(bucket).key("k").ifModifiedSince(Instant.now().plusSeconds(3600)))
                .asUtf8String())
        .isEqualTo("0123456789");
  }

  @Test
  void aSourceThatHasNotChangedIsNotCopiedWhenOnlyChangesAreWanted() {
    assertThat(
            refusal(() ->
                s3.copyObject(it ->
                    it.sourceBucket(bucket)
                        .sourceKey("k")
                        .destinationBucket(bucket)
                        .destinationKey("copy")
                        .copySourceIfModifiedSince(Instant.now()))))
        .isEqualTo("PreconditionFailed");
  }

  @Test
  void anObjectIsNotCopiedToItselfForNothing() {
    assertThat(
            refusal(() ->
                s3.copyObject(it ->
                    it.sourceBucket(bucket)
                        .sourceKey("k")
                        .destinationBucket(bucket)
                        .destinationKey("k"))))
        .isEqualTo("InvalidRequest");
  }

  @Test
  void whatIsDeletedTogetherIsReportedOneByOne() {
    var deleted =
        s3.deleteObjects(it ->
            it.bucket(bucket)
                .delete(d ->
                    d.objects(
                        ObjectIdentifier.builder().key("k").build(),
                        ObjectIdentifier.builder().key("never <was>").build(),
                        ObjectIdentifier.builder().key("k").eTag("\"0\"").build())));

    assertThat(deleted.deleted()).extracting(it -> it.key()).containsExactly("k", "never <was>");
    assertThat(deleted.errors()).extracting(S3Error::code).containsExactly("PreconditionFailed");
  }

  @Test
  void tagsAreKeptApartFromTheObject() {
    var tag = Tag.builder().key("stage").value("ü x").build();
    s3.putObjectTagging(it -> it.bucket(bucket).key("k").tagging(t -> t.tagSet(tag)));

    assertThat(s3.getObjectTagging(it -> it.bucket(bucket).key("k")).tagSet()).containsExactly(tag);
    assertThat(s3.headObject(it -> it.bucket(bucket).key("k")).eTag()).isEqualTo(etag);
    s3.deleteObjectTagging(it -> it.bucket(bucket).key("k"));
    assertThat(s3.getObjectTagging(it -> it.bucket(bucket).key("k")).tagSet()).isEmpty();
  }

  @Test
  void attributesAreThoseAskedFor() {
    var attributes =
        s3.getObjectAttributes(it ->
            it.bucket(bucket)
                .key("k")
                .objectAttributes(ObjectAttributes.E_TAG, ObjectAttributes.OBJECT_SIZE));

    assertThat(attributes.eTag()).isEqualTo(etag.replace("\"", ""));
    assertThat(attributes.objectSize()).isEqualTo(10);
    assertThat(attributes.checksum()).isNull();
  }
}
