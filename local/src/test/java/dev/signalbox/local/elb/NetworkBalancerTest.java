package dev.signalbox.local.elb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.local.LocalServer;
import dev.signalbox.local.api.LoadBalancers.Target;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Action;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ActionTypeEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.CreateTargetGroupRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ElasticLoadBalancingV2Exception;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.IncompatibleProtocolsException;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.LoadBalancer;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.LoadBalancerTypeEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ProtocolEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.RuleCondition;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetTypeEnum;

class NetworkBalancerTest {
  @RegisterExtension static final LocalServer LOCAL = new LocalServer();

  private final Grid grid = new Grid(LOCAL);
  private final LoadBalancer balancer =
      grid.elb
          .createLoadBalancer(it ->
              it.name(Grid.unique("net")).type(LoadBalancerTypeEnum.NETWORK).subnets("subnet-1"))
          .loadBalancers()
          .getFirst();

  @AfterEach
  void close() {
    grid.close();
  }

  /** Answers, when all has been said, with its name and what was said. */
  private record Echo(String name, ServerSocket server) implements AutoCloseable {
    static Echo named(String name) throws IOException {
      Echo echo = new Echo(name, new ServerSocket(0, 50, InetAddress.getLoopbackAddress()));
      Thread.ofVirtual().start(echo::serve);
      return echo;
    }

    private void serve() {
      while (!server.isClosed()) {
        try {
          Socket socket = server.accept();
          Thread.ofVirtual().start(() -> answer(socket));
        } catch (IOException e) {
          return;
        }
      }
    }

    private void answer(Socket socket) {
      try (socket) {
        byte[] said = socket.getInputStream().readAllBytes();
        socket.getOutputStream().write((name + " ").getBytes(StandardCharsets.UTF_8));
        socket.getOutputStream().write(said);
      } catch (IOException e) {
        // A health check says nothing and goes.
      }
    }

    Target target() {
      return new Target("127.0.0.1", server.getLocalPort());
    }

    @Override
    public void close() throws IOException {
      server.close();
    }
  }

  private String group(Consumer<CreateTargetGroupRequest.Builder> more) {
    return grid.elb
        .createTargetGroup(it -> {
          it.name(Grid.unique("tcp"))
              .protocol(ProtocolEnum.TCP)
              .port(80)
              .vpcId("vpc-1")
              .targetType(TargetTypeEnum.IP)
              .healthCheckIntervalSeconds(5)
              .healthCheckTimeoutSeconds(2)
              .unhealthyThresholdCount(2);
          more.accept(it);
        })
        .targetGroups()
        .getFirst()
        .targetGroupArn();
  }

  private String groupOf(Echo echo) {
    String group = group(_ -> {});
    grid.register(group, echo.target());
    return group;
  }

  private String listener(Map<String, Integer> weights) {
    return grid.listener(
        balancer, it -> it.protocol(ProtocolEnum.TCP).defaultActions(Grid.forward(weights)));
  }

  private String said(String listener, byte[] words) throws IOException {
    URI url = grid.url(listener, "");
    try (Socket socket = new Socket(url.getHost(), url.getPort())) {
      socket.setSoTimeout(20_000);
      socket.getOutputStream().write(words);
      socket.shutdownOutput();
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @Test
  void aConnectionIsPassedOnByteByByteInBothDirections() throws IOException {
    try (Echo shop = Echo.named("shop")) {
      String group = groupOf(shop);
      String listener = listener(Map.of(group, 1));
      grid.awaitHealth(group, shop.target(), "healthy");
      String large = "é\0\r\n".repeat(200_000);
      assertThat(said(listener, large.getBytes(StandardCharsets.UTF_8))).isEqualTo("shop " + large);
      assertThat(listener).contains(":listener/net/");
    }
  }

  @Test
  void connectionsAreSharedByWeight() throws IOException {
    try (Echo blue = Echo.named("blue");
        Echo green = Echo.named("green")) {
      String blues = groupOf(blue);
      String greens = groupOf(green);
      String listener = listener(Map.of(blues, 90, greens, 10));
      grid.awaitHealth(blues, blue.target(), "healthy");
      grid.awaitHealth(greens, green.target(), "healthy");
      Map<String, Integer> answers = new TreeMap<>();
      for (int i = 0; i < 100; i++) {
        answers.merge(said(listener, new byte[0]), 1, Integer::sum);
      }
      assertThat(answers).isEqualTo(Map.of("blue ", 90, "green ", 10));
    }
  }

  @Test
  void aTargetThatTakesNoConnectionIsUnhealthyAndAClientIsSentAway() throws IOException {
    Echo gone = Echo.named("gone");
    gone.close();
    String group = groupOf(gone);
    String listener = listener(Map.of(group, 1));
    grid.awaitHealth(group, gone.target(), "unhealthy");
    assertThatThrownBy(() -> said(listener, new byte[0])).isInstanceOf(SocketException.class);
  }

  @Test
  void aTcpTargetMayBeAskedByHttpHowItIs() {
    Backend backend = grid.backend("shop");
    String group =
        group(it -> it.healthCheckProtocol(ProtocolEnum.HTTP).healthCheckPath("/health"));
    grid.register(group, backend.target());
    String listener = listener(Map.of(group, 1));
    grid.awaitHealth(group, backend.target(), "healthy");
    assertThat(
            grid.get(URI.create(grid.url(listener, "/").toString().replace("tcp:", "http:")))
                .body())
        .isEqualTo("shop");
    backend.health = 500;
    grid.awaitHealth(group, backend.target(), "unhealthy");
  }

  @Test
  void whatDoesNotGoTogetherIsRefused() {
    assertThatThrownBy(() -> listener(Map.of(grid.group(), 1)))
        .isInstanceOf(IncompatibleProtocolsException.class);
    assertThatThrownBy(
            () -> grid.listener(grid.balancer(), Grid.forward(Map.of(group(_ -> {}), 1))))
        .isInstanceOf(IncompatibleProtocolsException.class);
    assertThatThrownBy(() -> grid.listener(balancer, Grid.forward(Map.of(grid.group(), 1))))
        .hasMessageContaining("Protocol 'HTTP' must be one of");
    assertThatThrownBy(() ->
            grid.listener(
                balancer,
                it ->
                    it.protocol(ProtocolEnum.TCP)
                        .defaultActions(
                            Action.builder()
                                .type(ActionTypeEnum.FIXED_RESPONSE)
                                .fixedResponseConfig(r -> r.statusCode("200"))
                                .build())))
        .hasMessageContaining("can only forward");
    assertThatThrownBy(() ->
            grid.listener(
                balancer,
                it ->
                    it.protocol(ProtocolEnum.UDP)
                        .defaultActions(Grid.forward(Map.of(group(_ -> {}), 1)))))
        .isInstanceOf(ElasticLoadBalancingV2Exception.class)
        .hasMessageContaining("UDP listeners");
    assertThatThrownBy(() -> group(it -> it.healthCheckPath("/health")))
        .hasMessageContaining("Health check path cannot be specified");
  }

  @Test
  void aListenerOfItHasNoRules() {
    String group = group(_ -> {});
    String listener = listener(Map.of(group, 1));
    assertThatThrownBy(() ->
            grid.elb.createRule(it ->
                it.listenerArn(listener)
                    .priority(1)
                    .conditions(RuleCondition.builder().field("path-pattern").values("/").build())
                    .actions(Grid.forward(Map.of(group, 1)))))
        .isInstanceOf(ElasticLoadBalancingV2Exception.class)
        .hasMessageContaining("have no rules");
  }
}
