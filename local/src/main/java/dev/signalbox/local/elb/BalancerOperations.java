package dev.signalbox.local.elb;

import dev.signalbox.local.api.AwsError;
import dev.signalbox.local.api.Caller;
import dev.signalbox.local.api.Clock;
import dev.signalbox.local.api.Paging;
import dev.signalbox.local.api.Paging.Page;
import dev.signalbox.local.api.Place;
import dev.signalbox.local.api.Service;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.AvailabilityZone;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.CreateLoadBalancerRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.CreateLoadBalancerResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DeleteLoadBalancerRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DeleteLoadBalancerResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeLoadBalancersRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeLoadBalancersResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.LoadBalancer;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.LoadBalancerSchemeEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.LoadBalancerStateEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.LoadBalancerTypeEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.SubnetMapping;

/** The operations on load balancers. */
final class BalancerOperations {
  static final Paging PAGES =
      new Paging(
          "balancers",
          400,
          400,
          () -> AwsError.of("ValidationError", "The marker is not one of this list"));

  private final Estate estate;
  private final Plane plane;
  private final Clock clock;

  BalancerOperations(Estate estate, Plane plane, Clock clock) {
    this.estate = estate;
    this.plane = plane;
    this.clock = clock;
  }

  void addTo(Service service) {
    service
        .on("CreateLoadBalancer", CreateLoadBalancerRequest::builder, this::create)
        .on("DescribeLoadBalancers", DescribeLoadBalancersRequest::builder, this::describe)
        .on("DeleteLoadBalancer", DeleteLoadBalancerRequest::builder, this::delete);
  }

  private CreateLoadBalancerResponse create(Caller caller, CreateLoadBalancerRequest request) {
    return CreateLoadBalancerResponse.builder()
        .loadBalancers(made(caller.place(), request))
        .build();
  }

  /** One of the same settings is left as it is. */
  synchronized LoadBalancer made(Place place, CreateLoadBalancerRequest request) {
    Names.check("load balancer", request.name());
    LoadBalancerTypeEnum type =
        Optional.ofNullable(request.type()).orElse(LoadBalancerTypeEnum.APPLICATION);
    if (type != LoadBalancerTypeEnum.APPLICATION && type != LoadBalancerTypeEnum.NETWORK) {
      throw AwsError.notImplemented(
          "elasticloadbalancing", "load balancers of type " + request.typeAsString());
    }
    List<String> subnets = subnets(request);
    checkSubnets(type, subnets.stream().distinct().count());
    LoadBalancer wanted = wanted(place, request, type, subnets);
    Optional<LoadBalancer> there = estate.balancerNamed(place, request.name());
    if (there.isPresent()) {
      return same(there.get(), wanted);
    }
    estate.balancers().put(wanted.loadBalancerArn(), wanted);
    Tags.put(estate.balancers(), wanted.loadBalancerArn(), request.tags());
    return wanted;
  }

  private static void checkSubnets(LoadBalancerTypeEnum type, long count) {
    if (type == LoadBalancerTypeEnum.APPLICATION && count < 2) {
      throw AwsError.of(
          "ValidationError",
          "At least two subnets in two different Availability Zones must be specified");
    }
    if (count < 1) {
      throw AwsError.of("ValidationError", "At least one subnet must be specified");
    }
  }

  private static LoadBalancer same(LoadBalancer there, LoadBalancer wanted) {
    boolean same =
        there.type() == wanted.type()
            && there.scheme() == wanted.scheme()
            && there.availabilityZones().equals(wanted.availabilityZones())
            && there.securityGroups().equals(wanted.securityGroups());
    if (!same) {
      throw AwsError.of(
          "DuplicateLoadBalancerName",
          "A load balancer with the same name '"
              + there.loadBalancerName()
              + "' exists, but with different settings");
    }
    return there;
  }

  private static List<String> subnets(CreateLoadBalancerRequest request) {
    return Stream.concat(
            request.subnets().stream(),
            request.subnetMappings().stream().map(SubnetMapping::subnetId))
        .toList();
  }

  private LoadBalancer wanted(
      Place place,
      CreateLoadBalancerRequest request,
      LoadBalancerTypeEnum type,
      List<String> subnets) {
    String kind = type == LoadBalancerTypeEnum.NETWORK ? "net" : "app";
    String arn =
        place.arn(
            "elasticloadbalancing",
            "loadbalancer/" + kind + "/" + request.name() + "/" + Estate.id());
    List<AvailabilityZone> zones =
        IntStream.range(0, subnets.size())
            .mapToObj(i ->
                AvailabilityZone.builder()
                    .subnetId(subnets.get(i))
                    .zoneName(place.region() + (char) ('a' + i))
                    .build())
            .toList();
    return LoadBalancer.builder()
        .loadBalancerArn(arn)
        .loadBalancerName(request.name())
        .dnsName(Addresses.free(estate))
        .canonicalHostedZoneId("Z32O12XQLNTSW2")
        .createdTime(clock.instant())
        .scheme(
            Optional.ofNullable(request.scheme()).orElse(LoadBalancerSchemeEnum.INTERNET_FACING))
        .vpcId("vpc-00000000")
        .state(it -> it.code(LoadBalancerStateEnum.ACTIVE))
        .type(type)
        .availabilityZones(zones)
        .securityGroups(request.securityGroups())
        .ipAddressType("ipv4")
        .build();
  }

  private DescribeLoadBalancersResponse describe(
      Caller caller, DescribeLoadBalancersRequest request) {
    Page<LoadBalancer> page =
        PAGES.page(asked(caller.place(), request), request.pageSize(), request.marker());
    return DescribeLoadBalancersResponse.builder()
        .loadBalancers(page.items())
        .nextMarker(page.next())
        .build();
  }

  private List<LoadBalancer> asked(Place place, DescribeLoadBalancersRequest request) {
    if (!request.names().isEmpty()) {
      return request.names().stream()
          .map(name ->
              estate
                  .balancerNamed(place, name)
                  .orElseThrow(() ->
                      Estate.notFound("LoadBalancer", "Load balancers '[" + name + "]' not found")))
          .toList();
    }
    return request.loadBalancerArns().isEmpty()
        ? estate.balancers().in(place)
        : request.loadBalancerArns().stream().map(estate::balancer).toList();
  }

  private DeleteLoadBalancerResponse delete(Caller caller, DeleteLoadBalancerRequest request) {
    String arn = request.loadBalancerArn();
    boolean guarded =
        estate
            .balancers()
            .attributes(arn)
            .map(it -> it.getOrDefault("deletion_protection.enabled", "false").equals("true"))
            .orElse(false);
    if (guarded) {
      throw AwsError.of(
          "OperationNotPermitted",
          "Load balancer '" + arn + "' cannot be deleted because deletion protection is enabled");
    }
    estate.listenersOf(arn).forEach(it -> ListenerOperations.remove(estate, plane, it));
    estate.balancers().remove(arn);
    return DeleteLoadBalancerResponse.builder().build();
  }
}
