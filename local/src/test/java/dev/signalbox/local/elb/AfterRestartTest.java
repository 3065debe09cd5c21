package dev.signalbox.local.elb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.signalbox.local.Local;
import dev.signalbox.local.LocalOptions;
import dev.signalbox.local.LocalServer;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;

class AfterRestartTest {
  @TempDir private Path directory;

  private Local local() {
    return Local.start(LocalOptions.defaults().withData(directory.resolve("data")));
  }

  private static ElasticLoadBalancingV2Client client(Local local) {
    return ElasticLoadBalancingV2Client.builder()
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
}
