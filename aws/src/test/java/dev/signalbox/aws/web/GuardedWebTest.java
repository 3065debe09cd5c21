package dev.signalbox.aws.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.core.Refused;
import dev.signalbox.core.Unavailable;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GuardedWebTest {
  private static final Limits LIMITS = new Limits(Duration.ofSeconds(20), 4096, 1000, 2);
  private static final Limits HASTY = new Limits(Duration.ofMillis(300), 4096, 1000, 2);

  private static Answer ask(RudeServer server, String path, Limits limits) {
    Guard guard = Guard.of(Set.of(Origin.of(server.address("/"))), true);
    return new GuardedWeb(guard, limits)
        .send(Request.get(server.address(path), Map.of("Authorization", "Bearer t-1")));
  }

  private static String body(Answer answer) {
    return new String(answer.body(), StandardCharsets.UTF_8);
  }

  @Test
  void aRequestIsPlainHttp() throws IOException {
    try (var server = RudeServer.saying("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhi")) {
      Answer answer = ask(server, "/a%20b?c=d", LIMITS);

      assertThat(answer.status()).isEqualTo(200);
      assertThat(body(answer)).isEqualTo("hi");
      assertThat(server.requests().getFirst())
          .startsWith("GET /a%20b?c=d HTTP/1.1\r\nHost: 127.0.0.1:" + server.port() + "\r\n")
          .contains("\r\nAccept-Encoding: identity\r\n", "\r\nAuthorization: Bearer t-1\r\n");
    }
  }

  @Test
  void anAnswerMayComeInPiecesOrUntilItEnds() throws IOException {
    try (var pieces =
            RudeServer.saying(
                """
                HTTP/1.1 200 OK
                Transfer-Encoding: chunked

                2
                hi
                1;x=y
                !
                0
                Trailer: t

                """
                    .replace("\n", "\r\n"));
        var ending = RudeServer.saying("HTTP/1.1 100 C\r\n\r\nHTTP/1.0 404 No\r\n\r\nnot here")) {
      assertThat(body(ask(pieces, "/", LIMITS))).isEqualTo("hi!");
      assertThat(body(ask(ending, "/", LIMITS))).isEqualTo("not here");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "HTTP/1.1 200 OK\r\nContent-Length: 99999999999999999999\r\n\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nFFFFFFFFF\r\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nhi!\r\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n",
        "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\nbomb",
        "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhi",
        "HTTP/1.1 200 OK\r\nno header\r\n\r\n",
        "SSH-2.0-OpenSSH_9.6\r\n",
        "HTTP/1.1 999 Odd\r\n\r\n",
        ""
      })
  void anAnswerThatIsOddIsNone(String text) throws IOException {
    try (var server = RudeServer.saying(text)) {
      assertThatThrownBy(() -> ask(server, "/", LIMITS)).isInstanceOf(Unavailable.class);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "HTTP/1.1 200 OK\r\nContent-Length: 1001\r\n\r\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nFFFFFFFF\r\n"
      })
  void aBodyThatIsAnnouncedAsTooLongIsNotWaitedFor(String text) throws IOException {
    try (var server = RudeServer.saying(text)) {
      assertThatThrownBy(() -> ask(server, "/", LIMITS)).isInstanceOf(TooLong.class);
    }
  }

  @Test
  void anEndlessBodyIsCutOff() throws IOException {
    try (var server =
        new RudeServer((_, out) -> {
          out.write("HTTP/1.1 200 OK\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
          while (true) {
            out.write(new byte[1000]);
          }
        })) {
      assertThatThrownBy(() -> ask(server, "/", LIMITS))
          .isInstanceOf(TooLong.class)
          .hasMessageContaining("longer than 1000 bytes");
    }
  }

  @Test
  void endlessHeadersAreCutOff() throws IOException {
    try (var server =
        new RudeServer((_, out) -> {
          out.write("HTTP/1.1 200 OK\r\n".getBytes(StandardCharsets.US_ASCII));
          while (true) {
            out.write("a: b\r\n".getBytes(StandardCharsets.US_ASCII));
          }
        })) {
      assertThatThrownBy(() -> ask(server, "/", LIMITS))
          .isInstanceOf(Unavailable.class)
          .hasMessageContaining("headers are longer than 4096 bytes");
    }
  }

  @Test
  void anAnswerThatComesByteByByteRunsOutOfTime() throws IOException {
    try (var server =
        new RudeServer((_, out) -> {
          out.write("HTTP/1.1 200 OK\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
          while (true) {
            out.write('x');
            out.flush();
            Thread.sleep(20);
          }
        })) {
      assertThatThrownBy(() -> ask(server, "/", HASTY))
          .isInstanceOf(Unavailable.class)
          .hasMessageContaining("did not answer within PT0.3S");
    }
  }

  @Test
  void aRedirectWithinTheSamePlaceIsFollowed() throws IOException {
    try (var server =
        new RudeServer((request, out) ->
            out.write(
                (request.startsWith("GET /old ")
                        ? "HTTP/1.1 301 Moved\r\nLocation: /new\r\n\r\n"
                        : "HTTP/1.1 200 OK\r\n\r\nnew")
                    .getBytes(StandardCharsets.US_ASCII)))) {
      assertThat(body(ask(server, "/old", LIMITS))).isEqualTo("new");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://169.254.169.254/latest/meta-data/",
        "https://api.example.com/",
        "http://localhost:1/",
        "file:///etc/passwd",
        "//evil.test/",
        "ht tp://"
      })
  void aRedirectToAnotherPlaceIsRefusedAndTheTokenStays(String location) throws IOException {
    try (var server = RudeServer.saying("HTTP/1.1 302 F\r\nLocation: " + location + "\r\n\r\n")) {
      assertThatThrownBy(() -> ask(server, "/", LIMITS)).isInstanceOf(Refused.class);
      assertThat(server.requests()).hasSize(1);
    }
  }

  @Test
  void redirectsInCirclesEnd() throws IOException {
    try (var server = RudeServer.saying("HTTP/1.1 302 Found\r\nLocation: /\r\n\r\n")) {
      assertThatThrownBy(() -> ask(server, "/", LIMITS))
          .isInstanceOf(Refused.class)
          .hasMessageContaining("more than 2 times");
      assertThat(server.requests()).hasSize(3);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"a\r\nHost: evil", "a\nb", "sécret"})
  void aHeaderCannotBecomeTwoAndIsNotTold(String value) {
    assertThatThrownBy(
            () -> Request.get(URI.create("https://api.example.com/"), Map.of("Token", value)))
        .isInstanceOf(Refused.class)
        .hasMessageNotContaining(value);
  }

  @Test
  void whereNoRedirectIsFollowedItIsAnAnswer() throws IOException {
    try (var server =
        RudeServer.saying("HTTP/1.1 302 F\r\nLocation: http://169.254.169.254/\r\n\r\n")) {
      Answer answer = ask(server, "/", new Limits(Duration.ofSeconds(20), 4096, 1000, 0));

      assertThat(answer.status()).isEqualTo(302);
      assertThat(server.requests()).hasSize(1);
    }
  }

  @Test
  void aServerMayBeAskedForAnotherNameThanItsAddressHas() throws IOException {
    try (var server = RudeServer.saying("HTTP/1.1 200 OK\r\n\r\nhi")) {
      Guard guard = Guard.of(Set.of(Origin.of(server.address("/"))), true);
      Measured measured =
          new GuardedWeb(guard, LIMITS)
              .measure(
                  new Request(
                      "GET", server.address("/"), Map.of(), Optional.of("shop.example.com")));

      assertThat(server.requests().getFirst()).contains("\r\nHost: shop.example.com\r\n");
      assertThat(measured.took()).isPositive();
      assertThat(measured.certified()).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"a b", "a\r\nX: y", "a:80", "A", "", "user@a"})
  void aNameThatIsNoneIsRefused(String name) {
    URI address = URI.create("https://api.example.com/");

    assertThatThrownBy(() -> new Request("GET", address, Map.of(), Optional.of(name)))
        .isInstanceOf(Refused.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"Host", "content-length", "Transfer-Encoding", "Connection"})
  void whatTheClientSaysItselfIsNotSaidTwice(String header) {
    URI address = URI.create("https://api.example.com/");

    assertThatThrownBy(() -> Request.get(address, Map.of(header, "1"))).isInstanceOf(Refused.class);
  }
}
