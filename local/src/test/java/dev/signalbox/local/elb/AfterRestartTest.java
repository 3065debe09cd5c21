package dev.signalbox.local.elb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.signalbox.local.Authority;
import dev.signalbox.local.Authority.Issued;
import dev.signalbox.local.Local;
import dev.signalbox.local.LocalOptions;
import dev.signalbox.local.LocalServer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Certificate;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.LoadBalancer;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ProtocolEnum;
import software.amazon.awssdk.services.iam.IamClient;

class AfterRestartTest {
  @TempDir private Path directory;

  private Local local() {
    return Local.start(LocalOptions.defaults().withData(directory.resolve("data")));
  }

  private static ElasticLoadBalancingV2Client client(Local local) {
    return client(local, ElasticLoadBalancingV2Client.builder());
  }

  private static <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> C client(
      Local local, B builder) {
    return builder
        .endpointOverride(local.address())
        .region(Region.EU_WEST_1)
        .credentialsProvider(
            StaticCredentialsProvider.create(
                AwsBasicCredentials.create(LocalServer.ACCOUNT, "local")))
        .httpClientBuilder(UrlConnectionHttpClient.builder())
        .build();
  }

  @Test
  void listenersListenAgainAndForwardToTheSameTargets() {
    String group;
    String listener;
    URI url;
    Backend backend = new Backend("shop");
    try (Local local = local();
        Grid grid = new Grid(client(local))) {
      group = grid.groupOf(backend);
      listener = grid.listener(grid.balancer(), Grid.forward(Map.of(group, 7, grid.group(), 0)));
      url = grid.url(listener, "/");
      grid.awaitHealth(group, backend.target(), "healthy");
    }
    try (Local local = local();
        Grid grid = new Grid(client(local))) {
      assertThat(grid.get(url).body()).isEqualTo("shop");
      grid.awaitHealth(group, backend.target(), "healthy");
      grid.elb.deleteListener(it -> it.listenerArn(listener));
      await()
          .atMost(Duration.ofSeconds(10))
          .until(() -> grid.health(group, backend.target()).stateAsString().equals("unused"));
    } finally {
      backend.close();
    }
  }

  @Test
  void anEncryptedListenerHasItsCertificateAgain() throws Exception {
    Authority authority = new Authority(directory);
    URI url;
    try (Local local = local();
        Grid grid = new Grid(client(local));
        IamClient iam = client(local, IamClient.builder())) {
      LoadBalancer balancer = grid.balancer();
      Issued issued = authority.issue("ip:" + balancer.dnsName());
      String certificate =
          iam.uploadServerCertificate(it ->
                  it.serverCertificateName("shop")
                      .certificateBody(issued.certificate())
                      .privateKey(issued.key()))
              .serverCertificateMetadata()
              .arn();
      url =
          grid.url(
              grid.listener(
                  balancer,
                  it ->
                      it.protocol(ProtocolEnum.HTTPS)
                          .certificates(Certificate.builder().certificateArn(certificate).build())
                          .defaultActions(Grid.forward(Map.of(grid.group(), 1)))),
              "/");
    }
    try (Local local = local();
        HttpClient http = HttpClient.newBuilder().sslContext(authority.trusted()).build()) {
      assertThat(local.address()).isNotNull();
      assertThat(
              http.send(HttpRequest.newBuilder(url).build(), BodyHandlers.discarding())
                  .statusCode())
          .isEqualTo(503);
    }
  }
}
