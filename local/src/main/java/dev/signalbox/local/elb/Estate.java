package dev.signalbox.local.elb;

import dev.signalbox.local.api.Arn;
import dev.signalbox.local.api.AwsError;
import dev.signalbox.local.api.Place;
import dev.signalbox.local.api.Store;
import dev.signalbox.local.elb.Shelf.Kept;
import dev.signalbox.local.elb.route.Course;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Action;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Listener;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.LoadBalancer;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Rule;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroup;

/** Load balancers, listeners, rules and target groups, and how they hang together. */
final class Estate {
  private final Shelf<LoadBalancer> balancers;
  private final Shelf<Listener> listeners;
  private final Shelf<Rule> rules;
  private final Shelf<TargetGroup> groups;

  Estate(Store store) {
    balancers =
        new Shelf<>(
            store.table("elb/balancers", Kept.class), LoadBalancer.class, LoadBalancer::builder);
    listeners =
        new Shelf<>(store.table("elb/listeners", Kept.class), Listener.class, Listener::builder);
    rules = new Shelf<>(store.table("elb/rules", Kept.class), Rule.class, Rule::builder);
    groups =
        new Shelf<>(store.table("elb/groups", Kept.class), TargetGroup.class, TargetGroup::builder);
  }

  Shelf<LoadBalancer> balancers() {
    return balancers;
  }

  Shelf<Listener> listeners() {
    return listeners;
  }

  /** Without the default rule of each listener, which is the listener's default actions. */
  Shelf<Rule> rules() {
    return rules;
  }

  Shelf<TargetGroup> groups() {
    return groups;
  }

  /** A part of an ARN that no other resource has. */
  static String id() {
    return UUID.randomUUID().toString().replace("-", "").substring(0, 16);
  }

  LoadBalancer balancer(String arn) {
    return balancers
        .get(arn)
        .orElseThrow(() -> notFound("LoadBalancer", "Load balancer '" + arn + "' not found"));
  }

  Listener listener(String arn) {
    return listeners
        .get(arn)
        .orElseThrow(() -> notFound("Listener", "One or more listeners not found"));
  }

  Rule rule(String arn) {
    return rules.get(arn).orElseThrow(() -> notFound("Rule", "One or more rules not found"));
  }

  TargetGroup group(String arn) {
    return groups
        .get(arn)
        .orElseThrow(() -> notFound("TargetGroup", "One or more target groups not found"));
  }

  /** What an ARN is of, as errors name it. */
  static String kind(String arn) {
    if (arn.contains(":targetgroup/")) {
      return "TargetGroup";
    }
    if (arn.contains(":listener-rule/")) {
      return "Rule";
    }
    return arn.contains(":listener/") ? "Listener" : "LoadBalancer";
  }

  static AwsError notFound(String kind, String message) {
    return AwsError.of(kind + "NotFound", message);
  }

  Optional<TargetGroup> groupNamed(Place place, String name) {
    return groups.in(place).stream().filter(it -> it.targetGroupName().equals(name)).findFirst();
  }

  Optional<LoadBalancer> balancerNamed(Place place, String name) {
    return balancers.in(place).stream()
        .filter(it -> it.loadBalancerName().equals(name))
        .findFirst();
  }

  List<Listener> listenersOf(String balancerArn) {
    return listeners.startingWith(balancerArn.replace(":loadbalancer/", ":listener/") + "/");
  }

  List<Rule> rulesOf(String listenerArn) {
    return rules.startingWith(listenerArn.replace(":listener/", ":listener-rule/") + "/");
  }

  /** Whether this is a network load balancer, or a listener of one. */
  static boolean isNetwork(String arn) {
    return arn.contains(":loadbalancer/net/") || arn.contains(":listener/net/");
  }

  /** The listener of a rule. */
  static String listenerOf(String ruleArn) {
    return ruleArn.substring(0, ruleArn.lastIndexOf('/')).replace(":listener-rule/", ":listener/");
  }

  /** The load balancer of a listener. */
  static String balancerOf(String listenerArn) {
    return listenerArn
        .substring(0, listenerArn.lastIndexOf('/'))
        .replace(":listener/", ":loadbalancer/");
  }

  /** The load balancers of which a listener or a rule forwards to the group. */
  List<String> balancersOf(String groupArn) {
    Place place = Arn.parse(groupArn).orElseThrow().place();
    TreeSet<String> found = new TreeSet<>();
    for (Listener listener : listeners.in(place)) {
      boolean forwards =
          Stream.concat(
                  Stream.of(listener.defaultActions()),
                  rulesOf(listener.listenerArn()).stream().map(Rule::actions))
              .anyMatch(actions -> forwards(actions, groupArn));
      if (forwards) {
        found.add(listener.loadBalancerArn());
      }
    }
    return List.copyOf(found);
  }

  private static boolean forwards(List<Action> actions, String groupArn) {
    return Course.weights(actions).containsKey(groupArn);
  }

  /**
   * What stands behind the kind in the ARN, as metrics name it: {@code app/shop/50dc6c495c0c9188}.
   */
  static String dimension(String balancerArn) {
    return balancerArn.substring(balancerArn.indexOf(":loadbalancer/") + ":loadbalancer/".length());
  }
}
