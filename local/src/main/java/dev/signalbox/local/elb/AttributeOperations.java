package dev.signalbox.local.elb;

import dev.signalbox.local.api.AwsError;
import dev.signalbox.local.api.Caller;
import dev.signalbox.local.api.Service;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeListenerAttributesRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeListenerAttributesResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeLoadBalancerAttributesRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeLoadBalancerAttributesResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeTargetGroupAttributesRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeTargetGroupAttributesResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ListenerAttribute;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.LoadBalancerAttribute;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ModifyLoadBalancerAttributesRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ModifyLoadBalancerAttributesResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ModifyTargetGroupAttributesRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ModifyTargetGroupAttributesResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroupAttribute;

/** The operations on attributes. */
record AttributeOperations(Estate estate, Plane plane, AccessLogs logs) {
  void addTo(Service service) {
    service
        .on(
            "DescribeLoadBalancerAttributes",
            DescribeLoadBalancerAttributesRequest::builder,
            this::ofBalancer)
        .on(
            "ModifyLoadBalancerAttributes",
            ModifyLoadBalancerAttributesRequest::builder,
            this::changeBalancer)
        .on(
            "DescribeTargetGroupAttributes",
            DescribeTargetGroupAttributesRequest::builder,
            this::ofGroup)
        .on(
            "ModifyTargetGroupAttributes",
            ModifyTargetGroupAttributesRequest::builder,
            this::changeGroup)
        .on(
            "DescribeListenerAttributes",
            DescribeListenerAttributesRequest::builder,
            this::ofListener);
  }

  private DescribeLoadBalancerAttributesResponse ofBalancer(
      Caller caller, DescribeLoadBalancerAttributesRequest request) {
    return DescribeLoadBalancerAttributesResponse.builder()
        .attributes(balancer(request.loadBalancerArn()))
        .build();
  }

  private ModifyLoadBalancerAttributesResponse changeBalancer(
      Caller caller, ModifyLoadBalancerAttributesRequest request) {
    setBalancer(request.loadBalancerArn(), request.attributes());
    return ModifyLoadBalancerAttributesResponse.builder()
        .attributes(balancer(request.loadBalancerArn()))
        .build();
  }

  void setBalancer(String arn, Collection<LoadBalancerAttribute> attributes) {
    Attributes known = Attributes.of(estate.balancer(arn));
    Map<String, String> changes = new TreeMap<>();
    attributes.forEach(it -> changes.put(it.key(), it.value() == null ? "" : it.value()));
    known.check(changes);
    Map<String, String> after = known.all(estate.balancers().attributes(arn).orElse(Map.of()));
    after.putAll(changes);
    if (after.getOrDefault("access_logs.s3.enabled", "").equals("true")
        && after.getOrDefault("access_logs.s3.bucket", "").isEmpty()) {
      throw AwsError.of(
          "InvalidConfigurationRequest",
          "Access logs cannot be enabled without a bucket: access_logs.s3.bucket is not set");
    }
    if (changes.keySet().stream().anyMatch(it -> it.startsWith("access_logs."))
        && after.getOrDefault("access_logs.s3.enabled", "").equals("true")) {
      logs.tryBucket(arn, after);
    }
    estate.balancers().attribute(arn, changes);
  }

  private List<LoadBalancerAttribute> balancer(String arn) {
    return Attributes.of(estate.balancer(arn))
        .all(estate.balancers().attributes(arn).orElse(Map.of()))
        .entrySet()
        .stream()
        .map(it -> LoadBalancerAttribute.builder().key(it.getKey()).value(it.getValue()).build())
        .toList();
  }

  private DescribeTargetGroupAttributesResponse ofGroup(
      Caller caller, DescribeTargetGroupAttributesRequest request) {
    return DescribeTargetGroupAttributesResponse.builder()
        .attributes(group(request.targetGroupArn()))
        .build();
  }

  private ModifyTargetGroupAttributesResponse changeGroup(
      Caller caller, ModifyTargetGroupAttributesRequest request) {
    setGroup(request.targetGroupArn(), request.attributes());
    return ModifyTargetGroupAttributesResponse.builder()
        .attributes(group(request.targetGroupArn()))
        .build();
  }

  void setGroup(String arn, Collection<TargetGroupAttribute> attributes) {
    Map<String, String> changes = new TreeMap<>();
    attributes.forEach(it -> changes.put(it.key(), it.value() == null ? "" : it.value()));
    Attributes.of(estate.group(arn)).check(changes);
    estate.groups().attribute(arn, changes);
    plane.configured(arn);
  }

  private List<TargetGroupAttribute> group(String arn) {
    return Attributes.of(estate.group(arn))
        .all(estate.groups().attributes(arn).orElse(Map.of()))
        .entrySet()
        .stream()
        .map(it -> TargetGroupAttribute.builder().key(it.getKey()).value(it.getValue()).build())
        .toList();
  }

  private DescribeListenerAttributesResponse ofListener(
      Caller caller, DescribeListenerAttributesRequest request) {
    return DescribeListenerAttributesResponse.builder()
        .attributes(
            Attributes.of(estate.listener(request.listenerArn())).usual().entrySet().stream()
                .map(
                    it -> ListenerAttribute.builder().key(it.getKey()).value(it.getValue()).build())
                .toList())
        .build();
  }
}
