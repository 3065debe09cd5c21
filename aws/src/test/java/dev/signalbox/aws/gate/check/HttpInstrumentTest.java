package dev.signalbox.aws.gate.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.signalbox.aws.client.CannedHttp;
import dev.signalbox.aws.client.Connection;
import dev.signalbox.aws.web.Guard;
import dev.signalbox.core.Refused;
import dev.signalbox.core.gate.Guarded;
import dev.signalbox.core.gate.Hook;
import dev.signalbox.core.gate.Moment;
import dev.signalbox.core.gate.Subject;
import dev.signalbox.core.gate.check.Answers;
import dev.signalbox.core.gate.check.Answers.Answered;
import dev.signalbox.core.gate.check.Answers.Unanswered;
import dev.signalbox.core.gate.check.ApprovalsInMemory;
import dev.signalbox.core.gate.check.Http;
import dev.signalbox.core.gate.check.Http.Asking;
import dev.signalbox.core.gate.check.Http.Wanted;
import dev.signalbox.core.gate.check.JsonPointer;
import dev.signalbox.core.gate.check.Observation;
import dev.signalbox.core.gate.check.Statuses;
import dev.signalbox.core.release.AccountId;
import dev.signalbox.core.release.Region;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.RuleCondition;

class HttpInstrumentTest {
  private static final Wanted HEALTHY =
      new Wanted(
          Statuses.SUCCESS,
          0,
          Map.of("x-shop", "yes"),
          List.of(
              new Http.Value(new JsonPointer("/checks/1/status"), "ok"),
              new Http.Value(new JsonPointer("/gone"), "x")),
          List.of("shop", "login"),
          List.of(),
          Optional.empty(),
          Optional.empty());

  private HttpServer server;

  HttpInstrumentTest() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 0);
  }

  @BeforeEach
  void start() {
    answer("/", 200, "fine");
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private void answer(String path, int status, String body) {
    server.createContext(
        path,
        exchange -> {
          byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
          exchange.getResponseHeaders().add("X-Shop", "yes");
          exchange.getResponseHeaders().add("Set-Cookie", "session=secret");
          exchange.getResponseHeaders().add("Location", "http://169.254.169.254/");
          exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
          exchange.getResponseBody().write(bytes);
          exchange.close();
        });
  }

  private FakeFront front() {
    return new FakeFront("127.0.0.1", server.getAddress().getPort());
  }

  private static Subject subject(Optional<String> test) {
    return new Subject(
        new Hook.CodeDeploy("d-1", "e-1"),
        new AccountId("111122223333"),
        new Region("eu-west-1"),
        new Guarded.DeploymentGroup("shop", "prod"),
        Moment.AFTER_TEST_TRAFFIC,
        new Subject.Service("shop", "web"),
        Optional.empty(),
        Optional.of(
            new Subject.Version("ecs-svc/1", Optional.of(FakeFront.GREEN), Optional.empty())),
        new Subject.Listeners(Optional.empty(), test),
        Instant.now(),
        Instant.now().plusSeconds(600));
  }

  private static Observation observe(FakeFront front, Http http, Subject subject)
      throws InterruptedException {
    var nobody =
        new Connection(
            software.amazon.awssdk.regions.Region.EU_WEST_1,
            Optional.of(URI.create("http://127.0.0.1:1")),
            AnonymousCredentialsProvider.create(),
            new CannedHttp(Map.of()));
    var services = new Services(nobody, () -> front);
    var instruments =
        new Instruments(
            services,
            new Ways(true, Guard.Inside.NOTHING),
            new ApprovalsInMemory(),
            InstantSource.system(),
            _ -> {});
    return instruments.observe(http, subject, Instant.now().plusSeconds(30));
  }

  private static Http http(String path, int requests, Wanted wanted) {
    return new Http(
        new Http.ByListener(Http.Listener.TEST, path),
        new Asking(requests, Duration.ZERO, Duration.ofSeconds(10), Map.of(), Optional.empty()),
        wanted);
  }

  private Answers answers(Http http) throws InterruptedException {
    FakeFront front = front().rule("default", Map.of(FakeFront.GREEN, 1));
    return (Answers) observe(front, http, subject(Optional.of(FakeFront.LISTENER)));
  }

  @Test
  void ofAnAnswerOnlyWhatIsWantedIsKept() throws InterruptedException {
    answer("/json", 200, "{\"checks\":[{},{\"status\":\"ok\"}],\"shop\":\"token-1\"}");

    Answers answers = answers(http("/json", 2, HEALTHY));

    assertThat(answers.exchanges()).hasSize(2);
    assertThat((Answered) answers.exchanges().getFirst())
        .satisfies(answered -> {
          assertThat(answered.status()).isEqualTo(200);
          assertThat(answered.headers()).isEqualTo(Map.of("x-shop", "yes"));
          assertThat(answered.json()).isTrue();
          assertThat(answered.values()).isEqualTo(Map.of("/checks/1/status", "ok"));
          assertThat(answered.contained()).containsExactly("shop");
        });
    assertThat(answers.toString()).doesNotContain("token-1", "session");
  }

  @Test
  void aPageThatIsNoJsonIsToldSo() throws InterruptedException {
    answer("/page", 200, "<html>login</html>");

    assertThat(answers(http("/page", 1, HEALTHY)).exchanges().getFirst())
        .isInstanceOfSatisfying(
            Answered.class,
            answered -> {
              assertThat(answered.json()).isFalse();
              assertThat(answered.contained()).containsExactly("login");
            });
  }

  @Test
  void aRedirectIsAnAnswerAndIsNotFollowed() throws InterruptedException {
    answer("/moved", 302, "");

    assertThat(answers(http("/moved", 1, HEALTHY)).exchanges().getFirst())
        .isInstanceOfSatisfying(
            Answered.class, answered -> assertThat(answered.status()).isEqualTo(302));
  }

  @Test
  void aBodyOfThirtyMegabytesIsNoAnswer() throws InterruptedException {
    answer("/huge", 200, "x".repeat(30_000_000));

    assertThat(answers(http("/huge", 1, HEALTHY)).exchanges().getFirst())
        .isInstanceOfSatisfying(
            Unanswered.class, none -> assertThat(none.why()).contains("longer than"));
  }

  /** Scenario 33: what a server may do to whoever reads it. */
  @Test
  void aBodyThatWouldGrowWhenUnpackedIsNotUnpacked() throws InterruptedException {
    server.createContext(
        "/bomb",
        exchange -> {
          exchange.getResponseHeaders().add("Content-Encoding", "gzip");
          exchange.sendResponseHeaders(200, 0);
          try (var gzip = new GZIPOutputStream(exchange.getResponseBody())) {
            gzip.write(new byte[10_000_000]);
          }
        });

    assertThat(answers(http("/bomb", 1, HEALTHY)).exchanges().getFirst())
        .isInstanceOf(Unanswered.class);
  }

  /** Scenario 33: the whole answer has a time, not each of its bytes. */
  @Test
  void aBodyThatDripsIsNoAnswer() throws InterruptedException {
    server.createContext(
        "/drip",
        exchange -> {
          exchange.sendResponseHeaders(200, 0);
          var body = exchange.getResponseBody();
          var never = new CountDownLatch(1);
          try {
            while (!never.await(20, TimeUnit.MILLISECONDS)) {
              body.write('x');
              body.flush();
            }
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        });
    var hasty =
        new Http(
            new Http.ByListener(Http.Listener.TEST, "/drip"),
            new Asking(1, Duration.ZERO, Duration.ofMillis(300), Map.of(), Optional.empty()),
            HEALTHY);

    assertThat(answers(hasty).exchanges().getFirst())
        .isInstanceOfSatisfying(
            Unanswered.class, none -> assertThat(none.why()).contains("did not answer within"));
  }

  @Test
  void whereNobodyListensThereIsNoAnswer() throws InterruptedException {
    FakeFront front =
        new FakeFront("127.0.0.1", server.getAddress().getPort())
            .rule("default", Map.of(FakeFront.GREEN, 1));
    server.stop(0);

    assertThat(
            ((Answers)
                    observe(front, http("/", 1, HEALTHY), subject(Optional.of(FakeFront.LISTENER))))
                .exchanges())
        .hasOnlyElementsOfType(Unanswered.class);
  }

  /** Scenario 28. */
  @Test
  void withoutTheTestListenerNothingIsAsked() throws InterruptedException {
    assertThat(observe(front(), http("/", 1, HEALTHY), subject(Optional.empty())))
        .isInstanceOfSatisfying(
            Observation.Missing.class,
            missing -> assertThat(missing.what()).contains("no testTrafficRoute"));
  }

  @Test
  void theListenerOfARuleIsAsked() throws InterruptedException {
    FakeFront front = front().rule("default", Map.of(FakeFront.GREEN, 1));

    observe(front, http("/", 1, HEALTHY), subject(Optional.of(FakeFront.RULE)));

    assertThat(front.asked).containsExactly(FakeFront.LISTENER);
  }

  @Test
  void theFirstRuleThatTakesTheRequestSaysWhereItGoes() throws InterruptedException {
    var health =
        RuleCondition.builder()
            .field("path-pattern")
            .pathPatternConfig(p -> p.values("/health*"))
            .build();
    var secret =
        RuleCondition.builder()
            .field("http-header")
            .httpHeaderConfig(h -> h.httpHeaderName("X-Test").values("*"))
            .build();
    FakeFront front =
        front()
            .rule("default", Map.of("other", 1))
            .rule("20", Map.of(FakeFront.GREEN, 1), health)
            .rule("3", Map.of(FakeFront.BLUE, 1), secret);

    assertThat(weights(front, "/healthz")).isEqualTo(Map.of(FakeFront.GREEN, 1));
    assertThat(weights(front, "/")).isEqualTo(Map.of("other", 1));
  }

  @Test
  void aRuleThatMayTakeTheRequestCountsAsWell() throws InterruptedException {
    var source =
        RuleCondition.builder()
            .field("source-ip")
            .sourceIpConfig(s -> s.values("10.0.0.0/8"))
            .build();
    FakeFront front =
        front()
            .rule("1", Map.of(FakeFront.BLUE, 1), source)
            .rule("default", Map.of(FakeFront.GREEN, 1));

    assertThat(weights(front, "/")).isEqualTo(Map.of(FakeFront.GREEN, 1, FakeFront.BLUE, 1));
  }

  private static Map<String, Integer> weights(FakeFront front, String path)
      throws InterruptedException {
    Observation observed =
        observe(front, http(path, 1, HEALTHY), subject(Optional.of(FakeFront.LISTENER)));
    return ((Answers) observed).forwarding().getLast().weights();
  }

  @Test
  void anAddressThatMustNotBeAskedIsRefused() {
    var metadata =
        new Http(
            new Http.ByAddress(URI.create("http://169.254.169.254/latest/meta-data/")),
            Asking.ONCE,
            Wanted.success());

    assertThatThrownBy(() -> observe(front(), metadata, subject(Optional.empty())))
        .isInstanceOf(Refused.class);
  }

  @Test
  void aMissingPermissionIsNamedWithWhatItIsFor() {
    assertThatThrownBy(() ->
            observe(
                front().denying(), http("/", 1, HEALTHY), subject(Optional.of(FakeFront.LISTENER))))
        .isInstanceOf(Refused.class)
        .hasMessageContaining("elasticloadbalancing:DescribeRules")
        .hasMessageContaining(FakeFront.LISTENER);
  }
}
