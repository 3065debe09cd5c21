package dev.signalbox.local.elb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.signalbox.local.LocalOptions;
import dev.signalbox.local.LocalServer;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.InvalidConfigurationRequestException;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.LoadBalancer;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.LoadBalancerAttribute;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Object;

class AccessLogsTest {
  @RegisterExtension
  static final LocalServer LOCAL = new LocalServer(LocalOptions.defaults().withTimeScale(200));

  private final Grid grid = new Grid(LOCAL);
  private final S3Client s3 = LOCAL.client(S3Client.builder().forcePathStyle(true));

  @AfterEach
  void close() {
    s3.close();
    grid.close();
  }

  private void log(LoadBalancer balancer, String bucket) {
    grid.elb.modifyLoadBalancerAttributes(it ->
        it.loadBalancerArn(balancer.loadBalancerArn())
            .attributes(
                attribute("access_logs.s3.enabled", "true"),
                attribute("access_logs.s3.bucket", bucket),
                attribute("access_logs.s3.prefix", "shop")));
  }

  private static LoadBalancerAttribute attribute(String key, String value) {
    return LoadBalancerAttribute.builder().key(key).value(value).build();
  }

  private List<String> logs(String bucket) {
    return s3.listObjectsV2Paginator(it -> it.bucket(bucket)).contents().stream()
        .map(S3Object::key)
        .filter(it -> it.endsWith(".log.gz"))
        .toList();
  }

  @Test
  void whatWasServedLiesInTheBucketALineForEachRequest() throws IOException {
    s3.createBucket(it -> it.bucket("logs"));
    LoadBalancer balancer = grid.balancer();
    Backend backend = grid.backend("shop");
    String group = grid.groupOf(backend);
    String listener = grid.listener(balancer, Grid.forward(Map.of(group, 1)));
    log(balancer, "logs");
    grid.send(
        HttpRequest.newBuilder(grid.url(listener, "/a?b=c"))
            .header("User-Agent", "say \"hi\" \\ ü")
            .build());
    await().atMost(Duration.ofSeconds(20)).until(() -> !logs("logs").isEmpty());
    String key = logs("logs").getFirst();
    assertThat(key)
        .matches(
            "shop/AWSLogs/111111111111/elasticloadbalancing/eu-west-1/\\d{4}/\\d\\d/\\d\\d/"
                + "111111111111_elasticloadbalancing_eu-west-1_app\\.lb-\\d+\\.[0-9a-f]{16}_\\d{8}T\\d{4}Z_127\\..*\\.log\\.gz");
    try (var unpacked = new GZIPInputStream(s3.getObject(it -> it.bucket("logs").key(key)))) {
      String line = new String(unpacked.readAllBytes(), StandardCharsets.UTF_8);
      assertThat(line)
          .startsWith("http ")
          .contains(" 200 200 0 4 \"GET http://", "/a?b=c HTTP/1.1\"")
          .contains("\"say \\x22hi\\x22 \\x5C ")
          .contains(" " + group + " \"Root=1-")
          .endsWith("\n");
      assertThat(line.lines()).hasSize(1);
    }
  }

  @Test
  void logsIntoABucketThatIsNotThereAreRefused() {
    LoadBalancer balancer = grid.balancer();
    assertThatThrownBy(() -> log(balancer, "missing"))
        .isInstanceOf(InvalidConfigurationRequestException.class);
  }
}
