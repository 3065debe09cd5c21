package dev.signalbox.local.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.signalbox.local.LocalServer;
import java.io.ByteArrayInputStream;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;

class ObjectTest {
  @RegisterExtension static final LocalServer SERVER = new LocalServer();

  private final S3Client s3 = SERVER.client(S3Client.builder());
  private final String bucket = "objects-" + UUID.randomUUID();

  @BeforeEach
  void makeBucket() {
    s3.createBucket(it -> it.bucket(bucket));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "../../etc/passwd",
        "a/../../b",
        "./.",
        "/leading",
        "//",
        "trailing/",
        "x;curl${IFS}e|sh",
        "zwei\nZeilen\r\n\tmit Tab",
        "ünïcödé/日本/😀",
        "a+b c%20d&e=f?g#h",
        "\u0001\u001f",
        "<xml>&amp;\"'</xml>",
        "null",
        "\uffff\ud83d\ude00"
      })
  void anyKeyIsAKey(String key) {
    put(key, "of " + key);

    assertThat(text(key)).isEqualTo("of " + key);
    assertThat(s3.listObjectsV2(it -> it.bucket(bucket).encodingType("url")).contents())
        .extracting(S3Object::key)
        .containsExactly(key);
    s3.deleteObject(it -> it.bucket(bucket).key(key));
    assertThatThrownBy(() -> text(key)).isInstanceOf(NoSuchKeyException.class);
  }

  @Test
  void aKeyHas1024BytesAtMost() {
    put("é".repeat(512), "x");

    assertThat(refusal(() -> put("é".repeat(512) + "x", "x"))).isEqualTo("KeyTooLongError");
  }

  @Test
  void whatIsSaidOfAnObjectIsSaidAgain() {
    s3.putObject(
        it ->
            it.bucket(bucket)
                .key("a")
                .contentType("text/x-shop")
                .contentEncoding("gzip")
                .cacheControl("no-store")
                .metadata(Map.of("commit", "0123abc")),
        RequestBody.fromString("x"));

    var head = s3.headObject(it -> it.bucket(bucket).key("a"));
    assertThat(head.contentType()).isEqualTo("text/x-shop");
    assertThat(head.contentEncoding()).isEqualTo("gzip");
    assertThat(head.cacheControl()).isEqualTo("no-store");
    assertThat(head.metadata()).isEqualTo(Map.of("commit", "0123abc"));
    assertThat(head.contentLength()).isEqualTo(1);
    assertThat(head.eTag()).isEqualTo("\"9dd4e461268c8034f5c8564e155c67a6\"");
  }

  @Test
  void anObjectOfUnknownLengthArrivesWhole() {
    var bytes = new byte[300_000];
    new java.util.Random(7).nextBytes(bytes);
    s3.putObject(
        it -> it.bucket(bucket).key("stream"),
        RequestBody.fromContentProvider(
            ContentStreamProvider.fromInputStreamSupplier(() -> new ByteArrayInputStream(bytes)),
            bytes.length,
            "application/zip"));

    assertThat(s3.getObjectAsBytes(it -> it.bucket(bucket).key("stream")).asByteArray())
        .isEqualTo(bytes);
  }

  @Test
  void anEmptyObjectIsAnObject() {
    put("empty", "");

    assertThat(text("empty")).isEmpty();
  }

  @Test
  void theWholeOfALongListComesInPages() {
    for (int i = 0; i < 12; i++) {
      put("k" + i, "x");
    }

    assertThat(
            s3.listObjectsV2Paginator(it -> it.bucket(bucket).maxKeys(5)).contents().stream()
                .map(S3Object::key))
        .containsExactly("k0", "k1", "k10", "k11", "k2", "k3", "k4", "k5", "k6", "k7", "k8", "k9");
  }

  @Test
  void whatIsBehindTheDelimiterIsRolledUp() {
    for (var key : new String[] {"a/1", "a/2", "b", "c/1", "c/2/3"}) {
      put(key, "x");
    }

    var first = s3.listObjectsV2(it -> it.bucket(bucket).delimiter("/").maxKeys(1));
    assertThat(first.commonPrefixes()).extracting(it -> it.prefix()).containsExactly("a/");
    var rest =
        s3.listObjectsV2(it ->
            it.bucket(bucket).delimiter("/").continuationToken(first.nextContinuationToken()));
    assertThat(rest.contents()).extracting(S3Object::key).containsExactly("b");
    assertThat(rest.commonPrefixes()).extracting(it -> it.prefix()).containsExactly("c/");
  }

  @Test
  void keysAreListedInTheOrderOfTheirBytes() {
    put("\uffee", "x");
    put("😀", "x");

    assertThat(s3.listObjectsV2(it -> it.bucket(bucket)).contents())
        .extracting(S3Object::key)
        .containsExactly("\uffee", "😀");
  }

  private void put(String key, String text) {
    s3.putObject(it -> it.bucket(bucket).key(key), RequestBody.fromString(text));
  }

  private String text(String key) {
    return s3.getObjectAsBytes(it -> it.bucket(bucket).key(key)).asUtf8String();
  }

  private static String refusal(Runnable call) {
    return catchThrowableOfType(S3Exception.class, call::run).awsErrorDetails().errorCode();
  }
}
