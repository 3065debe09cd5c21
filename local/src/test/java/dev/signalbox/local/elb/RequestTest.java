package dev.signalbox.local.elb;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import dev.signalbox.local.LocalServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Action;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.LoadBalancer;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.LoadBalancerAttribute;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.RuleCondition;

class RequestTest {
  @RegisterExtension static final LocalServer LOCAL = new LocalServer();

  private final Grid grid = new Grid(LOCAL);
  private final Backend backend = grid.backend("shop");
  private final LoadBalancer balancer = grid.balancer();
  private final String listener =
      grid.listener(balancer, Grid.forward(Map.of(grid.groupOf(backend), 1)));

  @AfterEach
  void close() {
    grid.close();
  }

  private URI url(String path) {
    return grid.url(listener, path);
  }

  private static void echo(HttpExchange exchange) throws IOException {
    byte[] body = exchange.getRequestBody().readAllBytes();
    exchange.sendResponseHeaders(200, 0);
    try (exchange) {
      exchange.getResponseBody().write(body);
    }
  }

  private String raw(String request) {
    URI url = url("/");
    try (Socket socket = new Socket(url.getHost(), url.getPort())) {
      socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void aTargetLearnsWhoAskedAndHow() {
    backend.serves(
        "/who",
        it ->
            Backend.answer(
                it,
                200,
                String.join(
                    " ",
                    it.getRequestHeaders().getFirst("X-Forwarded-For"),
                    it.getRequestHeaders().getFirst("X-Forwarded-Proto"),
                    it.getRequestHeaders().getFirst("X-Forwarded-Port"),
                    it.getRequestHeaders().getFirst("Host"))));
    URI url = url("/who");
    String body =
        grid.send(HttpRequest.newBuilder(url).header("X-Forwarded-For", "10.0.0.1").build()).body();
    assertThat(body)
        .startsWith("10.0.0.1, 127.")
        .endsWith(" http " + url.getPort() + " " + url.getAuthority());
  }

  @Test
  void bodiesPassInChunksAndInOnePieceAndEmpty() {
    backend.serves("/echo", RequestTest::echo);
    String large = "ü".repeat(1_000_000);
    var sized = HttpRequest.newBuilder(url("/echo")).POST(BodyPublishers.ofString(large));
    assertThat(grid.send(sized.build()).body()).isEqualTo(large);
    var chunked =
        HttpRequest.newBuilder(url("/echo"))
            .POST(BodyPublishers.fromPublisher(BodyPublishers.ofString(large)));
    assertThat(grid.send(chunked.build()).body()).isEqualTo(large);
    var empty = HttpRequest.newBuilder(url("/echo")).POST(BodyPublishers.noBody());
    assertThat(grid.send(empty.build()).body()).isEmpty();
  }

  @Test
  void aTargetThatBreaksOffBeforeItAnswersIs502() {
    backend.serves("/broken", HttpExchange::close);
    assertThat(grid.get(url("/broken")).statusCode()).isEqualTo(502);
  }

  @Test
  void aTargetThatTakesLongerThanTheIdleTimeoutIs504() {
    grid.elb.modifyLoadBalancerAttributes(it ->
        it.loadBalancerArn(balancer.loadBalancerArn())
            .attributes(
                LoadBalancerAttribute.builder()
                    .key("idle_timeout.timeout_seconds")
                    .value("1")
                    .build()));
    backend.serves("/slow", it -> it.getRequestBody().readAllBytes());
    assertThat(grid.get(url("/slow")).statusCode()).isEqualTo(504);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: gzip, chunked\r\n\r\n",
        "GET / HTTP/1.1\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n",
        "GET / HTTP/1.1\r\nHost : a\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: a\r\nX: a\u0000b\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: a\r\n folded: b\r\n\r\n",
        "hello\r\n\r\n",
      })
  void whatCouldBeReadInTwoWaysNeverReachesATarget(String request) {
    int before = backend.requests.get();
    assertThat(raw(request)).startsWith("HTTP/1.1 400 Bad Request");
    assertThat(backend.requests.get()).isEqualTo(before);
  }

  @Test
  void aConnectionServesRequestAfterRequest() {
    String request = "GET / HTTP/1.1\r\nHost: a\r\n\r\n";
    String last = "GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n";
    assertThat(raw(request + request + last).split("HTTP/1.1 200 OK", -1)).hasSize(4);
  }

  @Test
  void theFirstRuleThatIsMetDecides() {
    rule(10, "/admin*", answer("403", "no"));
    rule(5, "/admin/open", answer("200", "open"));
    assertThat(grid.get(url("/admin/open")).body()).isEqualTo("open");
    assertThat(grid.get(url("/admin/closed")).statusCode()).isEqualTo(403);
    assertThat(grid.get(url("/")).body()).isEqualTo("shop");
  }

  private static Action answer(String status, String body) {
    return Action.builder()
        .type("fixed-response")
        .fixedResponseConfig(
            it -> it.statusCode(status).messageBody(body).contentType("text/plain"))
        .build();
  }

  private void rule(int priority, String path, Action action) {
    grid.elb.createRule(it ->
        it.listenerArn(listener)
            .priority(priority)
            .conditions(RuleCondition.builder().field("path-pattern").values(path).build())
            .actions(action));
  }
}
