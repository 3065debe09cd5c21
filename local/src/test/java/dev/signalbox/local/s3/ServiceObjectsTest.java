package dev.signalbox.local.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import dev.signalbox.local.api.AwsError;
import dev.signalbox.local.api.Caller;
import dev.signalbox.local.api.Identity;
import dev.signalbox.local.api.ManualClock;
import dev.signalbox.local.api.Place;
import dev.signalbox.local.api.Resources.Made;
import dev.signalbox.local.api.Store;
import dev.signalbox.local.store.MvStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServiceObjectsTest {
  private static final Place HERE = new Place("111111111111", "eu-west-1");

  @TempDir Path directory;
  private final List<String> events = new ArrayList<>();
  private Store store;
  private S3 s3;

  @BeforeEach
  void makeBucket() throws JsonProcessingException {
    start();
    make("AWS::S3::Bucket", "artifacts", "{}");
  }

  @Test
  void whatAServicePutsItGets() throws IOException {
    var put = s3.put("artifacts", "../../out.zip", file("one"), Map.of("a", "b"));

    var got = s3.get("artifacts", "../../out.zip", Optional.empty()).orElseThrow();
    assertThat(got).isEqualTo(put);
    assertThat(Files.readString(got.file())).isEqualTo("one");
    assertThat(got.versionId()).isEqualTo("null");
    assertThat(got.metadata()).isEqualTo(Map.of("a", "b"));
  }

  @Test
  void aFileThatWasLookedUpCanStillBeReadWhenTheObjectIsReplaced() throws IOException {
    s3.put("artifacts", "k", file("one"), Map.of());
    var got = s3.get("artifacts", "k", Optional.empty()).orElseThrow();
    s3.put("artifacts", "k", file("two"), Map.of());

    assertThat(Files.readString(got.file())).isEqualTo("one");
  }

  @Test
  void replacedBytesDoNotStayForever() throws IOException {
    s3.put("artifacts", "k", file("one"), Map.of());
    var old = s3.get("artifacts", "k", Optional.empty()).orElseThrow().file();
    s3.put("artifacts", "k", file("two"), Map.of());
    s3.close();

    assertThat(old).doesNotExist();
  }

  @Test
  void aVersionIsTheOneAskedFor() throws IOException {
    make("AWS::S3::Bucket", "artifacts", "{\"VersioningConfiguration\":{\"Status\":\"Enabled\"}}");
    var first = s3.put("artifacts", "k", file("one"), Map.of());
    s3.put("artifacts", "k", file("two"), Map.of());

    var got = s3.get("artifacts", "k", Optional.of(first.versionId())).orElseThrow();
    assertThat(Files.readString(got.file())).isEqualTo("one");
    assertThat(s3.get("artifacts", "k", Optional.of("unknown"))).isEmpty();
  }

  @Test
  void objectsOutliveARestart() throws IOException {
    s3.put("artifacts", "k", file("one"), Map.of());
    stop();
    start();

    var got = s3.get("artifacts", "k", Optional.empty()).orElseThrow();
    assertThat(Files.readString(got.file())).isEqualTo("one");
  }

  @Test
  void aBucketThatIsNotThereIsAnError() {
    assertThat(s3.bucketExists("nowhere")).isFalse();
    assertThatThrownBy(() -> s3.get("nowhere", "k", Optional.empty()))
        .isInstanceOfSatisfying(
            AwsError.class, it -> assertThat(it.code()).isEqualTo("NoSuchBucket"));
  }

  @Test
  void aTemplateSwitchesEventsOn() throws IOException {
    s3.put("artifacts", "k", file("x"), Map.of());
    assertThat(events).isEmpty();
    make(
        "AWS::S3::Bucket",
        "artifacts",
        "{\"NotificationConfiguration\":{\"EventBridgeConfiguration\":{}}}");
    s3.put("artifacts", "k", file("x"), Map.of());

    assertThat(events).containsExactly("Object Created");
  }

  @Test
  void aTemplatesPolicyIsCheckedAsACallWouldBe() throws JsonProcessingException {
    make(
        "AWS::S3::BucketPolicy",
        "policy",
        """
        {"Bucket": "artifacts", "PolicyDocument": {"Statement": [{"Effect": "Deny", "Principal": "*",
          "Action": "s3:*", "Resource": "arn:aws:s3:::artifacts/*"}]}}
        """);

    assertThatThrownBy(() ->
            make(
                "AWS::S3::BucketPolicy",
                "policy",
                "{\"Bucket\": \"artifacts\", \"PolicyDocument\": {\"Statement\": []}}"))
        .isInstanceOfSatisfying(
            AwsError.class, it -> assertThat(it.code()).isEqualTo("MalformedPolicy"));
  }

  @Test
  void aNotificationThatCannotBeSentIsNotTaken() {
    assertThatThrownBy(() ->
            make(
                "AWS::S3::Bucket",
                "artifacts",
                "{\"NotificationConfiguration\":{\"LambdaConfigurations\":[{}]}}"))
        .isInstanceOfSatisfying(AwsError.class, it -> assertThat(it.status()).isEqualTo(501));
  }

  @Test
  void anotherAccountsBucketIsNotMadeOurs() {
    assertThatThrownBy(() ->
            s3.make(
                new Place("222222222222", "eu-west-1"),
                "AWS::S3::Bucket",
                "B",
                "artifacts",
                new ObjectMapper().createObjectNode()))
        .isInstanceOfSatisfying(
            AwsError.class, it -> assertThat(it.code()).isEqualTo("BucketAlreadyExists"));
  }

  @Test
  void whatRefAndGetAttAnswer() throws JsonProcessingException {
    var made = make("AWS::S3::Bucket", "named", "{}");

    assertThat(made.ref()).isEqualTo("named");
    assertThat(made.attributes()).containsEntry("Arn", "arn:aws:s3:::named");
  }

  private Made make(String type, String name, String properties) throws JsonProcessingException {
    return s3.make(HERE, type, "B", name, (ObjectNode) new ObjectMapper().readTree(properties));
  }

  private Path file(String text) throws IOException {
    return Files.writeString(directory.resolve("file"), text);
  }

  private void start() {
    store = MvStore.open(Optional.of(directory.resolve("data")));
    s3 =
        new S3(
            store,
            new ManualClock("2026-01-02T03:04:05Z"),
            (place, source, type, resources, detail) -> events.add(type),
            new Nobody());
  }

  @AfterEach
  void stop() {
    s3.close();
    store.close();
  }

  private static final class Nobody implements Identity {
    @Override
    public Optional<Key> key(String accessKeyId) {
      return Optional.empty();
    }

    @Override
    public Caller verify(HttpExchange exchange, Optional<byte[]> body) {
      throw new UnsupportedOperationException("no requests here");
    }
  }
}
