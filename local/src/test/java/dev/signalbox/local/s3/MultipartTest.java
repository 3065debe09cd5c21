package dev.signalbox.local.s3;

import static dev.signalbox.local.s3.Requests.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.local.LocalServer;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ChecksumAlgorithm;
import software.amazon.awssdk.services.s3.model.ChecksumMode;
import software.amazon.awssdk.services.s3.model.ChecksumType;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadResponse;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.MultipartUpload;
import software.amazon.awssdk.services.s3.model.Part;

class MultipartTest {
  @RegisterExtension static final LocalServer SERVER = new LocalServer();

  private static final int SMALLEST = 5 * 1024 * 1024;
  private static final byte[] FIRST = bytes(1, SMALLEST);
  private static final byte[] SECOND = bytes(2, 1000);

  private final S3Client s3 = SERVER.client(S3Client.builder());
  private final String bucket = "parts-" + UUID.randomUUID();

  @BeforeEach
  void makeBucket() {
    s3.createBucket(it -> it.bucket(bucket));
  }

  @Test
  void partsBecomeOneObjectInTheOrderOfTheirNumbers() {
    var upload = begin();
    var second = part(upload, 7, SECOND);
    var first = part(upload, 3, FIRST);
    var etag = complete(upload, first, second).eTag();

    assertThat(etag).matches("\"[0-9a-f]{32}-2\"");
    var whole = Arrays.copyOf(FIRST, FIRST.length + SECOND.length);
    System.arraycopy(SECOND, 0, whole, FIRST.length, SECOND.length);
    assertThat(s3.getObjectAsBytes(it -> it.bucket(bucket).key("k")).asByteArray())
        .isEqualTo(whole);
  }

  @Test
  void aPartCanBeReadByItsNumber() {
    var upload = begin();
    complete(upload, part(upload, 1, FIRST), part(upload, 2, SECOND));

    var part = s3.getObjectAsBytes(it -> it.bucket(bucket).key("k").partNumber(2));
    assertThat(part.asByteArray()).isEqualTo(SECOND);
    assertThat(part.response().partsCount()).isEqualTo(2);
    assertThat(refusal(() -> s3.getObjectAsBytes(it -> it.bucket(bucket).key("k").partNumber(3))))
        .isEqualTo("InvalidPartNumber");
  }

  @Test
  void onlyTheLastPartMayBeSmall() {
    var upload = begin();
    var small = part(upload, 1, SECOND);
    var last = part(upload, 2, SECOND);

    assertThat(refusal(() -> complete(upload, small, last))).isEqualTo("EntityTooSmall");
    complete(upload, last);
  }

  @Test
  void partsThatAreNotThereOrOutOfOrderAreRefused() {
    var upload = begin();
    var first = part(upload, 1, FIRST);
    var second = part(upload, 2, SECOND);

    assertThat(refusal(() -> complete(upload, second, first))).isEqualTo("InvalidPartOrder");
    assertThat(refusal(() -> complete(upload, first.copy(it -> it.eTag("x")))))
        .isEqualTo("InvalidPart");
    assertThat(refusal(() -> complete(upload, first.copy(it -> it.partNumber(9)))))
        .isEqualTo("InvalidPart");
    assertThat(refusal(() -> complete(upload))).isEqualTo("MalformedXML");
  }

  @Test
  void aPartSentAgainTakesThePlaceOfTheFirst() {
    var upload = begin();
    part(upload, 1, FIRST);
    complete(upload, part(upload, 1, SECOND));

    assertThat(s3.getObjectAsBytes(it -> it.bucket(bucket).key("k")).asByteArray())
        .isEqualTo(SECOND);
  }

  @Test
  void nothingIsSeenBeforeItIsComplete() {
    part(begin(), 1, FIRST);

    assertThat(s3.listObjectsV2(it -> it.bucket(bucket)).contents()).isEmpty();
  }

  @Test
  void anAbortedUploadIsForgotten() {
    var upload = begin();
    var part = part(upload, 1, FIRST);
    s3.abortMultipartUpload(it -> it.bucket(bucket).key("k").uploadId(upload));

    assertThat(refusal(() -> complete(upload, part))).isEqualTo("NoSuchUpload");
    assertThat(refusal(() -> part(upload, 2, SECOND))).isEqualTo("NoSuchUpload");
    assertThat(s3.listMultipartUploads(it -> it.bucket(bucket)).uploads()).isEmpty();
  }

  @Test
  void partsAndUploadsAreListedInPages() {
    var upload = begin();
    for (int i = 1; i <= 5; i++) {
      part(upload, i, SECOND);
    }
    begin();

    assertThat(
            s3
                .listPartsPaginator(it -> it.bucket(bucket).key("k").uploadId(upload).maxParts(2))
                .parts()
                .stream()
                .map(Part::partNumber))
        .containsExactly(1, 2, 3, 4, 5);
    assertThat(
            s3
                .listMultipartUploadsPaginator(it -> it.bucket(bucket).maxUploads(1))
                .uploads()
                .stream()
                .map(MultipartUpload::uploadId))
        .hasSize(2)
        .contains(upload);
  }

  @Test
  void aCompositeChecksumIsThatOfThePartsChecksums() {
    var upload =
        s3.createMultipartUpload(
                it -> it.bucket(bucket).key("k").checksumAlgorithm(ChecksumAlgorithm.SHA256))
            .uploadId();
    var sent =
        s3.uploadPart(
            it ->
                it.bucket(bucket)
                    .key("k")
                    .uploadId(upload)
                    .partNumber(1)
                    .checksumAlgorithm(ChecksumAlgorithm.SHA256),
            RequestBody.fromBytes(SECOND));
    complete(
        upload,
        CompletedPart.builder()
            .partNumber(1)
            .eTag(sent.eTag())
            .checksumSHA256(sent.checksumSHA256())
            .build());

    var head = s3.headObject(it -> it.bucket(bucket).key("k").checksumMode(ChecksumMode.ENABLED));
    assertThat(head.checksumType()).isEqualTo(ChecksumType.COMPOSITE);
    assertThat(head.checksumSHA256()).endsWith("-1").isNotEqualTo(sent.checksumSHA256() + "-1");
  }

  @Test
  void aChecksumOfTheWholeIsComparedAtTheEnd() {
    var upload =
        s3.createMultipartUpload(it ->
                it.bucket(bucket)
                    .key("k")
                    .checksumAlgorithm(ChecksumAlgorithm.CRC32)
                    .checksumType(ChecksumType.FULL_OBJECT))
            .uploadId();
    var part = part(upload, 1, SECOND);

    assertThat(
            refusal(() ->
                s3.completeMultipartUpload(it ->
                    it.bucket(bucket)
                        .key("k")
                        .uploadId(upload)
                        .checksumCRC32("AAAAAA==")
                        .multipartUpload(m -> m.parts(part)))))
        .isEqualTo("BadDigest");
  }

  @Test
  void aPartCanBeAStretchOfAnObject() {
    s3.putObject(it -> it.bucket(bucket).key("source"), RequestBody.fromBytes(SECOND));
    var upload = begin();
    var copied =
        s3.uploadPartCopy(it ->
            it.sourceBucket(bucket)
                .sourceKey("source")
                .copySourceRange("bytes=10-19")
                .destinationBucket(bucket)
                .destinationKey("k")
                .uploadId(upload)
                .partNumber(1));
    complete(
        upload, CompletedPart.builder().partNumber(1).eTag(copied.copyPartResult().eTag()).build());

    assertThat(s3.getObjectAsBytes(it -> it.bucket(bucket).key("k")).asByteArray())
        .isEqualTo(Arrays.copyOfRange(SECOND, 10, 20));
  }

  private String begin() {
    return s3.createMultipartUpload(it -> it.bucket(bucket).key("k")).uploadId();
  }

  private CompletedPart part(String upload, int number, byte[] bytes) {
    var part =
        s3.uploadPart(
            it -> it.bucket(bucket).key("k").uploadId(upload).partNumber(number),
            RequestBody.fromBytes(bytes));
    return CompletedPart.builder().partNumber(number).eTag(part.eTag()).build();
  }

  private CompleteMultipartUploadResponse complete(String upload, CompletedPart... parts) {
    return s3.completeMultipartUpload(it ->
        it.bucket(bucket).key("k").uploadId(upload).multipartUpload(m -> m.parts(List.of(parts))));
  }

  private static byte[] bytes(int seed, int size) {
    var bytes = new byte[size];
    new Random(seed).nextBytes(bytes);
    return bytes;
  }
}
