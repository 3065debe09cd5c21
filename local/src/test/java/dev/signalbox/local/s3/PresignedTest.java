package dev.signalbox.local.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.signalbox.local.LocalServer;
import java.net.URI;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

class PresignedTest {
  @RegisterExtension static final LocalServer SERVER = new LocalServer();

  private final S3Client s3 = SERVER.client(S3Client.builder());
  private final String bucket = "presigned-" + UUID.randomUUID();

  @BeforeEach
  void makeBucket() {
    s3.createBucket(it -> it.bucket(bucket));
    s3.putObject(
        it -> it.bucket(bucket).key("a ü/+&?b"), RequestBody.fromString("behind the link"));
  }

  @Test
  void aLinkOpensTheObject() {
    assertThat(get(link("127.0.0.1", Duration.ofMinutes(1)))).contains("behind the link");
  }

  @Test
  void aBucketInTheHostsNameIsTheOneMeant() {
    var link = link("localhost", Duration.ofMinutes(1));

    assertThat(link.getHost()).isEqualTo(bucket + ".localhost");
    assertThat(get(link)).contains("behind the link");
  }

  @Test
  void aHostOfAwsIsOneOfOurs() {
    var link = link("s3.eu-west-1.amazonaws.com", Duration.ofMinutes(1));

    assertThat(get(link)).contains("behind the link");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "s3.amazonaws.com.example.org",
        "xs3.amazonaws.com",
        "s3.example.org",
        "amazonaws.com"
      })
  void aHostThatOnlyLooksLikeAwsIsTurnedAway(String host) {
    var link = link("127.0.0.1", Duration.ofMinutes(1));
    var answer =
        Requests.send(SERVER.address(), "GET " + link.getRawPath(), host, Map.of(), new byte[0]);

    assertThat(answer).startsWith("HTTP/1.1 403").contains("loopback names only");
  }

  @Test
  void aLinkThatWasChangedOpensNothing() {
    var link = link("127.0.0.1", Duration.ofMinutes(1)).toString().replace("a%20", "b%20");

    assertThat(get(URI.create(link))).contains("<Code>SignatureDoesNotMatch</Code>");
  }

  @Test
  void aLinkExpires() {
    var link = link("127.0.0.1", Duration.ofSeconds(1));

    await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(() ->
            assertThat(get(link))
                .startsWith("HTTP/1.1 403")
                .contains("<Code>AccessDenied</Code>", "Request has expired"));
  }

  @Test
  void aLinkIsForAWeekAtMost() {
    var link = link("127.0.0.1", Duration.ofDays(7)).toString().replace("604800", "604801");

    assertThat(get(URI.create(link))).contains("<Code>AuthorizationQueryParametersError</Code>");
  }

  @Test
  void withoutASignatureNobodyIsLetIn() {
    var answer =
        Requests.send(
            SERVER.address(), "GET /" + bucket + "/x", "127.0.0.1", Map.of(), new byte[0]);

    assertThat(answer).startsWith("HTTP/1.1 403").contains("<Code>AccessDenied</Code>");
  }

  @Test
  void anUnknownKeyIsNamed() {
    var stranger = SERVER.client(S3Client.builder(), "AKIAUNKNOWN", "x", "eu-west-1");

    assertThat(Requests.refusal(stranger::listBuckets)).isEqualTo("InvalidAccessKeyId");
  }

  @Test
  void aWrongSecretDoesNotSign() {
    var forger = SERVER.client(S3Client.builder(), LocalServer.ACCOUNT, "wrong", "eu-west-1");

    assertThat(Requests.refusal(forger::listBuckets)).isEqualTo("SignatureDoesNotMatch");
  }

  private static String get(URI link) {
    var target = link.getRawPath() + "?" + link.getRawQuery();
    return Requests.send(
        SERVER.address(),
        "GET " + target,
        link.getAuthority(),
        Map.of(),
        "".getBytes(StandardCharsets.UTF_8));
  }

  private URI link(String host, Duration validity) {
    var credentials = AwsBasicCredentials.create(LocalServer.ACCOUNT, "local");
    try (var presigner =
        S3Presigner.builder()
            .region(Region.EU_WEST_1)
            .credentialsProvider(StaticCredentialsProvider.create(credentials))
            .endpointOverride(URI.create("http://" + host + ":" + SERVER.address().getPort()))
            .serviceConfiguration(S3Configuration.builder().build())
            .build()) {
      URL url =
          presigner
              .presignGetObject(it ->
                  it.signatureDuration(validity)
                      .getObjectRequest(o -> o.bucket(bucket).key("a ü/+&?b")))
              .url();
      return URI.create(url.toString());
    }
  }
}
