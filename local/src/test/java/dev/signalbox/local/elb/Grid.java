package dev.signalbox.local.elb;

import static org.awaitility.Awaitility.await;

import dev.signalbox.local.LocalServer;
import dev.signalbox.local.api.LoadBalancers.Target;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Action;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ActionTypeEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.CreateListenerRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.LoadBalancer;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ProtocolEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetDescription;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroupTuple;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetHealth;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetTypeEnum;

/** Load balancers for the tests, made with the real SDK, and requests to them. */
final class Grid implements AutoCloseable {
  private static final AtomicInteger NUMBER = new AtomicInteger();

  final ElasticLoadBalancingV2Client elb;
  final HttpClient http = HttpClient.newHttpClient();
  private final List<Backend> opened = new ArrayList<>();

  Grid(LocalServer local) {
    this(local.client(ElasticLoadBalancingV2Client.builder()));
  }

  Grid(ElasticLoadBalancingV2Client elb) {
    this.elb = elb;
  }

  static String unique(String name) {
    return name + "-" + NUMBER.incrementAndGet();
  }

  LoadBalancer balancer() {
    return elb.createLoadBalancer(it -> it.name(unique("lb")).subnets("subnet-1", "subnet-2"))
        .loadBalancers()
        .getFirst();
  }

  /** Checked every five seconds at /health. */
  String group() {
    String arn =
        elb.createTargetGroup(it ->
                it.name(unique("group"))
                    .protocol(ProtocolEnum.HTTP)
                    .port(80)
                    .vpcId("vpc-1")
                    .targetType(TargetTypeEnum.IP)
                    .healthCheckPath("/health")
                    .healthCheckIntervalSeconds(5)
                    .healthCheckTimeoutSeconds(2)
                    .healthyThresholdCount(2)
                    .unhealthyThresholdCount(2))
            .targetGroups()
            .getFirst()
            .targetGroupArn();
    return arn;
  }

  String listener(LoadBalancer balancer, Action action) {
    return listener(balancer, it -> it.protocol(ProtocolEnum.HTTP).defaultActions(action));
  }

  String listener(LoadBalancer balancer, Consumer<CreateListenerRequest.Builder> more) {
    return elb.createListener(
            it -> {
              it.loadBalancerArn(balancer.loadBalancerArn()).port(freePort());
              more.accept(it);
            })
        .listeners()
        .getFirst()
        .listenerArn();
  }

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  static Action forward(Map<String, Integer> weights) {
    return Action.builder()
        .type(ActionTypeEnum.FORWARD)
        .forwardConfig(it ->
            it.targetGroups(
                weights.entrySet().stream()
                    .map(e ->
                        TargetGroupTuple.builder()
                            .targetGroupArn(e.getKey())
                            .weight(e.getValue())
                            .build())
                    .toList()))
        .build();
  }

  Backend backend(String name) {
    Backend backend = new Backend(name);
    opened.add(backend);
    return backend;
  }

  void register(String group, Target target) {
    elb.registerTargets(it -> it.targetGroupArn(group).targets(description(target)));
  }

  void deregister(String group, Target target) {
    elb.deregisterTargets(it -> it.targetGroupArn(group).targets(description(target)));
  }

  private static TargetDescription description(Target target) {
    return TargetDescription.builder().id(target.host()).port(target.port()).build();
  }

  TargetHealth health(String group, Target target) {
    return elb.describeTargetHealth(it -> it.targetGroupArn(group).targets(description(target)))
        .targetHealthDescriptions()
        .getFirst()
        .targetHealth();
  }

  void awaitHealth(String group, Target target, String state) {
    await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> health(group, target).stateAsString().equals(state));
  }

  /** A new group with this healthy target, once a listener forwards to it. */
  String groupOf(Backend backend) {
    String group = group();
    register(group, backend.target());
    return group;
  }

  URI url(String listener, String path) {
    var found = elb.describeListeners(it -> it.listenerArns(listener)).listeners().getFirst();
    String host =
        elb.describeLoadBalancers(it -> it.loadBalancerArns(found.loadBalancerArn()))
            .loadBalancers()
            .getFirst()
            .dnsName();
    String protocol = found.protocolAsString().toLowerCase(Locale.ROOT);
    return URI.create(protocol + "://" + host + ":" + found.port() + path);
  }

  HttpResponse<String> get(URI url) {
    return send(HttpRequest.newBuilder(url).timeout(Duration.ofSeconds(30)).build());
  }

  HttpResponse<String> send(HttpRequest request) {
    try {
      return http.send(request, BodyHandlers.ofString());
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    opened.forEach(Backend::close);
    http.close();
    elb.close();
  }
}
