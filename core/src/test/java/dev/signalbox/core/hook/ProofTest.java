package dev.signalbox.core.hook;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.core.release.Provider;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProofTest {
  private static final Instant NOW = Instant.ofEpochSecond(1614265330);

  // The examples that GitHub's documentation and the Standard Webhooks specification give.
  private static final String SECRET = "It's a Secret to Everybody";
  private static final String BODY = "Hello, World!";
  private static final String CODE =
      "757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17";
  private static final String KEY = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
  private static final String TIMED_BODY = "{\"test\": 2432232314}";
  private static final Map<String, String> TIMED =
      Map.of(
          "webhook-id", "msg_p5jXN8AQM9LWM0D4loKWxJek",
          "webhook-timestamp", "1614265330",
          "webhook-signature", "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");

  private static boolean holds(Map<String, String> headers, String body, String secret) {
    var request = new Received("shop", headers, body.getBytes(UTF_8));
    return Proof.of(request).filter(proof -> proof.holds(request.body(), secret, NOW)).isPresent();
  }

  @Test
  void theCodeOfTheBodyUnderTheSecretIsAProof() {
    assertThat(holds(Map.of("x-hub-signature-256", "sha256=" + CODE), BODY, SECRET)).isTrue();
    assertThat(holds(Map.of("x-hub-signature", "sha256=" + CODE), BODY, SECRET)).isTrue();
    assertThat(holds(TIMED, TIMED_BODY, KEY)).isTrue();
    assertThat(holds(Map.of("x-gitlab-token", SECRET), BODY, SECRET)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "sha256=",
        "sha1=",
        "v0=",
        CODE,
        "sha256=757107EA0EB2509FC211221CCE984B8A37570B6D7586C22C46F4379C8B043E17",
        "sha256=" + CODE + ",sha256=" + CODE,
        "sha256=" + CODE + "0",
        "sha256=657107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17",
        "sha512=" + CODE
      })
  void nothingElseIs(String signature) {
    assertThat(holds(Map.of("x-hub-signature-256", signature), BODY, SECRET)).isFalse();
    assertThat(holds(Map.of("x-hub-signature", signature), BODY, SECRET)).isFalse();
    assertThat(holds(Map.of("x-gitlab-token", signature), BODY, SECRET)).isFalse();
    assertThat(holds(with(TIMED, "webhook-signature", signature), TIMED_BODY, KEY)).isFalse();
  }

  @Test
  void aBodyThatWasPutDifferentlyIsAnotherBody() {
    assertThat(holds(Map.of("x-hub-signature-256", "sha256=" + CODE), BODY + "\n", SECRET))
        .isFalse();
    assertThat(holds(Map.of("x-hub-signature-256", "sha256=" + CODE), "Hello,+World!", SECRET))
        .isFalse();
  }

  @Test
  void twoProofsAreNone() {
    String good = "sha256=" + CODE;

    assertThat(holds(Map.of("x-hub-signature-256", good, "x-hub-signature", good), BODY, SECRET))
        .isFalse();
    assertThat(holds(Map.of("x-hub-signature-256", good, "x-gitlab-token", SECRET), BODY, SECRET))
        .isFalse();
    assertThat(holds(Map.of(), BODY, SECRET)).isFalse();
  }

  @Test
  void gitHubsOldSignatureIsNotLookedAt() {
    assertThat(
            holds(
                Map.of("x-hub-signature-256", "sha256=" + CODE, "x-hub-signature", "sha1=0"),
                BODY,
                SECRET))
        .isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "1614265330, true",
    "1614265030, true",
    "1614265630, true",
    "1614265029, false",
    "1614265631, false",
    "soon, false",
    "-1, false",
    "99999999999999999999, false",
    "'', false"
  })
  void aProofWithATimeHoldsForFiveMinutes(String timestamp, boolean holds) throws Exception {
    var mac = javax.crypto.Mac.getInstance("HmacSHA256");
    mac.init(new javax.crypto.spec.SecretKeySpec("plain".getBytes(UTF_8), "HmacSHA256"));
    byte[] code = mac.doFinal(("id-1." + timestamp + ".body").getBytes(UTF_8));
    Map<String, String> headers = new HashMap<>();
    headers.put("webhook-id", "id-1");
    headers.put("webhook-timestamp", timestamp);
    headers.put(
        "webhook-signature", "v1,AAAA v1," + java.util.Base64.getEncoder().encodeToString(code));

    assertThat(holds(headers, "body", "plain")).isEqualTo(holds);
  }

  @Test
  void itTellsWhoseItIsAndNeverTheSecret() {
    var request = new Received("shop", Map.of("x-gitlab-token", SECRET), new byte[0]);

    assertThat(Proof.of(request).map(Proof::provider)).hasValue(Provider.GITLAB);
    assertThat(Proof.of(request).orElseThrow()).asString().doesNotContain(SECRET);
  }

  private static Map<String, String> with(Map<String, String> map, String key, String value) {
    Map<String, String> changed = new HashMap<>(map);
    changed.put(key, value);
    return changed;
  }
}
