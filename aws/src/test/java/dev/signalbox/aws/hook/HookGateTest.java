package dev.signalbox.aws.hook;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.core.hook.DeliveriesInMemory;
import dev.signalbox.core.hook.Receiver;
import dev.signalbox.core.hook.Reply;
import dev.signalbox.core.release.AccountId;
import dev.signalbox.core.release.Region;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HookGateTest {
  private static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");

  private final List<String> hooks = new ArrayList<>();

  private Reply accept(String json) {
    var receiver =
        new Receiver(
            new Receiver.Place(new AccountId("111111111111"), new Region("eu-west-1")),
            (hook, _) -> {
              hooks.add(hook);
              return List.of("secret");
            },
            new DeliveriesInMemory(),
            new HookBodies(),
            () -> {
              throw new AssertionError("no definition is read");
            },
            _ -> {},
            _ -> {},
            InstantSource.fixed(NOW));
    return new HookGate(receiver)
        .accept(HookRequest.read(json.getBytes(UTF_8)), NOW.plusSeconds(10));
  }

  private static String request(String method, String path, String headers, String body) {
    return """
    {"version":"2.0","rawPath":"%s","headers":{%s},"body":%s,
     "requestContext":{"http":{"method":"%s","sourceIp":"192.0.2.1"}}}
    """
        .formatted(path, headers, body, method);
  }

  @Test
  void aBodyThatIsAnnouncedAsTooLongIsNotLookedAt() {
    assertThat(
            accept(
                    request(
                        "POST",
                        "/hooks/a",
                        "\"content-length\":\"1073741824\",\"x-gitlab-token\":\"secret\"",
                        "\"{}\""))
                .status())
        .isEqualTo(413);
    assertThat(
            accept(
                    request("POST", "/hooks/a", "\"content-length\":\"9\".repeat", "1")
                        .replace("\"9\".repeat", "\"" + "9".repeat(40) + "\""))
                .status())
        .isEqualTo(413);
    assertThat(hooks).isEmpty();
  }

  @Test
  void aBodyThatIsTooLongIsNotLookedAtWhateverIsAnnounced() {
    String plain = "\"" + "a".repeat(HookRequest.MOST_BYTES + 1) + "\"";
    String wide = "\"" + "é".repeat(HookRequest.MOST_BYTES / 2 + 1) + "\"";
    String packed =
        "\""
            + Base64.getEncoder().encodeToString(new byte[HookRequest.MOST_BYTES + 1])
            + "\",\"isBase64Encoded\":true";
    for (String body : List.of(plain, wide, packed)) {
      assertThat(accept(request("POST", "/hooks/a", "\"content-length\":\"1\"", body)).status())
          .isEqualTo(413);
    }
    assertThat(hooks).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "/hooks",
        "/hooks/",
        "/hooks/a/b",
        "/hooks/../x",
        "/hooks/.x",
        "/HOOKS/a",
        "/hooks/a%2Fb",
        "/hooks/*",
        "//hooks/a",
        "/hooks/ü"
      })
  void aPathThatNamesNoWebhookIsNothing(String path) {
    assertThat(accept(request("POST", path, "\"x-gitlab-token\":\"secret\"", "\"{}\"")).status())
        .isEqualTo(404);
    assertThat(hooks).isEmpty();
  }

  @Test
  void webhooksArePosted() {
    assertThat(accept(request("GET", "/hooks/a", "", "\"\"")).status()).isEqualTo(405);
  }

  @Test
  void theBytesThatWereSignedAreThoseThatCameIn() {
    String body = Base64.getEncoder().encodeToString("{\"a\":1}".getBytes(UTF_8));

    assertThat(
            accept(
                    request(
                        "POST",
                        "/hooks/a",
                        "\"X-GitLab-Token\":\"secret\",\"X-Gitlab-Event\":\"Note Hook\"",
                        "\"" + body + "\",\"isBase64Encoded\":true"))
                .status())
        .isEqualTo(200);
    assertThat(hooks).contains("a");
  }
}
