package dev.signalbox.local.elb;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.local.api.AwsError;
import dev.signalbox.local.api.Place;
import dev.signalbox.local.api.Resources;
import dev.signalbox.local.api.Shapes;
import dev.signalbox.local.api.Table;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.CreateListenerRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.CreateLoadBalancerRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.CreateRuleRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.CreateTargetGroupRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.LoadBalancer;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ModifyListenerRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ModifyLoadBalancerAttributesRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ModifyRuleRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ModifyTargetGroupAttributesRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ModifyTargetGroupRequest;

/**
 * Load balancers, listeners, rules and target groups as CloudFormation templates declare them. What
 * a template says as before is left alone, as on AWS: a deployment may have moved weights since.
 */
final class BalancingResources implements Resources {
  private static final String PREFIX = "AWS::ElasticLoadBalancingV2::";

  /** What a template has declared, and what was made of it. */
  record Declared(String arn, JsonNode properties) {}

  private final Estate estate;
  private final Operations operations;
  private final Table<Declared> declared;

  /** The operations a template's resources are made by. */
  record Operations(
      BalancerOperations balancers,
      ListenerOperations listeners,
      RuleOperations rules,
      GroupOperations groups,
      AttributeOperations attributes) {}

  BalancingResources(Estate estate, Operations operations, Table<Declared> declared) {
    this.estate = estate;
    this.operations = operations;
    this.declared = declared;
  }

  @Override
  public Set<String> types() {
    return Set.of(
        PREFIX + "LoadBalancer",
        PREFIX + "Listener",
        PREFIX + "ListenerRule",
        PREFIX + "TargetGroup");
  }

  @Override
  public Made make(Place place, String type, String logicalId, String name, ObjectNode properties) {
    String kind = type.substring(PREFIX.length());
    String key = place.key(kind + "/" + name);
    Optional<String> before = declared.get(key).map(Declared::arn).filter(arn -> there(kind, arn));
    boolean same =
        before.isPresent()
            && declared.get(key).map(Declared::properties).orElseThrow().equals(properties);
    String arn =
        same
            ? before.orElseThrow()
            : changed(place, kind, Names.shortened(name), before, properties);
    declared.put(key, new Declared(arn, properties.deepCopy()));
    return made(kind, arn);
  }

  private boolean there(String kind, String arn) {
    return switch (kind) {
      case "LoadBalancer" -> estate.balancers().get(arn).isPresent();
      case "Listener" -> estate.listeners().get(arn).isPresent();
      case "ListenerRule" -> estate.rules().get(arn).isPresent();
      default -> estate.groups().get(arn).isPresent();
    };
  }

  private String changed(
      Place place, String kind, String name, Optional<String> before, ObjectNode properties) {
    return switch (kind) {
      case "LoadBalancer" -> balancer(place, name, before, properties);
      case "Listener" -> listener(before, properties);
      case "ListenerRule" -> rule(before, properties);
      default -> group(place, name, before, properties);
    };
  }

  private String balancer(
      Place place, String name, Optional<String> before, ObjectNode properties) {
    String arn =
        before.orElseGet(() ->
            operations
                .balancers()
                .made(
                    place,
                    Shapes.fillFromProperties(CreateLoadBalancerRequest.builder(), properties)
                        .name(name)
                        .build())
                .loadBalancerArn());
    ObjectNode attributes = properties.objectNode();
    attributes.set("Attributes", properties.path("LoadBalancerAttributes"));
    if (properties.has("LoadBalancerAttributes")) {
      operations
          .attributes()
          .setBalancer(
              arn,
              Shapes.fillFromProperties(ModifyLoadBalancerAttributesRequest.builder(), attributes)
                  .build()
                  .attributes());
    }
    return arn;
  }

  private String listener(Optional<String> before, ObjectNode properties) {
    return before
        .map(arn ->
            operations
                .listeners()
                .modified(
                    Shapes.fillFromProperties(ModifyListenerRequest.builder(), properties)
                        .listenerArn(arn)
                        .build()))
        .orElseGet(() ->
            operations
                .listeners()
                .made(
                    Shapes.fillFromProperties(CreateListenerRequest.builder(), properties).build()))
        .listenerArn();
  }

  private String rule(Optional<String> before, ObjectNode properties) {
    return before
        .map(arn ->
            operations
                .rules()
                .modified(
                    Shapes.fillFromProperties(ModifyRuleRequest.builder(), properties)
                        .ruleArn(arn)
                        .build()))
        .orElseGet(() ->
            operations
                .rules()
                .made(Shapes.fillFromProperties(CreateRuleRequest.builder(), properties).build()))
        .ruleArn();
  }

  private String group(Place place, String name, Optional<String> before, ObjectNode properties) {
    if (!properties.path("Targets").isEmpty()) {
      throw AwsError.notImplemented("elasticloadbalancing", "targets in templates");
    }
    String arn =
        before
            .map(it ->
                operations
                    .groups()
                    .modified(
                        Shapes.fillFromProperties(ModifyTargetGroupRequest.builder(), properties)
                            .targetGroupArn(it)
                            .build()))
            .orElseGet(() ->
                operations
                    .groups()
                    .made(
                        place,
                        Shapes.fillFromProperties(CreateTargetGroupRequest.builder(), properties)
                            .name(name)
                            .build()))
            .targetGroupArn();
    if (properties.has("TargetGroupAttributes")) {
      ObjectNode attributes = properties.objectNode();
      attributes.set("Attributes", properties.path("TargetGroupAttributes"));
      operations
          .attributes()
          .setGroup(
              arn,
              Shapes.fillFromProperties(ModifyTargetGroupAttributesRequest.builder(), attributes)
                  .build()
                  .attributes());
    }
    return arn;
  }

  private Made made(String kind, String arn) {
    String full = arn.substring(arn.lastIndexOf(':') + 1);
    return switch (kind) {
      case "LoadBalancer" -> {
        LoadBalancer balancer = estate.balancer(arn);
        yield new Made(
            arn,
            Map.of(
                "LoadBalancerArn", arn,
                "DNSName", balancer.dnsName(),
                "CanonicalHostedZoneID", balancer.canonicalHostedZoneId(),
                "LoadBalancerName", balancer.loadBalancerName(),
                "LoadBalancerFullName", Estate.dimension(arn)));
      }
      case "Listener" -> new Made(arn, Map.of("ListenerArn", arn));
      case "ListenerRule" -> new Made(arn, Map.of("RuleArn", arn, "IsDefault", "false"));
      default ->
          new Made(
              arn,
              Map.of(
                  "TargetGroupArn", arn,
                  "TargetGroupName", estate.group(arn).targetGroupName(),
                  "TargetGroupFullName", full));
    };
  }
}
