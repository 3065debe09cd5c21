package dev.signalbox.local.elb;

import dev.signalbox.local.api.AwsError;
import dev.signalbox.local.api.Caller;
import dev.signalbox.local.api.Paging.Page;
import dev.signalbox.local.api.Service;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Action;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.CreateListenerRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.CreateListenerResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DeleteListenerRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DeleteListenerResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeListenersRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeListenersResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Listener;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ModifyListenerRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ModifyListenerResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ProtocolEnum;

/** The operations on listeners. */
final class ListenerOperations {
  private static final Set<ProtocolEnum> OF_APPLICATIONS =
      Set.of(ProtocolEnum.HTTP, ProtocolEnum.HTTPS);
  private static final Set<ProtocolEnum> OF_NETWORKS =
      Set.of(ProtocolEnum.TCP, ProtocolEnum.TLS, ProtocolEnum.UDP, ProtocolEnum.TCP_UDP);

  private final Estate estate;
  private final Plane plane;
  private final Actions actions;
  private final Encryptions encryptions;

  ListenerOperations(Estate estate, Plane plane, Encryptions encryptions) {
    this.encryptions = encryptions;
    this.estate = estate;
    this.plane = plane;
    this.actions = new Actions(estate);
  }

  void addTo(Service service) {
    service
        .on("CreateListener", CreateListenerRequest::builder, this::create)
        .on("DescribeListeners", DescribeListenersRequest::builder, this::describe)
        .on("ModifyListener", ModifyListenerRequest::builder, this::modify)
        .on("DeleteListener", DeleteListenerRequest::builder, this::delete);
  }

  private CreateListenerResponse create(Caller caller, CreateListenerRequest request) {
    return CreateListenerResponse.builder().listeners(made(request)).build();
  }

  synchronized Listener made(CreateListenerRequest request) {
    String balancer = estate.balancer(request.loadBalancerArn()).loadBalancerArn();
    if (request.port() == null || request.protocol() == null) {
      throw AwsError.of("ValidationError", "A listener must have a port and a protocol");
    }
    check(request.protocol(), balancer);
    checkFree(balancer, request.port(), "");
    Listener asked =
        Listener.builder()
            .listenerArn(balancer.replace(":loadbalancer/", ":listener/") + "/" + Estate.id())
            .loadBalancerArn(balancer)
            .port(request.port())
            .protocol(request.protocol())
            .certificates(request.certificates())
            .sslPolicy(request.sslPolicy())
            .alpnPolicy(request.alpnPolicy())
            .mutualAuthentication(request.mutualAuthentication())
            .defaultActions(actions.checked(request.defaultActions(), balancer))
            .build();
    Listener listener = encryptions.checked(asked);
    estate.listeners().put(listener.listenerArn(), listener);
    try {
      plane.listen(listener);
    } catch (AwsError e) {
      estate.listeners().remove(listener.listenerArn());
      plane.stop(listener);
      throw e;
    }
    Tags.put(estate.listeners(), listener.listenerArn(), request.tags());
    return listener;
  }

  private static void check(ProtocolEnum protocol, String balancer) {
    Set<ProtocolEnum> spoken = Estate.isNetwork(balancer) ? OF_NETWORKS : OF_APPLICATIONS;
    if (!spoken.contains(protocol)) {
      throw AwsError.of(
          "ValidationError",
          "Protocol '%s' must be one of %s".formatted(protocol, new TreeSet<>(spoken)));
    }
  }

  private void checkFree(String balancer, int port, String except) {
    boolean taken =
        estate.listenersOf(balancer).stream()
            .anyMatch(it -> it.port() == port && !it.listenerArn().equals(except));
    if (taken) {
      throw AwsError.of(
          "DuplicateListener",
          "A listener already exists on this port for this load balancer '" + balancer + "'");
    }
  }

  private DescribeListenersResponse describe(Caller caller, DescribeListenersRequest request) {
    if (request.loadBalancerArn() == null && request.listenerArns().isEmpty()) {
      throw AwsError.of(
          "ValidationError", "You must specify either listener ARNs or a load balancer ARN");
    }
    List<Listener> asked =
        request.listenerArns().isEmpty()
            ? estate.listenersOf(estate.balancer(request.loadBalancerArn()).loadBalancerArn())
            : request.listenerArns().stream().map(estate::listener).toList();
    Page<Listener> page =
        BalancerOperations.PAGES.page(asked, request.pageSize(), request.marker());
    return DescribeListenersResponse.builder()
        .listeners(page.items())
        .nextMarker(page.next())
        .build();
  }

  private ModifyListenerResponse modify(Caller caller, ModifyListenerRequest request) {
    return ModifyListenerResponse.builder().listeners(modified(request)).build();
  }

  synchronized Listener modified(ModifyListenerRequest request) {
    Listener before = estate.listener(request.listenerArn());
    check(
        Optional.ofNullable(request.protocol()).orElse(before.protocol()),
        before.loadBalancerArn());
    int port = Optional.ofNullable(request.port()).orElse(before.port());
    checkFree(before.loadBalancerArn(), port, before.listenerArn());
    List<Action> now =
        request.defaultActions().isEmpty()
            ? before.defaultActions()
            : actions.checked(request.defaultActions(), before.loadBalancerArn());
    Listener after =
        encryptions.checked(encrypted(before, request).port(port).defaultActions(now).build());
    if (port == before.port()) {
      plane.encrypted(after);
      keep(after);
    } else {
      plane.listen(after);
      keep(after);
    }
    return after;
  }

  private static Listener.Builder encrypted(Listener before, ModifyListenerRequest request) {
    ProtocolEnum protocol = Optional.ofNullable(request.protocol()).orElse(before.protocol());
    boolean encrypts = protocol == ProtocolEnum.HTTPS;
    return before.toBuilder()
        .protocol(protocol)
        .certificates(
            request.certificates().isEmpty() && encrypts
                ? before.certificates()
                : request.certificates())
        .sslPolicy(
            request.sslPolicy() == null && encrypts ? before.sslPolicy() : request.sslPolicy())
        .alpnPolicy(request.alpnPolicy())
        .mutualAuthentication(request.mutualAuthentication());
  }

  /** What {@link dev.signalbox.local.api.LoadBalancers#weigh} does to a listener. */
  synchronized void weigh(String arn, java.util.Map<String, Integer> weights) {
    Listener before = estate.listener(arn);
    keep(
        before.toBuilder()
            .defaultActions(actions.forward(weights, before.loadBalancerArn()))
            .build());
  }

  private void keep(Listener listener) {
    estate.listeners().put(listener.listenerArn(), listener);
    plane.routed(listener);
  }

  private DeleteListenerResponse delete(Caller caller, DeleteListenerRequest request) {
    remove(estate, plane, estate.listener(request.listenerArn()));
    return DeleteListenerResponse.builder().build();
  }

  static void remove(Estate estate, Plane plane, Listener listener) {
    estate.rulesOf(listener.listenerArn()).forEach(it -> estate.rules().remove(it.ruleArn()));
    estate.listeners().remove(listener.listenerArn());
    plane.stop(listener);
  }
}
