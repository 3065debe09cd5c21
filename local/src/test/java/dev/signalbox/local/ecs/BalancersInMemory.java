package dev.signalbox.local.ecs;

import dev.signalbox.local.api.AwsError;
import dev.signalbox.local.api.LoadBalancers;
import dev.signalbox.local.api.Place;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/** Load balancers that find healthy what the test says, and drain when it says so. */
final class BalancersInMemory implements LoadBalancers {
  static final Health HEALTHY = new Health("healthy", Optional.empty(), Optional.empty());
  static final Health UNHEALTHY =
      new Health("unhealthy", Optional.of("Target.Timeout"), Optional.of("Request timed out"));

  private final Map<String, List<Target>> groups = new ConcurrentHashMap<>();
  private final Map<String, Map<String, Integer>> rules = new ConcurrentHashMap<>();

  /** What was weighed, in this order. */
  final List<Map<String, Integer>> weighed = new CopyOnWriteArrayList<>();

  volatile Function<Target, Health> finding = target -> HEALTHY;
  volatile boolean draining;

  /** Whether every listener is gone. */
  volatile boolean gone;

  private final List<Runnable> drains = new CopyOnWriteArrayList<>();

  String group(String name) {
    String arn =
        "arn:aws:elasticloadbalancing:eu-west-1:111111111111:targetgroup/" + name + "/0123456789";
    groups.put(arn, new CopyOnWriteArrayList<>());
    return arn;
  }

  String rule(String name, Map<String, Integer> weights) {
    String arn =
        "arn:aws:elasticloadbalancing:eu-west-1:111111111111:listener-rule/app/lb/1/2/" + name;
    rules.put(arn, weights);
    return arn;
  }

  void drained() {
    draining = false;
    drains.forEach(Runnable::run);
  }

  private List<Target> existing(String group) {
    return Optional.ofNullable(groups.get(group))
        .orElseThrow(
            () -> AwsError.of("TargetGroupNotFound", "One or more target groups not found"));
  }

  @Override
  public void register(String targetGroupArn, Target target) {
    existing(targetGroupArn).add(target);
  }

  @Override
  public void deregister(String targetGroupArn, Target target, Runnable drained) {
    existing(targetGroupArn).remove(target);
    if (draining) {
      drains.add(drained);
    } else {
      drained.run();
    }
  }

  @Override
  public Health health(String targetGroupArn, Target target) {
    return existing(targetGroupArn).contains(target)
        ? finding.apply(target)
        : new Health("unused", Optional.of("Target.NotRegistered"), Optional.empty());
  }

  @Override
  public List<Target> targets(String targetGroupArn) {
    return List.copyOf(existing(targetGroupArn));
  }

  @Override
  public Optional<String> targetGroup(Place place, String name) {
    return groups.keySet().stream().filter(it -> it.contains("/" + name + "/")).findFirst();
  }

  @Override
  public boolean exists(String listenerOrRuleArn) {
    return rules.containsKey(listenerOrRuleArn);
  }

  @Override
  public Map<String, Integer> weights(String listenerOrRuleArn) {
    return rules.getOrDefault(listenerOrRuleArn, Map.of());
  }

  @Override
  public void weigh(String listenerOrRuleArn, Map<String, Integer> weights) {
    if (gone) {
      throw AwsError.of("RuleNotFound", "One or more rules not found");
    }
    rules.put(listenerOrRuleArn, new LinkedHashMap<>(weights));
    weighed.add(Map.copyOf(weights));
  }

  @Override
  public long requests(String targetGroupArn) {
    return 0;
  }
}
