package dev.signalbox.core.redact;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class RedactionTest {
  private static final Redaction REDACTION = Redaction.ofShapes();
  private static final String UPPER = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
  private static final String DIGITS = "0123456789";
  private static final String LETTERS = UPPER + "abcdefghijklmnopqrstuvwxyz";
  private static final String WORD = LETTERS + DIGITS;
  private static final String URL_SAFE = WORD + "-_";

  private static String any(Random random, String alphabet, int length) {
    StringBuilder text = new StringBuilder();
    IntStream.range(0, length)
        .forEach(_ -> text.append(alphabet.charAt(random.nextInt(alphabet.length()))));
    return text.toString();
  }

  /** Secrets of every shape that is known by its looks. */
  private static List<String> secrets(Random r) {
    return List.of(
        "AKIA" + any(r, UPPER + "234567", 16),
        "ASIA" + any(r, UPPER + "234567", 16),
        "aB1" + any(r, WORD + "/+", 37),
        "ghp_" + any(r, WORD, 36),
        "ghs_" + any(r, WORD, 36),
        "github_pat_" + any(r, WORD, 22) + "_" + any(r, WORD, 59),
        "glpat-" + any(r, URL_SAFE, 20),
        "xoxb-" + any(r, DIGITS, 12) + "-" + any(r, WORD, 24),
        "xoxe.xoxp-1-" + any(r, WORD, 40),
        "xapp-1-A" + any(r, WORD, 30),
        "sk_live_" + any(r, WORD, 24),
        "sk-" + any(r, WORD, 48),
        "AIza" + any(r, URL_SAFE, 35),
        "npm_" + any(r, WORD, 36),
        "pypi-" + any(r, URL_SAFE, 60),
        "SG." + any(r, URL_SAFE, 22) + "." + any(r, URL_SAFE, 43),
        "eyJ" + any(r, URL_SAFE, 30) + ".eyJ" + any(r, URL_SAFE, 60) + "." + any(r, URL_SAFE, 43),
        "-----BEGIN RSA PRIVATE KEY-----\n"
            + any(r, WORD + "+/\n", 900)
            + "\n-----END RSA PRIVATE KEY-----",
        "-----BEGIN PRIVATE KEY-----\n" + any(r, WORD + "+/\n", 300));
  }

  private static Stream<String> surroundings() {
    return Stream.of(
        "%s",
        "the answer was '%s', and not 200",
        "{\"level\":\"info\",\"note\":\"%s\"}",
        "https://shop.example/page?q=%s",
        "\u001b[31m%s\u001b[0m",
        "\r\n%s\r\n",
        "línea ☃ %s ü",
        "<b>%s</b>");
  }

  @ParameterizedTest
  @MethodSource("surroundings")
  void noGeneratedSecretIsLeftWhereverItStands(String surrounding) {
    Random random = new Random(20_261_121);
    for (int round = 0; round < 200; round++) {
      for (String secret : secrets(random)) {
        String clean = REDACTION.of(surrounding.replace("%s", secret));
        assertThat(clean).contains(Redaction.MARK).doesNotContain(secret.substring(12));
      }
    }
  }

  private static Stream<String> places() {
    return Stream.of(
        "password=%s",
        "PGPASSWORD=%s",
        "DB_PASSWORD: %s",
        "client_secret=%s&grant_type=x",
        "{\"apiKey\":\"%s\"}",
        "{\"access_token\" : \"%s\", \"expires_in\": 3600}",
        "{\"body\":\"{\\\"password\\\":\\\"%s\\\"}\"}",
        "X-Api-Key: %s",
        "Authorization: Bearer %s",
        "authorization: AWS4-HMAC-SHA256 Credential=x/y, Signature=%s",
        "Proxy-Authorization: Basic %s",
        "Cookie: theme=dark; session=%s; lang=en",
        "Set-Cookie: sid=%s; HttpOnly",
        "https://user:%s@shop.example/a",
        "https://%s@shop.example/a",
        "postgres://shop:%s/x@db.internal:5432/shop",
        "redis://:%s@cache",
        "https://bucket.s3.amazonaws.com/a?X-Amz-Date=1&X-Amz-Signature=%s",
        "https://blob.core.windows.net/a?sv=1&sig=%s&se=2",
        "https://hooks.slack.com/services/T0/B0/%s",
        "--token %s was --token=%s",
        "secret => '%s'");
  }

  @ParameterizedTest
  @MethodSource("places")
  void noSecretIsLeftWhoseNameSaysThatItIsOne(String place) {
    Random random = new Random(7);
    for (int round = 0; round < 200; round++) {
      String secret = any(random, WORD, 8 + random.nextInt(30));
      String told = place.replace("--token %s was ", "").replace("%s", secret);
      assertThat(REDACTION.of(told)).doesNotContain(secret);
    }
  }

  @Test
  void aKnownSecretIsFoundWhateverItLooksLike() {
    Redaction redaction = Redaction.knowing(List.of("correct horse", "correct horse battery", "x"));
    assertThat(redaction.of("GET /?q=correct horse battery&x=correct horse"))
        .isEqualTo("GET /?q=[redacted]&x=[redacted]");
  }

  @Test
  void doingItTwiceChangesNothingMore() {
    Random random = new Random(3);
    Stream.concat(surroundings(), places())
        .forEach(text ->
            secrets(random)
                .forEach(secret -> {
                  String once = REDACTION.of(text.replace("%s", secret));
                  assertThat(REDACTION.of(once)).isEqualTo(once);
                }));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "3f2a9c1d3f2a9c1d3f2a9c1d3f2a9c1d3f2a9c1d",
        "sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
        "arn:aws:elasticloadbalancing:eu-west-1:111111111111:targetgroup/Shop-Green/73e2d6bc24d8a067",
        "arn:aws:secretsmanager:eu-west-1:111111111111:secret:signalbox/github-AbCdEf",
        "https://shop.example:8443/health?email=a@b.example",
        "http://127.0.0.1:9001/@scope/package",
        "d-A1B2C3D4E",
        "503 Service Unavailable after 1.2 s; 4 of 5 requests failed",
        "the basic checks passed",
        "2026-11-21T14:10:40Z",
        "monkey=banana tokens used: none",
        "TokenCount: 12",
      })
  void whatIsNoSecretStays(String text) {
    assertThat(REDACTION.of(text)).isEqualTo(text);
  }

  @Test
  void jsonStaysJson() {
    assertThat(REDACTION.of("{\"password\":\"a\\\"b\",\"status\":\"up\"}"))
        .isEqualTo("{\"password\":\"[redacted]\",\"status\":\"up\"}");
  }

  @Test
  void aHeadersNameTellsThatItsValueIsSecret() {
    assertThat(REDACTION.of("X-Shop-Token", "abc")).isEqualTo(Redaction.MARK);
    assertThat(REDACTION.of("Content-Type", "text/html")).isEqualTo("text/html");
  }

  /** Each would keep a pattern busy that gives back what it has taken. */
  private static Stream<String> floods() {
    return Stream.of(
        "a".repeat(300_000),
        "password".repeat(40_000),
        "token-".repeat(50_000),
        "a://b:x".repeat(40_000),
        "\\\"".repeat(100_000),
        "secret=\"" + "\\".repeat(200_000),
        "secret=\"" + "\\\"a".repeat(100_000),
        "-----BEGIN PRIVATE KEY-----".repeat(10_000),
        "eyJaaaaaaaa.".repeat(20_000),
        "A1b/".repeat(80_000),
        " aB1".repeat(80_000),
        "bearer ".repeat(40_000));
  }

  @ParameterizedTest
  @MethodSource("floods")
  void noTextKeepsItBusy(String flood) {
    Assertions.assertTimeoutPreemptively(Duration.ofSeconds(20), () -> REDACTION.of(flood));
  }
}
