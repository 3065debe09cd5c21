package dev.signalbox.local.s3;

import static dev.signalbox.local.s3.Requests.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.local.LocalServer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ChecksumMode;

class ChecksumTest {
  @RegisterExtension static final LocalServer SERVER = new LocalServer();

  private final S3Client s3 = SERVER.client(S3Client.builder());
  private final String bucket = "sums-" + UUID.randomUUID();

  @BeforeEach
  void makeBucket() {
    s3.createBucket(it -> it.bucket(bucket));
  }

  /** The check values of the catalogue of parametrised CRC algorithms, and those of sha1sum … */
  @ParameterizedTest
  @CsvSource({
    "CRC32,     cbf43926",
    "CRC32C,    e3069283",
    "CRC64NVME, ae8b14860a799888",
    "SHA1,      f7c3bc1d808e04732adf679965ccc34ca7ae3441",
    "SHA256,    15e2b0d3c33891ebb0f1ef609ec419420c20e320ce94c65fbc8c3312448eb225"
  })
  void sumsAreTheOnesOtherToolsCompute(Checksum algorithm, String expected) {
    var sum = algorithm.sum();
    sum.add("123456789".getBytes(StandardCharsets.UTF_8), 0, 9);

    assertThat(sum.value()).asHexString().isEqualToIgnoringCase(expected);
  }

  @Test
  void aSumDoesNotDependOnHowTheBytesCame() {
    var bytes = new byte[1000];
    new java.util.Random(3).nextBytes(bytes);
    var whole = Checksum.CRC64NVME.sum();
    whole.add(bytes, 0, 1000);
    var pieces = Checksum.CRC64NVME.sum();
    pieces.add(bytes, 0, 1);
    pieces.add(bytes, 1, 990);
    pieces.add(bytes, 991, 9);

    assertThat(pieces.base64()).isEqualTo(whole.base64());
  }

  @Test
  void anObjectSentWithoutAChecksumGetsOne() {
    put(Map.of("x-amz-content-sha256", "UNSIGNED-PAYLOAD"), "123456789");

    var head = s3.headObject(it -> it.bucket(bucket).key("k").checksumMode(ChecksumMode.ENABLED));
    assertThat(head.checksumCRC64NVME()).isEqualTo("rosUhgp5mIg=");
    assertThat(head.checksumTypeAsString()).isEqualTo("FULL_OBJECT");
  }

  @Test
  void aPromiseThatIsNotKeptLeavesNoObject() {
    assertThat(
            refusal(() ->
                s3.putObject(
                    it -> it.bucket(bucket).key("k").checksumCRC32("AAAAAA=="),
                    RequestBody.fromString("123456789"))))
        .isEqualTo("BadDigest");
    assertThat(s3.listObjectsV2(it -> it.bucket(bucket)).contents()).isEmpty();
  }

  @Test
  void anMd5SumThatIsWrongOrNoneIsRefused() {
    assertThat(refusal(() -> putWithMd5("AAAAAAAAAAAAAAAAAAAAAA=="))).isEqualTo("BadDigest");
    assertThat(refusal(() -> putWithMd5("no sum"))).isEqualTo("InvalidDigest");
  }

  private void putWithMd5(String md5) {
    s3.putObject(it -> it.bucket(bucket).key("k").contentMD5(md5), RequestBody.fromString("x"));
  }

  @Test
  void aTrailerThatIsWrongIsFound() {
    var body = "3\r\nabc\r\n0\r\nx-amz-checksum-crc32:AAAAAA==\r\n\r\n";

    assertThat(putChunks(body, "x-amz-checksum-crc32", 3)).contains("<Code>BadDigest</Code>");
  }

  @Test
  void aTrailerThatIsMissingIsFound() {
    assertThat(putChunks("3\r\nabc\r\n0\r\n\r\n", "x-amz-checksum-crc32", 3))
        .contains("<Code>MalformedTrailerError</Code>");
  }

  @Test
  void aBodyThatEndsInTheMiddleOfAChunkIsRefused() {
    assertThat(putChunks("5\r\nabc", "x-amz-checksum-crc32", 5))
        .contains("<Code>IncompleteBody</Code>");
  }

  @Test
  void aBodyOfAnotherLengthThanAnnouncedIsRefused() {
    var body = "3\r\nabc\r\n0\r\nx-amz-checksum-crc32:NSRBwg==\r\n\r\n";

    assertThat(putChunks(body, "x-amz-checksum-crc32", 2)).contains("<Code>IncompleteBody</Code>");
    assertThat(putChunks(body, "x-amz-checksum-crc32", 4)).contains("<Code>IncompleteBody</Code>");
    assertThat(putChunks(body, "x-amz-checksum-crc32", 3)).startsWith("HTTP/1.1 200");
  }

  @Test
  void aChunkHeaderThatIsNoneIsRefused() {
    for (var body : new String[] {"x\r\n", "-3\r\nabc", "fffffffffffffffff\r\n", "", "\r\n"}) {
      assertThat(putChunks(body, "x-amz-checksum-crc32", 3))
          .contains("<Code>IncompleteBody</Code>");
    }
  }

  @Test
  void chunksAreAcceptedInTheOrderTheyWereSignedIn() {
    var signed = signedChunks(6);

    assertThat(signed.send(signed.chunks("abc", "def", ""))).startsWith("HTTP/1.1 200");
    assertThat(s3.getObjectAsBytes(it -> it.bucket(bucket).key("k")).asUtf8String())
        .isEqualTo("abcdef");
  }

  @Test
  void aChunkThatWasChangedIsRefused() {
    var signed = signedChunks(6);

    assertThat(signed.send(signed.chunks("abc", "def", "").replace("def", "dEf")))
        .contains("<Code>SignatureDoesNotMatch</Code>");
  }

  @Test
  void aBodyCutBehindAChunkIsRefused() {
    var signed = signedChunks(3);

    assertThat(signed.send(signed.chunks("abc"))).contains("<Code>IncompleteBody</Code>");
  }

  private Signed signedChunks(int length) {
    return new Signed(
        SERVER.address(),
        "/" + bucket + "/k",
        Map.of(
            "x-amz-content-sha256", "STREAMING-AWS4-HMAC-SHA256-PAYLOAD",
            "content-encoding", "aws-chunked",
            "x-amz-decoded-content-length", Integer.toString(length)));
  }

  @Test
  void aBodyThatIsNotTheOneSignedIsRefused() {
    assertThat(put(Map.of("x-amz-content-sha256", "0".repeat(64)), "x"))
        .contains("<Code>XAmzContentSHA256Mismatch</Code>");
  }

  private String putChunks(String body, String trailer, int length) {
    return put(
        Map.of(
            "x-amz-content-sha256",
            "STREAMING-UNSIGNED-PAYLOAD-TRAILER",
            "content-encoding",
            "aws-chunked",
            "x-amz-decoded-content-length",
            Integer.toString(length),
            "x-amz-trailer",
            trailer),
        body);
  }

  private String put(Map<String, String> headers, String body) {
    return new Signed(SERVER.address(), "/" + bucket + "/k", headers).send(body);
  }
}
