package dev.signalbox.local.elb;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.local.api.ManualClock;
import dev.signalbox.local.api.Objects;
import dev.signalbox.local.api.Place;
import dev.signalbox.local.api.Resources;
import dev.signalbox.local.store.MvStore;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BalancingResourcesTest {
  private static final Place HERE = new Place("111111111111", "eu-west-1");

  private final MvStore store = MvStore.open(Optional.empty());
  private final LoadBalancing balancing =
      new LoadBalancing(
          store,
          new ManualClock("2026-11-21T10:00:00Z"),
          (_, _, _, _, _, _) -> {},
          new NoBuckets(),
          _ -> Optional.empty());

  /** S3 with nothing in it. */
  private record NoBuckets() implements Objects {
    @Override
    public Stored put(String bucket, String key, Path file, Map<String, String> metadata) {
      throw new IllegalStateException("There is no bucket " + bucket);
    }

    @Override
    public Optional<Stored> get(String bucket, String key, Optional<String> versionId) {
      return Optional.empty();
    }

    @Override
    public boolean bucketExists(String bucket) {
      return false;
    }
  }

  @AfterEach
  void close() {
    balancing.close();
    store.close();
  }

  private Resources.Made make(String type, String name, String properties)
      throws JsonProcessingException {
    return balancing
        .resources()
        .make(
            HERE,
            "AWS::ElasticLoadBalancingV2::" + type,
            "Logical",
            name,
            (ObjectNode) new ObjectMapper().readTree(properties));
  }

  private Resources.Made balancer() throws JsonProcessingException {
    return make(
        "LoadBalancer", "a-stack-with-a-long-name-LoadBalancer", "{\"Subnets\":[\"a\",\"b\"]}");
  }

  private String group(String name) throws JsonProcessingException {
    return make(
            "TargetGroup",
            name,
            """
            {"Protocol":"HTTP","Port":"80","VpcId":"vpc-1","TargetType":"ip","Matcher":{"HttpCode":"200-299"},
             "TargetGroupAttributes":[{"Key":"deregistration_delay.timeout_seconds","Value":"5"}]}
            """)
        .ref();
  }

  private String listener(String balancer, int port, String group) throws JsonProcessingException {
    return make(
            "Listener",
            "listener",
            """
            {"LoadBalancerArn":"%s","Port":%d,"Protocol":"HTTP",
             "DefaultActions":[{"Type":"forward","TargetGroupArn":"%s"}]}
            """
                .formatted(balancer, port, group))
        .ref();
  }

  private static int port() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  @Test
  void aLoadBalancersAttributesSayWhereItIs() throws JsonProcessingException {
    var made = balancer();
    assertThat(made.ref()).contains(":loadbalancer/app/a-stack-with-a-long-nam-");
    assertThat(made.attributes().get("DNSName")).matches("127\\.\\d+\\.\\d+\\.\\d+");
    assertThat(made.attributes().get("LoadBalancerName")).hasSizeLessThanOrEqualTo(32);
    assertThat(balancer()).isEqualTo(made);
  }

  @Test
  void weightsThatADeploymentHasMovedStayWhereTheTemplateSaysWhatItSaid() throws IOException {
    String balancer = balancer().ref();
    String blue = group("blue");
    String green = group("green");
    int port = port();
    String listener = listener(balancer, port, blue);
    balancing.weigh(listener, Map.of(green, 1));
    assertThat(listener(balancer, port, blue)).isEqualTo(listener);
    assertThat(balancing.weights(listener)).isEqualTo(Map.of(green, 1));
  }

  @Test
  void aTemplateThatSaysSomethingElseChangesTheListener() throws IOException {
    String balancer = balancer().ref();
    String blue = group("blue");
    String green = group("green");
    int port = port();
    String listener = listener(balancer, port, blue);
    assertThat(listener(balancer, port, green)).isEqualTo(listener);
    assertThat(balancing.weights(listener)).isEqualTo(Map.of(green, 1));
  }

  @Test
  void aRuleIsMadeAndChanged() throws IOException {
    String listener = listener(balancer().ref(), port(), group("blue"));
    String rule =
        """
        {"ListenerArn":"%s","Priority":1,"Conditions":[{"Field":"path-pattern","Values":["/%s"]}],
         "Actions":[{"Type":"forward","ForwardConfig":{"TargetGroups":[
           {"TargetGroupArn":"%s","Weight":100},{"TargetGroupArn":"%s","Weight":0}]}}]}
        """;
    String green = group("green");
    String blue = group("blue");
    String made = make("ListenerRule", "rule", rule.formatted(listener, "a", blue, green)).ref();
    assertThat(balancing.weights(made)).isEqualTo(Map.of(blue, 100, green, 0));
    assertThat(make("ListenerRule", "rule", rule.formatted(listener, "b", green, blue)).ref())
        .isEqualTo(made);
    assertThat(balancing.weights(made)).isEqualTo(Map.of(green, 100, blue, 0));
  }
}
