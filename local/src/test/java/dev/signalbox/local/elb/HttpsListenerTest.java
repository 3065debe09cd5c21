package dev.signalbox.local.elb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.local.Authority;
import dev.signalbox.local.Authority.Issued;
import dev.signalbox.local.LocalServer;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Certificate;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.CertificateNotFoundException;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ElasticLoadBalancingV2Exception;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.LoadBalancer;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ProtocolEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.SslPolicyNotFoundException;
import software.amazon.awssdk.services.iam.IamClient;

class HttpsListenerTest {
  @RegisterExtension static final LocalServer LOCAL = new LocalServer();
  @TempDir static Path directory = Path.of("");
  private static Optional<Authority> authority = Optional.empty();

  private final Grid grid = new Grid(LOCAL);
  private final LoadBalancer balancer = grid.balancer();

  @BeforeAll
  static void open() {
    authority = Optional.of(new Authority(directory));
  }

  @AfterEach
  void close() {
    grid.close();
  }

  private String certificate(String whom, String... more) {
    Issued issued = authority.orElseThrow().issue(whom, more);
    try (IamClient iam = LOCAL.client(IamClient.builder())) {
      return iam.uploadServerCertificate(it ->
              it.serverCertificateName(Grid.unique("shop"))
                  .certificateBody(issued.certificate())
                  .privateKey(issued.key()))
          .serverCertificateMetadata()
          .arn();
    }
  }

  private String forItself() {
    return certificate("ip:" + balancer.dnsName());
  }

  private static Certificate of(String arn) {
    return Certificate.builder().certificateArn(arn).build();
  }

  private String listener(String certificate, String group) {
    return grid.listener(
        balancer,
        it ->
            it.protocol(ProtocolEnum.HTTPS)
                .certificates(of(certificate))
                .defaultActions(Grid.forward(Map.of(group, 1))));
  }

  private HttpResponse<String> ask(HttpRequest.Builder request) throws Exception {
    try (HttpClient client =
        HttpClient.newBuilder().sslContext(authority.orElseThrow().trusted()).build()) {
      return client.send(request.timeout(Duration.ofSeconds(30)).build(), BodyHandlers.ofString());
    }
  }

  private HttpResponse<String> ask(URI url) throws Exception {
    return ask(HttpRequest.newBuilder(url));
  }

  @Test
  void aRequestIsEncryptedAndTheTargetLearnsThatItWas() throws Exception {
    Backend backend = grid.backend("shop");
    backend.serves(
        "/who",
        it ->
            Backend.answer(
                it,
                200,
                it.getRequestHeaders().getFirst("X-Forwarded-Proto")
                    + " "
                    + it.getRequestHeaders().getFirst("X-Forwarded-Port")));
    backend.serves(
        "/echo",
        it -> {
          byte[] body = it.getRequestBody().readAllBytes();
          it.sendResponseHeaders(200, 0);
          try (it) {
            it.getResponseBody().write(body);
          }
        });
    URI url = grid.url(listener(forItself(), grid.groupOf(backend)), "/who");

    HttpResponse<String> answer = ask(url);

    assertThat(answer.body()).isEqualTo("https " + url.getPort());
    assertThat(answer.sslSession().map(SSLSession::getProtocol)).contains("TLSv1.2");
    String large = "é\r\n".repeat(300_000);
    assertThat(
            ask(HttpRequest.newBuilder(url.resolve("/echo")).POST(BodyPublishers.ofString(large)))
                .body())
        .isEqualTo(large);
  }

  @Test
  void theCertificateIsVerifiedByWhoeverAsks() {
    Backend backend = grid.backend("shop");
    String group = grid.groupOf(backend);
    URI another = grid.url(listener(certificate("dns:shop.example"), group), "/");
    URI good = grid.url(listener(forItself(), group), "/");

    assertThatThrownBy(() -> ask(another)).hasRootCauseInstanceOf(CertificateException.class);
    assertThatThrownBy(
            () -> grid.http.send(HttpRequest.newBuilder(good).build(), BodyHandlers.ofString()))
        .isInstanceOf(SSLHandshakeException.class);
  }

  @ParameterizedTest
  @CsvSource({
    "ELBSecurityPolicy-TLS13-1-3-2021-06, TLSv1.3",
    "ELBSecurityPolicy-TLS13-1-2-Res-2021-06, TLSv1.3",
    "ELBSecurityPolicy-FS-1-2-Res-2020-10, TLSv1.2"
  })
  void thePolicySaysWhichProtocolIsSpoken(String policy, String protocol) throws Exception {
    String certificate = forItself();
    String listener =
        grid.listener(
            balancer,
            it ->
                it.protocol(ProtocolEnum.HTTPS)
                    .certificates(of(certificate))
                    .sslPolicy(policy)
                    .defaultActions(Grid.forward(Map.of(grid.group(), 1))));
    assertThat(ask(grid.url(listener, "/")).sslSession().map(SSLSession::getProtocol))
        .contains(protocol);
    assertThatThrownBy(() ->
            grid.elb.modifyListener(
                it -> it.listenerArn(listener).sslPolicy("ELBSecurityPolicy-x")))
        .isInstanceOf(SslPolicyNotFoundException.class);
  }

  @Test
  void aListenerIsEncryptedAndAnotherCertificateShownFromOneRequestToTheNext() throws Exception {
    Backend backend = grid.backend("shop");
    String group = grid.groupOf(backend);
    String listener = grid.listener(balancer, Grid.forward(Map.of(group, 1)));
    grid.awaitHealth(group, backend.target(), "healthy");
    assertThat(grid.get(grid.url(listener, "/")).body()).isEqualTo("shop");

    String first = certificate("dns:shop.example");
    grid.elb.modifyListener(
        it -> it.listenerArn(listener).protocol(ProtocolEnum.HTTPS).certificates(of(first)));
    assertThatThrownBy(() -> ask(grid.url(listener, "/"))).isInstanceOf(IOException.class);
    String second = forItself();
    grid.elb.modifyListener(it -> it.listenerArn(listener).certificates(of(second)));

    assertThat(ask(grid.url(listener, "/")).body()).isEqualTo("shop");
    grid.elb.modifyListener(it -> it.listenerArn(listener).protocol(ProtocolEnum.HTTP));
    assertThat(grid.get(grid.url(listener, "/")).body()).isEqualTo("shop");
  }

  @Test
  void theNameIsTheOneThatIsAskedFor() throws Exception {
    String listener = listener(certificate("dns:shop.example"), grid.group());
    URI url = grid.url(listener, "/");
    SSLContext trusted = authority.orElseThrow().trusted();
    try (var plain = new Socket(url.getHost(), url.getPort());
        var socket =
            (SSLSocket)
                trusted
                    .getSocketFactory()
                    .createSocket(plain, "shop.example", url.getPort(), true)) {
      SSLParameters parameters = socket.getSSLParameters();
      parameters.setEndpointIdentificationAlgorithm("HTTPS");
      socket.setSSLParameters(parameters);
      socket
          .getOutputStream()
          .write(
              "GET / HTTP/1.1\r\nHost: shop.example\r\nConnection: close\r\n\r\n"
                  .getBytes(StandardCharsets.US_ASCII));
      assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII))
          .startsWith("HTTP/1.1 503 ");
    }
  }

  @Test
  void whoDoesNotSpeakTlsIsSentAway() throws IOException {
    URI url = grid.url(listener(forItself(), grid.group()), "/");
    try (Socket socket = new Socket(url.getHost(), url.getPort())) {
      socket.setSoTimeout(20_000);
      socket
          .getOutputStream()
          .write("GET / HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
      assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1))
          .doesNotContain("HTTP/1.1 ");
    }
  }

  @Test
  void anotherAccountsCertificateIsNotThere() {
    Issued issued = authority.orElseThrow().issue("dns:shop.example");
    try (IamClient iam = LOCAL.client(IamClient.builder(), "222222222222", "local", "eu-west-1")) {
      String theirs =
          iam.uploadServerCertificate(it ->
                  it.serverCertificateName("theirs")
                      .certificateBody(issued.certificate())
                      .privateKey(issued.key()))
              .serverCertificateMetadata()
              .arn();
      assertThatThrownBy(() -> listener(theirs, grid.group()))
          .isInstanceOf(CertificateNotFoundException.class);
    }
  }

  @Test
  void aListenerNeedsExactlyOneCertificateThatIsThere() {
    assertThatThrownBy(() ->
            grid.listener(
                balancer,
                it ->
                    it.protocol(ProtocolEnum.HTTPS)
                        .defaultActions(Grid.forward(Map.of(grid.group(), 1)))))
        .hasMessageContaining("A certificate must be specified for HTTPS listeners");
    assertThatThrownBy(
            () -> listener("arn:aws:iam::111111111111:server-certificate/gone", grid.group()))
        .isInstanceOf(CertificateNotFoundException.class);
    assertThatThrownBy(
            () -> listener("arn:aws:acm:eu-west-1:111111111111:certificate/1", grid.group()))
        .isInstanceOf(ElasticLoadBalancingV2Exception.class)
        .hasMessageContaining("upload the certificate to IAM");
    assertThat(
            grid.elb
                .describeListeners(it -> it.loadBalancerArn(balancer.loadBalancerArn()))
                .listeners())
        .isEmpty();
  }
}
